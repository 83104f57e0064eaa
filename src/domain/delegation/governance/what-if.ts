/** A draft of the scheme held against decisions that were made: which of them would have come out otherwise. */
import type { SchemeVersion } from '../../records/council.ts';
import type { AuthorityUse, Decision } from '../../records/decisions.ts';
import type { Instant } from '../../time/instant.ts';
import type { Sentence } from '../../words/sentence.ts';
import { evaluate, type Evaluation } from '../evaluate.ts';
import type { Clause } from '../scheme.ts';
import type { Standing } from '../standing.ts';

export type Outcome = Evaluation['result'] | 'no-clause';

export interface Difference {
  decisionId: string;
  /** As it would be judged under the scheme in force, and under the draft. */
  before: Outcome;
  after: Outcome;
  /** What decides it under the draft; null where the draft has no such clause. */
  why: Sentence | null;
}

/** Uses by clause and by whose they are, oldest first: a decision looks only at those before it that its limits can see. */
export class PastUses {
  readonly #byKey = new Map<string, AuthorityUse[]>();

  constructor(uses: readonly AuthorityUse[]) {
    for (const use of uses.toSorted((one, other) => one.at - other.at)) {
      for (const key of keysOf(use)) {
        const kept = this.#byKey.get(key);
        if (kept === undefined) this.#byKey.set(key, [use]);
        else kept.push(use);
      }
    }
  }

  before(decision: Decision, householdId: string | null, vehicle: string | null): AuthorityUse[] {
    const { clauseId, residentId, propertyId, requestedBy, decidedAt, id } = decision;
    return this.seen({ clauseId, residentId, householdId, propertyId, staffId: requestedBy, vehicle }, decidedAt).filter((use) => use.decisionId !== id);
  }

  seen(whose: Whose, before: Instant): AuthorityUse[] {
    const found = new Set<AuthorityUse>();
    for (const key of keysOf(whose)) {
      for (const use of this.#byKey.get(key) ?? []) {
        if (use.at >= before) break;
        found.add(use);
      }
    }
    return [...found];
  }
}

export interface Whose { clauseId: string; residentId: string; householdId: string | null; propertyId: string | null; staffId: string; vehicle: string | null }
function keysOf({ clauseId, residentId, householdId, propertyId, staffId, vehicle }: Whose): string[] {
  const keys = [`${clauseId} r ${residentId}`, `${clauseId} o ${staffId}`];
  if (householdId !== null) keys.push(`${clauseId} h ${householdId}`);
  if (propertyId !== null) keys.push(`${clauseId} p ${propertyId}`);
  if (vehicle !== null) keys.push(`${clauseId} v ${vehicle}`);
  return keys;
}

export interface Past {
  decision: Decision;
  /** The post of whoever asked or decided at the desk. */
  post: Parameters<typeof evaluate>[0]['post'];
  householdId: string | null;
  vehicle: string | null;
}

interface Judge { scheme: SchemeVersion; clauses: ReadonlyMap<string, Clause>; standing: Standing }

/**
 * As if a version had been in force all along; who was trained and what was handed down is as it was. A question that
 * nobody was asked then is left out: what was answered is held against the draft’s form.
 */
function judgeOf(version: SchemeVersion): Judge {
  const scheme = { ...version, effectiveFrom: 0, effectiveTo: null };
  const clauses = version.clauses.map((clause): Clause => ({
    ...clause, limits: clause.limits.map((limit) => ({ ...limit, authorisation: null })), fields: clause.fields.map((field) => ({ ...field, required: false })),
  }));
  return { scheme, clauses: new Map(clauses.map((clause) => [clause.id, clause])), standing: { authorisations: [], subDelegations: [], scheme } };
}

function judged({ decision, post, householdId }: Past, { scheme, clauses, standing }: Judge, uses: AuthorityUse[]): { result: Outcome; why: Sentence | null } {
  const clause = clauses.get(decision.clauseId);
  if (clause === undefined) return { result: 'no-clause', why: null };
  const evaluation = evaluate({
    scheme, clause, post, staffId: decision.requestedBy, standing,
    subject: { residentId: decision.residentId, householdId, propertyId: decision.propertyId, markers: [], coerced: false },
    amount: decision.requestedAmount, item: decision.item, details: decision.details, interest: decision.interest, uses,
    // What was confirmed is not kept with a decision: whoever decided had confirmed it.
    proof: { evidence: decision.evidence, confirmed: clause.conditions.flatMap((one) => one.kind === 'confirm' ? [one.code] : []), verifiedLevel: decision.verifiedLevel },
    connection: decision.madeOffline ? 'offline' : 'online', policyAsOf: decision.decidedAt, now: decision.decidedAt,
  });
  return { result: evaluation.result, why: evaluation.sentences[0] ?? null };
}

/** Those of the decisions that the draft would have judged otherwise. */
export function whatIf(past: readonly Past[], uses: PastUses, inForce: SchemeVersion, draft: SchemeVersion): Difference[] {
  const [now, then] = [judgeOf(inForce), judgeOf(draft)];
  return past.flatMap((one): Difference[] => {
    const seen = uses.before(one.decision, one.householdId, one.vehicle);
    const before = judged(one, now, seen);
    const after = judged(one, then, seen);
    return before.result === after.result ? [] : [{ decisionId: one.decision.id, before: before.result, after: after.result, why: after.why }];
  });
}
