/** What this person may decide now, clause by clause, worked out by the same rule that will judge the decision. */
import type { RowsRequest } from '#domain/commands/command.ts';
import { authorityNeeds, partiesOf, questionOf, standingNeeds, type StandingFacts, type UseFacts } from '#domain/delegation/authority-facts.ts';
import type { Details } from '#domain/delegation/clause-fields.ts';
import { evaluate, type Evaluation } from '#domain/delegation/evaluate.ts';
import { schemeInForce } from '#domain/delegation/in-force.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import type { SchemeVersion } from '#domain/records/council.ts';
import type { Resident } from '#domain/records/people.ts';
import { windowStart } from '#domain/time/windows.ts';
import type { AuthorityItem } from '#contract/views/subject.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { personOf } from './person.ts';
import { circumstancesOf, contextAt, type Desk } from '../desk.ts';

export interface Asked { amount: number | null; item: string | null; details: Details | null; interest: string }
const NOTHING_YET: Asked = { amount: null, item: null, details: null, interest: '' };

type Evaluate = (clause: Clause, asked: Asked) => Evaluation;

/** Asks for one resident, clause after clause: what does not hang on the clause is read once. */
function evaluatorFor(desk: Desk, scheme: SchemeVersion, resident: Resident): Evaluate {
  const context = { ...contextAt(desk.actor, 'desk', circumstancesOf(desk), desk.now(), scheme), scheme };
  const parties = partiesOf(resident);
  const known = new Map<string, unknown>();
  const load = (name: string, request: RowsRequest<'authorityUse'>): unknown => {
    const { where } = request;
    // An id that no row carries: there is nothing to read.
    if (Object.values(where).includes('')) return [];
    if ('clauseId' in where) return desk.cache.load(request);
    if (!known.has(name)) known.set(name, desk.cache.load(request));
    return known.get(name);
  };
  return (clause, asked) => {
    const needs = { ...authorityNeeds(clause, parties, asked.details ?? {}, context), ...standingNeeds(clause.id, parties, context) };
    const facts = Object.fromEntries(Object.entries(needs).map(([name, request]) => [name, load(name, request as RowsRequest<'authorityUse'>)]));
    return evaluate(questionOf(clause, resident, facts as unknown as UseFacts & StandingFacts, context, { ...asked, proof: null, exceptDecisionId: null }));
  };
}

export function authorityFor(desk: Desk, resident: Resident): AuthorityItem[] {
  const scheme = schemeInForce(desk.reference.schemes, desk.now(), desk.actor.teamId);
  if (scheme === null) return [];
  const used = usedOften(desk, scheme);
  const evaluation = evaluatorFor(desk, scheme, resident);
  return scheme.clauses.map((clause) => ({ key: clause.id, clause, evaluation: evaluation(clause, NOTHING_YET) }))
    .toSorted((one, other) => (used.get(other.key) ?? 0) - (used.get(one.key) ?? 0));
}

/**
 * How often this person used each clause in the 28 days before today. Today is left out: a clause must not move under
 * somebody’s fingers in the middle of a day.
 */
function usedOften(desk: Desk, scheme: SchemeVersion): Map<string, number> {
  const midnight = windowStart({ kind: 'calendar-day' }, desk.now());
  const since = windowStart({ kind: 'rolling-days', days: 28 }, midnight);
  return new Map(scheme.clauses.map(({ id }) => [id, desk.cache.count('authorityUse', 'WHERE clause_id = ? AND staff_id = ? AND at >= ? AND at < ?', [id, desk.actor.staffId, since, midnight])]));
}

export function evaluateAuthority(desk: Desk, { clauseId, residentId, ...asked }: { clauseId: string; residentId: string } & Asked): Outcome<Evaluation> {
  const scheme = schemeInForce(desk.reference.schemes, desk.now(), desk.actor.teamId);
  const clause = scheme?.clauses.find(({ id }) => id === clauseId);
  const resident = personOf(desk.cache, residentId);
  if (scheme === null || clause === undefined) {
    return fail('not-found', 'The scheme in force has no such clause. Open the resident again to see what you can decide.');
  }
  if (resident === null) {
    return fail('not-found', 'This resident is not on this desk’s copy. Search again, then repeat what you did.');
  }
  return succeed(evaluatorFor(desk, scheme, resident)(clause, asked));
}
