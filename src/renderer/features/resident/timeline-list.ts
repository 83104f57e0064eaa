/**
 * One timeline out of two sources: the live newest entries, which change under the reader's eyes, and older pages
 * fetched as they scroll. Newest first; entries of one instant are told apart by key, as `timeline.page` does.
 */
import type { TimelineEntry } from '#contract/views/timeline.ts';
import type { Service, Site, StaffMember } from '#domain/records/council.ts';
import { COUNCIL_TIME_ZONE } from '#domain/time/instant.ts';
import type { Channel } from '#domain/vocabulary.ts';

export type EntryKind = TimelineEntry['kind'];

export interface TimelineFilter {
  kind: EntryKind | 'all';
  channel: Channel | 'all';
  /** An id. */
  service: string;
  /** The id of a partner’s site. */
  partner: string;
  text: string;
}
export const NO_FILTER: TimelineFilter = { kind: 'all', channel: 'all', service: 'all', partner: 'all', text: '' };

/** `opensDay`: the first of its day, so that a separator stands above it. */
export interface TimelineRow {
  key: string;
  entry: TimelineEntry;
  opensDay: boolean;
}

const newestFirst = (a: TimelineEntry, b: TimelineEntry): number =>
  b.at - a.at || (a.key < b.key ? 1 : a.key > b.key ? -1 : 0);

/** Both sources as one list without repeats; the live one wins, for its entry is the fresher. */
export function mergeTimeline(live: readonly TimelineEntry[], older: readonly TimelineEntry[]): TimelineEntry[] {
  const known = new Set(live.map((entry) => entry.key));
  return [...live, ...older.filter((entry) => !known.has(entry.key))].sort(newestFirst);
}

/**
 * The older pages after the live part moved on. The live part holds a fixed number of entries, so each new one pushes
 * the oldest out: without this it would be missing between the live part and the first older page.
 */
export function keepPushedOut(
  older: readonly TimelineEntry[], before: readonly TimelineEntry[], now: readonly TimelineEntry[],
): readonly TimelineEntry[] {
  const last = now.at(-1);
  if (last === undefined || before === now) return older;
  const held = new Set([...now, ...older].map((entry) => entry.key));
  const pushedOut = before.filter((entry) => !held.has(entry.key) && newestFirst(last, entry) < 0);
  return pushedOut.length === 0 ? older : [...older, ...pushedOut].sort(newestFirst);
}

/** Older pages with one more; a page asked for twice adds nothing. */
export function addPage(older: readonly TimelineEntry[], page: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const known = new Set(older.map((entry) => entry.key));
  const fresh = page.filter((entry) => !known.has(entry.key));
  return fresh.length === 0 ? older : [...older, ...fresh].sort(newestFirst);
}

/** An entry never changes, another takes its place: what was once gathered of it holds. */
const gathered = new WeakMap<TimelineEntry, string>();

/** Everything in an entry that a person could look for, in lower case. */
export function searchText(entry: TimelineEntry): string {
  const before = gathered.get(entry);
  if (before !== undefined) return before;
  const text = gather(entry);
  gathered.set(entry, text);
  return text;
}

function gather(entry: TimelineEntry): string {
  const parts: (string | null)[] = [];
  switch (entry.kind) {
    case 'contact':
      parts.push(entry.contact.note, entry.serviceName, entry.staffName, entry.siteName, entry.caseReference, entry.contact.externalReference,
        entry.councillorName, ...entry.further.flatMap(({ serviceName, caseReference }) => [serviceName, caseReference]));
      break;
    case 'decision':
      parts.push(entry.clauseTitle, entry.decision.reference, entry.decision.reasons, entry.itemName, entry.requestedByName, entry.decidedByName);
      break;
    case 'escalation':
      parts.push(entry.clauseTitle, entry.escalation.reference, entry.escalation.reasons, entry.escalation.answerReasons,
        entry.itemName, entry.requestedByName, entry.answeredByName);
      break;
    case 'message':
      parts.push(entry.message.body);
      break;
    case 'task':
      parts.push(entry.task.title, entry.serviceName, entry.task.done?.words ?? null);
      break;
  }
  return parts.filter((part) => part !== null).join('\n').toLowerCase();
}

export const isFiltered = (filter: TimelineFilter): boolean =>
  filter.text.trim() !== '' || choicesIn(filter) > 0;

/** How many of the choices beside the words are made. */
export const choicesIn = ({ kind, channel, service, partner }: TimelineFilter): number => [kind, channel, service, partner].filter((one) => one !== 'all').length;

/** Who stands for a partner here, and what they do: their people, and the services that are theirs. */
export interface Partner {
  siteId: string;
  name: string;
  staffIds: ReadonlySet<string>;
  serviceIds: ReadonlySet<string>;
}

export function partnersOf({ staff, sites, services }: { staff: readonly StaffMember[]; sites: readonly Site[]; services: readonly Service[] }): Partner[] {
  return sites.filter(({ kind }) => kind === 'partner').map(({ id, name }) => {
    const people = staff.filter(({ siteId, role }) => siteId === id && role === 'partner');
    const categories = new Set(people.map(({ partnerCategory }) => partnerCategory));
    return { siteId: id, name, staffIds: new Set(people.map((one) => one.id)), serviceIds: new Set(services.filter(({ category }) => categories.has(category)).map((one) => one.id)) };
  });
}

/** Whether a partner had a hand in it: they wrote it, asked or answered, or have to do it. */
function isOf(entry: TimelineEntry, { siteId, staffIds, serviceIds }: Partner): boolean {
  switch (entry.kind) {
    case 'contact': return entry.contact.siteId === siteId || staffIds.has(entry.contact.staffId ?? '');
    case 'decision': return staffIds.has(entry.decision.requestedBy) || staffIds.has(entry.decision.decidedBy);
    case 'escalation': return staffIds.has(entry.escalation.requestedBy) || staffIds.has(entry.escalation.answeredBy ?? '');
    case 'task': return serviceIds.has(entry.task.serviceId);
    case 'message': return false;
  }
}

/** Whether an entry is about a service; a decision or a request is about what its contact is about. */
function isAbout(entry: TimelineEntry, serviceId: string, contacts: ReadonlySet<string>): boolean {
  switch (entry.kind) {
    case 'contact': return contacts.has(entry.contact.id);
    case 'task': return entry.task.serviceId === serviceId;
    case 'decision': return contacts.has(entry.decision.contactId ?? '');
    case 'escalation': return contacts.has(entry.escalation.contactId ?? '');
    case 'message': return false;
  }
}

/** Contacts about a service, first or further on, by id. */
const contactsAbout = (entries: readonly TimelineEntry[], serviceId: string): Set<string> => new Set(entries.flatMap((entry) =>
  entry.kind === 'contact' && [entry.contact, ...entry.contact.furtherMatters ?? []].some((matter) => matter.serviceId === serviceId) ? [entry.contact.id] : []));

/** The services that the entries are about, by name. */
export function servicesIn(entries: readonly TimelineEntry[]): { id: string; name: string }[] {
  const names = new Map<string, string>();
  for (const entry of entries) {
    if (entry.kind === 'contact' && entry.contact.serviceId !== null && entry.serviceName !== null) names.set(entry.contact.serviceId, entry.serviceName);
    else if (entry.kind === 'task') names.set(entry.task.serviceId, entry.serviceName);
  }
  return [...names].map(([id, name]) => ({ id, name })).sort((one, other) => one.name.localeCompare(other.name));
}

/** Entries that pass; every word typed must be somewhere in an entry. Only a contact has a channel. */
export function filterTimeline(entries: readonly TimelineEntry[], filter: TimelineFilter, partners: readonly Partner[] = []): readonly TimelineEntry[] {
  if (!isFiltered(filter)) return entries;
  const partner = partners.find(({ siteId }) => siteId === filter.partner);
  const contacts = filter.service === 'all' ? new Set<string>() : contactsAbout(entries, filter.service);
  const words = filter.text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return entries.filter((entry) => {
    if (filter.kind !== 'all' && entry.kind !== filter.kind) return false;
    if (filter.channel !== 'all' && (entry.kind !== 'contact' || entry.contact.channel !== filter.channel)) return false;
    if (filter.service !== 'all' && !isAbout(entry, filter.service, contacts)) return false;
    if (filter.partner !== 'all' && (partner === undefined || !isOf(entry, partner))) return false;
    if (words.length === 0) return true;
    const text = searchText(entry);
    return words.every((word) => text.includes(word));
  });
}

const dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: COUNCIL_TIME_ZONE, year: 'numeric', month: '2-digit', day: '2-digit' });

const HOUR_MS = 60 * 60 * 1000;
const daysByHour = new Map<number, string>();

/**
 * The calendar day of an instant in the council's own time zone, `YYYY-MM-DD`. Its days begin on the hour, and asking
 * the calendar for each of thousands of entries would take longer than a frame.
 */
export function dayOf(at: number): string {
  const hour = Math.floor(at / HOUR_MS);
  const known = daysByHour.get(hour);
  if (known !== undefined) return known;
  const day = dayFormat.format(at);
  daysByHour.set(hour, day);
  return day;
}

/** Entries as rows, each day opened by its first. */
export function withDays(entries: readonly TimelineEntry[]): TimelineRow[] {
  let day = '';
  return entries.map((entry) => {
    const before = day;
    day = dayOf(entry.at);
    return { key: entry.key, entry, opensDay: day !== before };
  });
}

/** The row a key moves to, held at both ends; null where the key moves nothing. */
export function movedRow(count: number, from: number, key: string): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown': return Math.min(count - 1, from + 1);
    case 'ArrowUp': return Math.max(0, from - 1);
    case 'PageDown': return Math.min(count - 1, from + 10);
    case 'PageUp': return Math.max(0, from - 10);
    case 'Home': return 0;
    case 'End': return count - 1;
    default: return null;
  }
}

/** A note that would push the next entries off the screen is shown in part, with the rest one press away. */
export const isLong = (text: string): boolean => text.length > 420 || text.split('\n').length > 6;
