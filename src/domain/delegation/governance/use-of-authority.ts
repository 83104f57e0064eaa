/** How authority was used: DOMAIN (f). Every number comes with what it counts, so that a screen can open the list behind it. */
import type { SchemeVersion } from '../../records/council.ts';
import type { Decision, Escalation } from '../../records/decisions.ts';
import type { Instant } from '../../time/instant.ts';
import { bindingLimits, percentile, type BindingLimit, type PastOfPeople } from './binding-limits.ts';

export interface Measured {
  decisions: readonly Decision[];
  escalations: readonly Escalation[];
  scheme: SchemeVersion;
  /** What had been used up when a request was made. */
  past: PastOfPeople;
  /** From, inclusive, to, exclusive. */
  from: Instant;
  to: Instant;
}

/** `of` is null where there is nothing to divide by. Ids of decisions and requests. */
export interface Share { part: string[]; of: string[] }

export interface UseOfAuthority {
  /** Decided at the desk, of everything that was decided or asked for. */
  frontLine: Share;
  /** Milliseconds from asked to answered; null where nothing was. */
  turnaround: { median: number | null; p90: number | null; ids: string[] };
  /** Changed by a team leader, of those they looked at: less than asked, declined, corrected. */
  overturned: Share;
  /** Found outside authority on sync, of those made offline. */
  exceededOffline: Share;
  /** Noticed as perhaps split. */
  split: string[];
  binding: BindingLimit[];
}

export function useOfAuthority({ decisions, escalations, scheme, past, from, to }: Measured): UseOfAuthority {
  const within = (at: Instant): boolean => at >= from && at < to;
  const made = decisions.filter(({ decidedAt }) => within(decidedAt));
  const asked = escalations.filter(({ kind, requestedAt }) => kind === 'approve' && within(requestedAt));
  const atDesk = made.filter(({ requestedBy, decidedBy, status }) => requestedBy === decidedBy && status === 'made');
  const outside = made.filter(({ status }) => status !== 'made');
  const answered = escalations.filter(({ status, answeredAt }) => status !== 'pending' && answeredAt !== null && within(answeredAt));
  // Whoever waits for a ratification has their answer already: only those at the counter wait.
  const awaited = answered.filter(({ kind }) => kind === 'approve');
  const times = awaited.map(({ requestedAt, answeredAt }) => (answeredAt ?? requestedAt) - requestedAt).toSorted((one, other) => one - other);
  const changed = answered.filter(({ status, approvedAmount, requestedAmount }) => status === 'declined' || (approvedAmount ?? requestedAmount) < requestedAmount);
  const offline = made.filter(({ madeOffline }) => madeOffline);
  const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);
  return {
    frontLine: { part: ids(atDesk), of: [...ids(atDesk), ...ids(outside), ...ids(asked)] },
    turnaround: { median: percentile(times, 0.5), p90: percentile(times, 0.9), ids: ids(awaited) },
    overturned: { part: ids(changed), of: ids(answered) },
    exceededOffline: { part: ids(offline.filter(({ status }) => status !== 'made')), of: ids(offline) },
    split: ids(made.filter(({ noticed }) => noticed.length > 0)),
    binding: bindingLimits(scheme, answered, past),
  };
}
