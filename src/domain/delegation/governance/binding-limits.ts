/** Limits that are in the residents’ way: what was asked for above them, what of it was granted, and which limit would have let it be decided at the desk. */
import type { SchemeVersion } from '../../records/council.ts';
import type { AuthorityUse, Escalation } from '../../records/decisions.ts';
import type { Instant } from '../../time/instant.ts';
import { vehicleIn } from '../clause-fields.ts';
import { evaluate, type Remaining } from '../evaluate.ts';
import type { Clause } from '../scheme.ts';
import type { Whose } from './what-if.ts';

export interface BindingLimit {
  clauseId: string;
  clauseNumber: string;
  clauseTitle: string;
  /** What `limit` and `suggested` count. */
  measure: Remaining['unit'];
  /** The limit over time that bound; null for the limit of one decision. */
  over: Pick<Remaining, 'scope' | 'window' | 'unit'> | null;
  /** As it stands: the widest of the desk for one decision, or all that is allowed over the time. */
  limit: number;
  /** Requests above it that were approved as they were asked. */
  granted: string[];
  /** All requests above it that were answered. */
  asked: string[];
  /** The smallest limit that would have let four in five of the granted be decided at the desk; null where a change is not worth proposing. */
  suggested: number | null;
}

/** Fewer than this say nothing about a limit. */
const ENOUGH = 5;
const MOST_COVERED = 0.8;

/** Nearest rank, of values in order. */
export function percentile(sorted: readonly number[], part: number): number | null {
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? null;
}

export interface PastOfPeople {
  /** What had been used before an instant of anything that a limit could see; more does no harm. */
  seen: (whose: Whose, before: Instant) => AuthorityUse[];
  householdOf: (residentId: string) => string | null;
}

/** `answered`: requests that were answered in the time looked at. */
export function bindingLimits(scheme: SchemeVersion, answered: readonly Escalation[], past: PastOfPeople): BindingLimit[] {
  return scheme.clauses.flatMap((clause) => {
    const most = Math.max(0, ...clause.limits.map(({ perDecision }) => perDecision));
    if (most === 0) return [];
    const asked = answered.filter(({ kind, clauseId }) => kind === 'approve' && clauseId === clause.id);
    const above = asked.filter(({ requestedAmount }) => requestedAmount > most).map((request) => ({ request, needed: request.requestedAmount }));
    // Above the first approver’s own the desk’s can’t go.
    const single = above.length === 0 ? [] : [limitOf(clause, { measure: clause.measure, over: null, limit: most }, above, clause.ladder[0]?.upTo ?? 0)];
    return [...single, ...overTime(scheme, clause, asked.filter(({ requestedAmount }) => requestedAmount <= most), past)];
  });
}

interface Needed { request: Escalation; needed: number }

/** Requests that the desk could have decided but for what had been used up before them. */
function overTime(scheme: SchemeVersion, clause: Clause, asked: readonly Escalation[], past: PastOfPeople): BindingLimit[] {
  const spent = asked.flatMap((request): (Needed & { left: Remaining })[] => {
    const wanted = (left: Remaining): number => left.unit === 'times' ? 1 : request.requestedAmount;
    const left = remainingAt(scheme, clause, request, past).find((one) => one.left < wanted(one));
    return left === undefined ? [] : [{ request, left, needed: left.used + wanted(left) }];
  });
  const keyOf = ({ scope, window, unit }: Remaining): string => `${scope} ${unit} ${JSON.stringify(window)}`;
  const byLimit = new Map<string, typeof spent>();
  for (const one of spent) byLimit.set(keyOf(one.left), [...byLimit.get(keyOf(one.left)) ?? [], one]);
  return [...byLimit.values()].flatMap((bound) => {
    const [first] = bound;
    if (first === undefined) return [];
    const { scope, window, unit, limit } = first.left;
    return [limitOf(clause, { measure: unit, over: { scope, window, unit }, limit }, bound, Number.POSITIVE_INFINITY)];
  });
}

function remainingAt(scheme: SchemeVersion, clause: Clause, request: Escalation, { seen, householdOf }: PastOfPeople): Remaining[] {
  const { clauseId, residentId, propertyId, requestedBy, requestedAt, details, item } = request;
  const householdId = householdOf(residentId);
  const vehicle = vehicleIn(clause, details);
  return evaluate({
    scheme, clause, post: 'customer-service-operative', staffId: requestedBy, standing: { authorisations: [], subDelegations: [], scheme },
    subject: { residentId, householdId, propertyId, markers: [], coerced: false }, amount: request.requestedAmount, item, details, interest: '', proof: null,
    uses: seen({ clauseId, residentId, householdId, propertyId, staffId: requestedBy, vehicle }, requestedAt),
    connection: 'online', policyAsOf: requestedAt, now: requestedAt,
  }).remaining;
}

function limitOf(clause: Clause, about: Pick<BindingLimit, 'measure' | 'over' | 'limit'>, asked: readonly Needed[], most: number): BindingLimit {
  const granted = asked.filter(({ request: { status, approvedAmount, requestedAmount } }) => status === 'approved' && approvedAmount === requestedAmount);
  const needed = granted.map((one) => one.needed).toSorted((one, other) => one - other);
  const worth = granted.length >= ENOUGH && granted.length >= asked.length * MOST_COVERED;
  const suggested = worth ? Math.min(percentile(needed, MOST_COVERED) ?? about.limit, most) : null;
  const ids = (some: readonly Needed[]): string[] => some.map(({ request }) => request.id);
  return {
    clauseId: clause.id, clauseNumber: clause.number, clauseTitle: clause.title, ...about,
    granted: ids(granted), asked: ids(asked), suggested: suggested !== null && suggested > about.limit ? suggested : null,
  };
}
