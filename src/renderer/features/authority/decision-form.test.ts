import { describe, expect, it } from 'vitest';
import { plainTerms } from '#domain/testing/fixtures.ts';
import type { Evaluation } from '#domain/delegation/evaluate.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import {
  asksForAmount, decisionFaults, evidenceOf, exceptionalFaults, isReady, newDecisionDraft, planOf, toMakeDecision, toRequestApproval, type DecisionDraft,
} from './decision-form.ts';

const goodwill: Clause = {
  id: 'goodwill', number: '7', title: 'Goodwill payment', serviceId: '353', power: 'Local Government Act 2000 s.92',
  measure: 'money', usual: 1000, limits: [{ post: 'customer-service-operative', perDecision: 2500, offline: 1000, authorisation: null }],
  ladder: [{ post: 'team-leader', upTo: 10_000 }], cumulative: [],
  reasons: [{ code: 'delay', words: 'Delay' }, { code: 'error', words: 'Our mistake' }],
  conditions: [
    { kind: 'evidence', evidence: 'fault-recorded', words: 'the fault on record' },
    { kind: 'confirm', code: 'apologised', words: 'an apology given' },
  ],
  items: [], effects: [{ kind: 'payment', method: 'bank-transfer' }], ...plainTerms, residentWording: 'We are paying you {{amount}} ({{reference}}).', never: null,
};
const bin: Clause = {
  ...goodwill, id: 'bin', number: '4', measure: 'count', usual: 1, items: [{ code: 'grey-180', words: 'Grey bin' }],
  reasons: [{ code: 'crew-damage', words: 'Damaged by the crew' }], conditions: [],
};
const NOW = Date.UTC(2026, 10, 23, 10);
const planAt = (clause: Clause, draft: DecisionDraft, evaluation: Evaluation | null) => planOf(clause, draft, evaluation, NOW);
const ids = { decisionId: 'd1', escalationId: 'e1', taskId: 't1', reference: 'CF-7K3M-92QX' };
const answer = (result: Evaluation['result']): Evaluation => ({
  result, clauseId: 'goodwill', clauseNumber: '7', clauseTitle: 'Goodwill payment', schemeVersion: 1, measure: 'money',
  perDecision: 2500, upTo: 2500, remaining: [], approver: 'team-leader', missing: [], sentences: [], notices: [], mayAskExceptionally: true,
});
const filled: DecisionDraft = {
  ...newDecisionDraft(goodwill, 2500, ids), reasonCode: 'delay', reasons: ' Three missed bins ',
  evidence: { 'fault-recorded': 'CF-1 ' }, confirmed: ['apologised'],
};

describe('the decision form', () => {
  it('opens with the usual amount, or with what is left where that is less', () => {
    expect(newDecisionDraft(goodwill, 2500, ids).amount).toBe(1000);
    expect(newDecisionDraft(goodwill, 400, ids).amount).toBe(400);
    expect(newDecisionDraft(goodwill, 0, ids).amount).toBe(1000);
  });

  it('chooses what there is no choice about and asks for no count of one', () => {
    expect(newDecisionDraft(bin, 1, ids)).toMatchObject({ item: 'grey-180', reasonCode: 'crew-damage', amount: 1 });
    expect(asksForAmount(bin)).toBe(false);
    expect(asksForAmount(goodwill)).toBe(true);
  });

  it('names what is missing in the form’s order', () => {
    expect(decisionFaults(goodwill, { ...newDecisionDraft(goodwill, 2500, ids), amount: null }, NOW)).toEqual(['amount', 'reason', 'reasons']);
    expect(decisionFaults(bin, { ...newDecisionDraft(bin, 1, ids), item: 'gone' }, NOW)).toEqual(['item', 'reasons']);
    expect(decisionFaults(goodwill, filled, NOW)).toEqual([]);
  });

  it('takes as evidence what the clause asks for and a person filled in', () => {
    expect(evidenceOf(goodwill, { ...filled, evidence: { 'fault-recorded': ' CF-1 ', 'payment-record': 'stray' } }))
      .toEqual([{ kind: 'fault-recorded', detail: 'CF-1' }]);
    expect(evidenceOf(goodwill, { ...filled, evidence: { 'fault-recorded': '  ' } })).toEqual([]);
  });
});

describe('what the button does', () => {
  it('decides within authority once everything is there', () => {
    const plan = planAt(goodwill, filled, answer('permit'));
    expect(plan.act).toBe('decide');
    expect(isReady(plan)).toBe(true);
  });

  it('waits for the clause’s conditions, and offers to ask all the same', () => {
    const plan = planAt(goodwill, { ...filled, confirmed: [] }, answer('permit'));
    expect(plan.unmet).toEqual([goodwill.conditions[1]]);
    expect(plan.mayAskExceptionally).toBe(true);
    expect(isReady(plan)).toBe(false);
  });

  it('asks above the limit, even with conditions unmet: the approver sees which', () => {
    const plan = planAt(goodwill, { ...filled, confirmed: [] }, answer('escalate'));
    expect(plan).toMatchObject({ act: 'ask', mayAskExceptionally: false });
    expect(isReady(plan)).toBe(true);
  });

  it('leaves only the exceptional way where the rules refuse, and none where nobody stands above', () => {
    expect(planAt(goodwill, filled, answer('refuse'))).toMatchObject({ act: 'nothing', mayAskExceptionally: true });
    expect(planAt({ ...goodwill, ladder: [] }, filled, { ...answer('refuse'), mayAskExceptionally: false })).toMatchObject({ act: 'nothing', mayAskExceptionally: false });
    expect(planAt({ ...goodwill, ladder: [] }, filled, answer('escalate'))).toMatchObject({ act: 'nothing' });
  });

  it('offers the exceptional way where the form only goes further than the clause, and not where it can’t be read', () => {
    const arrangement: Clause = { ...goodwill, conditions: [], fields: [{ kind: 'number', code: 'months', words: 'Months', required: true, least: 1, most: 6 }] };
    const over = planAt(arrangement, { ...filled, details: { months: '12' } }, answer('permit'));
    expect(over).toMatchObject({ act: 'nothing', faults: ['details'], beyond: true, mayAskExceptionally: true });
    expect([isReady(over), exceptionalFaults(over)]).toEqual([false, []]);
    expect(planAt(arrangement, { ...filled, details: { months: '12' } }, answer('escalate'))).toMatchObject({ act: 'nothing', mayAskExceptionally: true });
    const slip = planAt(arrangement, { ...filled, details: { months: 'twelve' } }, answer('permit'));
    expect([slip.mayAskExceptionally, exceptionalFaults(slip)]).toEqual([false, ['details']]);
    expect(planAt({ ...arrangement, ladder: [] }, { ...filled, details: { months: '12' } }, answer('permit'))).toMatchObject({ beyond: false, mayAskExceptionally: false });
  });

  it('does nothing before the engine has answered', () => {
    const plan = planAt(goodwill, filled, null);
    expect(plan).toMatchObject({ act: 'nothing', mayAskExceptionally: false });
    expect(isReady(plan)).toBe(false);
  });
});

describe('the command', () => {
  const parties = { residentId: 'r1', contactId: null };

  it('carries the ids drawn with the draft, so that a second press is the same decision', () => {
    expect(toMakeDecision(goodwill, filled, parties)).toEqual({
      decisionId: 'd1', reference: 'CF-7K3M-92QX', clauseId: 'goodwill', residentId: 'r1', contactId: null, amount: 1000,
      item: null, reasonCode: 'delay', reasons: 'Three missed bins', evidence: [{ kind: 'fault-recorded', detail: 'CF-1' }],
      confirmed: ['apologised'], alternativesRejected: '', details: {}, verifiedLevel: null, interest: '',
    });
  });

  it('asks under the same reference, marked exceptional only where it is', () => {
    expect(toRequestApproval(goodwill, filled, { residentId: 'r1', contactId: 'c1' }, true))
      .toMatchObject({ escalationId: 'e1', reference: 'CF-7K3M-92QX', contactId: 'c1', exceptional: true });
    expect(toRequestApproval(goodwill, filled, parties, false).exceptional).toBe(false);
  });
});
