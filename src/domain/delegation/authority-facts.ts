import { rows, type Context } from '../commands/command.ts';
import type { AuthorityUse } from '../records.ts';
import type { Instant } from '../time/instant.ts';
import { windowStart } from '../time/windows.ts';
import type { Clause, LimitScope } from './scheme.ts';
import type { Subject } from './evaluate.ts';

/** The earliest instant any of the clause's limits over a scope can see; `now` where it has none over that scope. */
export function lookBack(clause: Clause | undefined, scope: LimitScope, now: Instant): Instant {
  const starts = clause?.cumulative.filter((limit) => limit.scope === scope).map((limit) => windowStart(limit.window, now)) ?? [];
  return Math.min(now, ...starts);
}

/**
 * The uses of a clause that its limits can see. A limit over a scope the clause does not have asks for nothing: an id
 * that no row carries.
 */
export function authorityNeeds(clause: Clause | undefined, subject: Subject, context: Context) {
  const clauseId = clause?.id ?? '';
  const now = context.countsAt;
  const since = (scope: LimitScope) => ({ column: 'at' as const, at: lookBack(clause, scope, now) });
  const has = (scope: LimitScope, key: string | null): string =>
    key !== null && clause?.cumulative.some((limit) => limit.scope === scope) === true ? key : '';
  return {
    byResident: rows('authorityUse', { clauseId, residentId: has('resident', subject.residentId) }, since('resident')),
    byHousehold: rows('authorityUse', { clauseId, householdId: has('household', subject.householdId) }, since('household')),
    byProperty: rows('authorityUse', { clauseId, propertyId: has('property', subject.propertyId) }, since('property')),
    byOperative: rows('authorityUse', { clauseId, staffId: has('operative', context.actor.staffId) }, since('operative')),
  };
}

/** The facts above as one list without repeats, and without what the decision at hand has used itself. */
export function usesOf(
  facts: { byResident: AuthorityUse[]; byHousehold: AuthorityUse[]; byProperty: AuthorityUse[]; byOperative: AuthorityUse[] },
  exceptDecisionId: string | null,
): AuthorityUse[] {
  const all = [...facts.byResident, ...facts.byHousehold, ...facts.byProperty, ...facts.byOperative];
  return [...new Map(all.map((use) => [use.id, use])).values()].filter((use) => use.decisionId !== exceptDecisionId);
}
