/** What this person may decide now, clause by clause, worked out by the same rule that will judge the decision. */
import { authorityNeeds, usesOf } from '#domain/delegation/authority-facts.ts';
import { evaluate, type Evaluation } from '#domain/delegation/evaluate.ts';
import { subjectOf } from '#domain/delegation/make-decision.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import type { AuthorityUse, Resident, SchemeVersion } from '#domain/records.ts';
import type { AuthorityItem } from '#contract/views.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { circumstancesOf, contextAt, type Desk } from '../desk.ts';
import { schemeInForce } from './reference.ts';

function evaluateClause(
  desk: Desk, scheme: SchemeVersion, clause: Clause, resident: Resident, wanted: { amount: number | null; item: string | null },
): Evaluation {
  const now = desk.now();
  const context = contextAt(desk.actor, 'desk', circumstancesOf(desk), now, scheme);
  const needs = authorityNeeds(clause, subjectOf(resident), context);
  const load = (request: (typeof needs)['byResident']): AuthorityUse[] => desk.cache.load(request) as AuthorityUse[];
  const uses = usesOf({
    byResident: load(needs.byResident), byHousehold: load(needs.byHousehold),
    byProperty: load(needs.byProperty), byOperative: load(needs.byOperative),
  }, null);
  return evaluate({
    scheme, clause, post: desk.actor.post, staffId: desk.actor.staffId, subject: subjectOf(resident), ...wanted,
    evidence: null, confirmed: [], uses, connection: context.connection, policyAsOf: context.policyAsOf, now,
  });
}

export function authorityFor(desk: Desk, resident: Resident): AuthorityItem[] {
  const scheme = schemeInForce(desk.reference.schemes, desk.now());
  if (scheme === null) return [];
  return scheme.clauses.map((clause) =>
    ({ key: clause.id, clause, evaluation: evaluateClause(desk, scheme, clause, resident, { amount: null, item: null }) }));
}

export function evaluateAuthority(
  desk: Desk, asked: { clauseId: string; residentId: string; amount: number | null; item: string | null },
): Outcome<Evaluation> {
  const scheme = schemeInForce(desk.reference.schemes, desk.now());
  const clause = scheme?.clauses.find(({ id }) => id === asked.clauseId);
  const resident = desk.cache.row('resident', asked.residentId)?.row;
  if (scheme === null || clause === undefined) {
    return fail('not-found', 'The scheme in force has no such clause. Open the resident again to see what you can decide.');
  }
  if (resident === undefined) {
    return fail('not-found', 'This resident is not on this desk’s copy. Search again, then repeat what you did.');
  }
  return succeed(evaluateClause(desk, scheme, clause, resident, { amount: asked.amount, item: asked.item }));
}
