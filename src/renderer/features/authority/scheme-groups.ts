/** The scheme as the panel shows it, and the requests made under it for this resident. */
import { passedOn } from '#domain/delegation/scheme.ts';
import type { AuthorityItem } from '#contract/views/subject.ts';
import type { SaidEntry, TimelineEntry } from '#contract/views/timeline.ts';

export interface SchemeGroups {
  /** What this person can decide now, in the scheme's own order; the digits 1 to 9 open the first nine. */
  decidable: AuthorityItem[];
  /** What somebody above can decide on request. */
  askable: AuthorityItem[];
  /** What somebody elsewhere decides: here it is logged and passed on. */
  elsewhere: AuthorityItem[];
}

export function groupScheme(items: readonly AuthorityItem[]): SchemeGroups {
  const groups: SchemeGroups = { decidable: [], askable: [], elsewhere: [] };
  for (const item of items) {
    if (passedOn(item.clause) !== null || (item.evaluation.upTo <= 0 && item.clause.ladder.length === 0)) groups.elsewhere.push(item);
    else if (item.evaluation.upTo > 0 && item.evaluation.result === 'permit') groups.decidable.push(item);
    else groups.askable.push(item);
  }
  return groups;
}

export type EscalationEntry = Extract<TimelineEntry, { kind: 'escalation' }>;
const ANSWER_STAYS_MS = 24 * 60 * 60 * 1000;

/** Requests that still matter at the desk: everything waiting, and what was answered in the last day, newest first. */
export function currentRequests(timeline: readonly TimelineEntry[], now: number): EscalationEntry[] {
  return timeline
    .filter((entry): entry is EscalationEntry => entry.kind === 'escalation')
    .filter(({ escalation }) => escalation.status === 'pending' || (escalation.answeredAt ?? 0) > now - ANSWER_STAYS_MS)
    .sort((a, b) => (b.escalation.answeredAt ?? b.escalation.requestedAt) - (a.escalation.answeredAt ?? a.escalation.requestedAt));
}

/** Requests seen pending before and answered now: what a screen reader must hear about. */
export function justAnswered(before: ReadonlyMap<string, string>, requests: readonly EscalationEntry[]): EscalationEntry[] {
  return requests.filter(({ key, escalation }) => before.get(key) === 'pending' && escalation.status !== 'pending');
}

export const statusesOf = (requests: readonly EscalationEntry[]): Map<string, string> =>
  new Map(requests.map(({ key, escalation }) => [key, escalation.status]));

/** What others have said since a look that saw only `before`; nothing at the first look. */
export function justSaid(before: ReadonlySet<string> | null, requests: readonly EscalationEntry[]): { entry: EscalationEntry; said: SaidEntry }[] {
  if (before === null) return [];
  return requests.flatMap((entry) => entry.thread.filter((said) => !said.mine && !before.has(said.key)).map((said) => ({ entry, said })));
}
