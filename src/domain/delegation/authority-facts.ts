import { rows, type Context } from '../commands/command.ts';
import { asId, type HouseholdId, type ResidentId } from '../ids.ts';
import type { Marker } from '../records/care.ts';
import type { Authorisation, SubDelegation } from '../records/council.ts';
import type { AuthorityUse } from '../records/decisions.ts';
import type { Resident, Verification } from '../records/people.ts';
import { LOCKED_FOR_MS } from '../verification/verify-identity.ts';
import { dateAt } from '../time/dates.ts';
import type { Instant } from '../time/instant.ts';
import { windowStart } from '../time/windows.ts';
import { vehicleIn, type Details } from './clause-fields.ts';
import type { EvaluationInput, Proof, Subject } from './evaluate.ts';
import type { Clause, LimitScope } from './scheme.ts';

/** The earliest instant any of the clause's limits over a scope can see; `now` where it has none over that scope. */
export function lookBack(clause: Clause | undefined, scope: LimitScope, now: Instant): Instant {
  const starts = clause?.cumulative.filter((limit) => limit.scope === scope).map((limit) => windowStart(limit.window, now)) ?? [];
  return Math.min(now, ...starts);
}

export interface Parties { residentId: string; householdId: string | null; propertyId: string | null }

export const partiesOf = (resident: Resident | null): Parties =>
  ({ residentId: resident?.id ?? '', householdId: resident?.householdId ?? null, propertyId: resident?.propertyId ?? null });

/**
 * The uses of a clause that its limits can see. A limit over a scope the clause does not have asks for nothing: an id
 * that no row carries. The resident’s own are read as far back as a split is looked for, too.
 */
export function authorityNeeds(clause: Clause | undefined, parties: Parties, details: Details, context: Context) {
  const clauseId = clause?.id ?? '';
  const now = context.countsAt;
  const since = (scope: LimitScope) => ({ column: 'at' as const, at: lookBack(clause, scope, now) });
  const has = (scope: LimitScope, key: string | null): string =>
    key !== null && clause?.cumulative.some((limit) => limit.scope === scope) === true ? key : '';
  const split = windowStart({ kind: 'rolling-days', days: context.scheme?.splitWithin ?? 0 }, now);
  return {
    byResident: rows('authorityUse', { clauseId, residentId: parties.residentId }, { column: 'at', at: Math.min(split, since('resident').at, since('household').at) }),
    byHousehold: rows('authorityUse', { clauseId, householdId: has('household', parties.householdId) }, since('household')),
    byProperty: rows('authorityUse', { clauseId, propertyId: has('property', parties.propertyId) }, since('property')),
    byVehicle: rows('authorityUse', { clauseId, vehicle: has('vehicle', clause === undefined ? null : vehicleIn(clause, details)) }, since('vehicle')),
    byOperative: rows('authorityUse', { clauseId, staffId: has('operative', context.actor.staffId) }, since('operative')),
  };
}

/** What the person and the people it is about bring to a decision, whatever the clause. */
export function standingNeeds(clauseId: string, parties: Parties, context: Context) {
  return {
    authorisations: rows('authorisation', { staffId: context.actor.staffId }),
    subDelegations: rows('subDelegation', { clauseId }),
    markersOn: rows('marker', { residentId: parties.residentId }),
    // An id that no row carries, where nobody knows the address.
    markersAt: rows('marker', { propertyId: parties.propertyId ?? '' }),
    checks: rows('verification', { residentId: parties.residentId }, { column: 'at', at: context.countsAt - LOCKED_FOR_MS }),
  };
}

export interface UseFacts {
  byResident: AuthorityUse[];
  byHousehold: AuthorityUse[];
  byProperty: AuthorityUse[];
  byVehicle: AuthorityUse[];
  byOperative: AuthorityUse[];
}
export interface StandingFacts {
  authorisations: Authorisation[];
  subDelegations: SubDelegation[];
  markersOn: Marker[];
  markersAt: Marker[];
  checks: Verification[];
}

/** The facts above as one list without repeats, and without what the decision at hand has used itself. */
export function usesOf(facts: UseFacts, exceptDecisionId: string | null, parties: Parties): AuthorityUse[] {
  // What was used under another record of the same person is theirs, and their household’s.
  const own = facts.byResident.map((use) => (use.residentId === parties.residentId ? use
    : { ...use, residentId: asId<ResidentId>(parties.residentId), householdId: parties.householdId === null ? null : asId<HouseholdId>(parties.householdId) }));
  const all = [...facts.byHousehold, ...facts.byProperty, ...facts.byVehicle, ...facts.byOperative, ...own];
  return [...new Map(all.map((use) => [use.id, use])).values()].filter((use) => use.decisionId !== exceptDecisionId);
}

export function subjectOf(parties: Parties, { markersOn, markersAt, checks }: Pick<StandingFacts, 'markersOn' | 'markersAt' | 'checks'>, now: Instant): Subject {
  const today = dateAt(now);
  const live = [...markersOn, ...markersAt].filter(({ endedOn }) => endedOn === null || endedOn > today);
  return { ...parties, markers: [...new Set(live.map(({ category }) => category))], coerced: checks.some(({ coercion }) => coercion) };
}

/** The question as the rule takes it, from facts and what was entered. */
export function questionOf(
  clause: Clause, resident: Resident | null, facts: UseFacts & StandingFacts, context: Context & { scheme: NonNullable<Context['scheme']> },
  asked: { amount: number | null; item: string | null; details: Details | null; interest: string; proof: Proof | null; exceptDecisionId: string | null },
): EvaluationInput {
  const { exceptDecisionId, ...question } = asked;
  return {
    scheme: context.scheme, clause, post: context.actor.post, staffId: context.actor.staffId,
    standing: { authorisations: facts.authorisations, subDelegations: facts.subDelegations, scheme: context.scheme },
    subject: subjectOf(partiesOf(resident), facts, context.countsAt), ...question, uses: usesOf(facts, exceptDecisionId, partiesOf(resident)),
    connection: context.connection, policyAsOf: context.policyAsOf, now: context.countsAt,
  };
}
