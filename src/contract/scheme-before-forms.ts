/** The scheme as schema 1 read it: a clause with one effect, no form, and evidence as the only thing besides confirmations. */
import type { Clause, Condition, Effect } from '#domain/delegation/scheme.ts';

/** What such a desk can carry out itself; the rest it leaves to a desk that is up to date. */
function effectBefore(clause: Clause): unknown {
  const [effect] = clause.effects;
  const plain = clause.effects.length === 1 && clause.fields.length === 0 && clause.worth.kind === 'entered' && clause.secondApprover === null
    && clause.limits.every(({ authorisation }) => authorisation === null) && clause.conditions.every(isBefore) && clause.cumulative.every(({ scope, window }) => scope !== 'vehicle' && window.kind !== 'while-running');
  if (!plain || effect === undefined || effect.kind === 'entitlement') return { kind: 'elsewhere', where: 'a newer version of Casefront: update this desk, or ask a team leader' };
  return effect.kind === 'pass-on' ? { kind: 'elsewhere', where: effect.where } : known(effect);
}

const known = (effect: Extract<Effect, { kind: 'payment' | 'task' }>): unknown =>
  effect.kind === 'payment' ? effect : { kind: 'task', serviceId: effect.serviceId, title: effect.title };
/** Its closed list of what could be evidence. */
const evidenceBefore = new Set([
  'fault-recorded', 'apology-given', 'crew-damage-log', 'cancelled-in-time', 'crew-failure-code', 'missed-collection-log',
  'proof-of-address', 'proof-of-vehicle', 'hardship-statement', 'payment-record', 'second-failure-report',
]);
const isBefore = (condition: Condition): boolean => condition.kind === 'confirm' || (condition.kind === 'evidence' && evidenceBefore.has(condition.evidence));

function clauseBefore(clause: Clause): unknown {
  const { powerOf: _of, delegatedFrom: _from, maySubDelegate: _may, worth: _worth, ceilingField: _ceiling, secondApprover: _second, fields: _fields, effects: _effects, offlineAdvice: _advice, residentWordings: _wordings, ...kept } = clause;
  return {
    ...kept, effect: effectBefore(clause), conditions: clause.conditions.filter(isBefore),
    limits: clause.limits.map(({ authorisation: _authorisation, ...limit }) => limit),
    cumulative: clause.cumulative.filter(({ scope, window }) => scope !== 'vehicle' && window.kind !== 'while-running'),
  };
}

export const schemeBeforeForms = (row: Record<string, unknown>): Record<string, unknown> => ({ ...row, clauses: (row['clauses'] as Clause[]).map(clauseBefore) });
