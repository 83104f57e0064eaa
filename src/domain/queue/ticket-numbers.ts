/**
 * Numbers that are read out across a counter: `M-KN7` is the seventh that Kasia Nowak gave out at Mere Street today. Two desks
 * that hear nothing of each other can't give out the same one, because each person counts for themselves.
 */
import type { Site, StaffMember } from '../records/council.ts';
import type { Ticket } from '../records/queue.ts';
import type { Instant } from '../time/instant.ts';
import { windowStart } from '../time/windows.ts';

type Named = { id: string; name: string };

/** The shortest beginnings that tell names apart; where two begin alike the later one by id takes one letter more. */
function beginnings(all: readonly Named[], beginningOf: (name: string, length: number) => string): Map<string, string> {
  const taken = new Set<string>();
  const found = new Map<string, string>();
  for (const { id, name } of all.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    let beginning = '';
    for (let length = 1; beginning === '' || taken.has(beginning); length += 1) beginning = beginningOf(name, length);
    taken.add(beginning);
    found.set(id, beginning);
  }
  return found;
}

const letters = (name: string): string => name.normalize('NFD').replaceAll(/[^A-Za-z]/g, '').toUpperCase();
const upTo = (text: string, length: number): string => (length <= text.length ? text.slice(0, length) : `${text}${String(length - text.length)}`);

const prefixOf = (site: Pick<Site, 'id'>, sites: readonly Pick<Site, 'id' | 'name'>[]): string =>
  beginnings(sites, (name, length) => upTo(letters(name), length)).get(site.id) ?? '';

/** Initials, and a letter more of the family name where somebody else has the same. */
const seriesOf = (person: Pick<StaffMember, 'id'>, staff: readonly Pick<StaffMember, 'id' | 'name'>[]): string => beginnings(staff, (name, length) => {
  const words = name.split(/\s+/).map(letters).filter((word) => word !== '');
  return `${words[0]?.slice(0, 1) ?? ''}${upTo(words.length > 1 ? words.at(-1) ?? '' : '', length)}`;
}).get(person.id) ?? '';

export interface NumberFacts {
  siteId: string;
  staffId: string;
  sites: readonly Pick<Site, 'id' | 'name'>[];
  staff: readonly Pick<StaffMember, 'id' | 'name'>[];
  /** Those given out lately. */
  tickets: readonly Pick<Ticket, 'number' | 'arrivedAt'>[];
  now: Instant;
}

/** The next number for somebody who comes to a site. Counting begins anew each day. */
export function nextNumber({ siteId, staffId, sites, staff, tickets, now }: NumberFacts): string {
  const beginning = `${prefixOf({ id: siteId as Site['id'] }, sites)}-${seriesOf({ id: staffId as StaffMember['id'] }, staff)}`;
  const today = windowStart({ kind: 'calendar-day' }, now);
  const given = tickets.filter(({ number, arrivedAt }) => arrivedAt >= today && number.startsWith(beginning)).map(({ number }) => Number(number.slice(beginning.length)));
  return `${beginning}${String(Math.max(0, ...given.filter((count) => Number.isInteger(count))) + 1)}`;
}
