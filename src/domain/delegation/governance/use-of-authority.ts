/** How authority was used: DOMAIN (f). Every number comes with what it counts, so that a screen can open the list behind it. */
import type { Decision, Escalation, SchemeVersion } from '../../records.ts';
import type { Instant } from '../../time/instant.ts';
import type { Clause } from '../scheme.ts';

export interface Measured {
  decisions: readonly Decision[];
  escalations: readonly Escalation[];
  scheme: SchemeVersion;
  /** From, inclusive, to, exclusive. */
  from: Instant;
  to: Instant;
}

/** `of` is null where there is nothing to divide by. Ids of decisions and requests. */
export interface Share { part: string[]; of: string[] }

export interface BindingLimit {
  clauseId: string;
  clauseNumber: string;
  clauseTitle: string;
  measure: Clause['measure'];
  /** The widest limit of the desk as it stands. */
  limit: number;
  /** Requests above it that were approved as they were asked. */
  granted: string[];
  /** All requests above it that were answered. */
  asked: string[];
  /** The smallest limit that would have let four in five of the granted be decided at the desk; null where a change is not worth proposing. */
  suggested: number | null;
}

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

/** Fewer than this say nothing about a limit. */
const ENOUGH = 5;
const MOST_COVERED = 0.8;

/** Nearest rank, of values in order. */
export function percentile(sorted: readonly number[], part: number): number | null {
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? null;
}

export function useOfAuthority({ decisions, escalations, scheme, from, to }: Measured): UseOfAuthority {
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
    binding: scheme.clauses.flatMap((clause) => bindingOf(clause, answered)),
  };
}

function bindingOf(clause: Clause, answered: readonly Escalation[]): BindingLimit[] {
  const limit = Math.max(0, ...clause.limits.map(({ perDecision }) => perDecision));
  if (limit === 0) return [];
  const asked = answered.filter(({ kind, clauseId, requestedAmount }) => kind === 'approve' && clauseId === clause.id && requestedAmount > limit);
  if (asked.length === 0) return [];
  const granted = asked.filter(({ status, approvedAmount, requestedAmount }) => status === 'approved' && approvedAmount === requestedAmount);
  const amounts = granted.map(({ requestedAmount }) => requestedAmount).toSorted((one, other) => one - other);
  const lowestRung = clause.ladder[0]?.upTo ?? 0;
  // A limit that leaders nearly always waive is in the residents’ way; above the first approver’s own it can’t go.
  const worth = granted.length >= ENOUGH && granted.length >= asked.length * MOST_COVERED;
  const suggested = worth ? Math.min(percentile(amounts, MOST_COVERED) ?? limit, lowestRung) : null;
  return [{
    clauseId: clause.id, clauseNumber: clause.number, clauseTitle: clause.title, measure: clause.measure, limit,
    granted: granted.map(({ id }) => id), asked: asked.map(({ id }) => id), suggested: suggested !== null && suggested > limit ? suggested : null,
  }];
}
