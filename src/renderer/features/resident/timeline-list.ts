/**
 * One timeline out of two sources: the live newest entries, which change under the reader's eyes, and older pages
 * fetched as they scroll. Newest first; entries of one instant are told apart by key, as `timeline.page` does.
 */
import type { TimelineEntry } from '#contract/views.ts';
import { COUNCIL_TIME_ZONE } from '#domain/time/instant.ts';
import type { Channel } from '#domain/vocabulary.ts';

export type EntryKind = TimelineEntry['kind'];

export interface TimelineFilter {
  kind: EntryKind | 'all';
  channel: Channel | 'all';
  text: string;
}
export const NO_FILTER: TimelineFilter = { kind: 'all', channel: 'all', text: '' };

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

/** Everything in an entry that a person could look for, in lower case. */
export function searchText(entry: TimelineEntry): string {
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
      parts.push(entry.task.title, entry.serviceName);
      break;
  }
  return parts.filter((part) => part !== null).join('\n').toLowerCase();
}

export const isFiltered = (filter: TimelineFilter): boolean =>
  filter.kind !== 'all' || filter.channel !== 'all' || filter.text.trim() !== '';

/** Entries that pass; every word typed must be somewhere in an entry. Only a contact has a channel. */
export function filterTimeline(entries: readonly TimelineEntry[], filter: TimelineFilter): readonly TimelineEntry[] {
  if (!isFiltered(filter)) return entries;
  const words = filter.text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return entries.filter((entry) => {
    if (filter.kind !== 'all' && entry.kind !== filter.kind) return false;
    if (filter.channel !== 'all' && (entry.kind !== 'contact' || entry.contact.channel !== filter.channel)) return false;
    if (words.length === 0) return true;
    const text = searchText(entry);
    return words.every((word) => text.includes(word));
  });
}

const dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: COUNCIL_TIME_ZONE, year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day of an instant in the council's own time zone, `YYYY-MM-DD`. */
export const dayOf = (at: number): string => dayFormat.format(at);

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
