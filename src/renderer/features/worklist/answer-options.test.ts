import { describe, expect, it } from 'vitest';
import { plainEscalation, plainTerms } from '#domain/testing/fixtures.ts';
import type { WorklistItem } from '#contract/views/worklist.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import { asId } from '#domain/ids.ts';
import { answerFault, approveKind, answerOptions, canBeLess, NO_ANSWER, stepSelection, toAnswer, type Answerer } from './answer-options.ts';

const clause: Clause = {
  id: 'goodwill', number: '7', title: 'Goodwill payment', serviceId: '353', power: '', measure: 'money', usual: 1000,
  limits: [], ladder: [{ post: 'acting-team-leader', upTo: 3000 }, { post: 'team-leader', upTo: 10_000 }, { post: 'head-of-service', upTo: 50_000 }],
  cumulative: [], reasons: [], conditions: [], items: [], effects: [{ kind: 'payment', method: 'bank-transfer' }], ...plainTerms, residentWording: '', never: null,
};
const item = (changes: Partial<WorklistItem> = {}): WorklistItem => ({
  key: 'e1', pending: false, clause, residentName: 'Ann Example', residentAddress: null, reaches: { language: 'en', formats: [] }, requestedByName: 'Amira Khan',
  requestedAtSite: null, answeredByName: null, history: [], thread: [], yours: true, agreedFirst: false, routedTo: [], late: false, answersAs: 'team-leader', ownLimit: 10_000, mayAnswer: true, mine: false,
  escalation: {
    ...plainEscalation, id: asId('e1'), reference: 'CF-1', kind: 'approve', decisionId: null, clauseId: 'goodwill', clauseNumber: '7', schemeVersion: 1,
    residentId: asId('r1'), propertyId: null, contactId: null, requestedAmount: 4000, item: null, reasonCode: 'delay', reasons: 'x',
    evidence: [], exceptional: false, requestedBy: asId('s1'), requestedAt: 0, approverPost: 'team-leader', status: 'pending',
    approvedAmount: null, answeredBy: null, answeredAt: null, answerReasons: null, referredBy: null,
  },
  ...changes,
});
const leader: Answerer = { role: 'approver', online: true };
const codes = (who: Answerer, one = item()) => {
  const options = answerOptions(one, who);
  return [options.approve?.code, options['approve-less']?.code, options.decline?.code, options.refer?.code];
};
const all = (code: string) => [code, code, code, code];

describe('who may answer how', () => {
  it('leaves everything open to a leader whose limit covers it', () => {
    expect(codes(leader)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('lets nobody answer their own, and says that before anything else', () => {
    expect(codes({ ...leader, online: false }, item({ mine: true }))).toEqual(all('command.own-escalation'));
  });

  it('leaves declining and referring to a leader whose limit does not cover what was asked (scene 2)', () => {
    const less = item({ ownLimit: 3000, answersAs: 'acting-team-leader' });
    expect(codes(leader, less))
      .toEqual(['command.above-approver-limit', 'command.above-approver-limit', undefined, undefined]);
    expect(answerOptions(less, leader).approve?.values).toEqual({ limit: '£30', requested: '£40' });
  });

  it('refers nowhere from the top of the ladder', () => {
    expect(codes(leader, item({ answersAs: 'head-of-service' }))).toEqual([undefined, undefined, undefined, 'command.top-of-ladder']);
  });

  it('answers nothing offline, off the ladder, by an operative, or twice', () => {
    expect(codes({ ...leader, online: false })).toEqual(all('command.answer-offline'));
    expect(codes(leader, item({ mayAnswer: false }))).toEqual(all('command.not-on-ladder'));
    expect(codes({ ...leader, role: 'operative' })).toEqual(all('command.role-may-not'));
    const answered = item();
    answered.escalation.status = 'approved';
    expect(codes(leader, answered)).toEqual(all('command.escalation-answered'));
  });
});

describe('an answer', () => {
  it('gives what was asked, or the lesser amount typed, and no amount when declining or referring', () => {
    const draft = { amount: 3000, reasons: ' Half is fair ' };
    expect(toAnswer(item(), 'approve', draft)).toEqual({ escalationId: 'e1', answer: 'approve', amount: 4000, reasons: 'Half is fair' });
    expect(toAnswer(item(), 'approve-less', draft)).toMatchObject({ answer: 'approve', amount: 3000 });
    expect(toAnswer(item(), 'decline', draft)).toMatchObject({ answer: 'decline', amount: null });
    expect(toAnswer(item(), 'refer', draft)).toMatchObject({ answer: 'refer', amount: null });
  });

  it('of less is less, and more than nothing', () => {
    expect(answerFault(item(), 'approve-less', NO_ANSWER)).toBe('amount-missing');
    expect(answerFault(item(), 'approve-less', { amount: 0, reasons: '' })).toBe('amount-missing');
    expect(answerFault(item(), 'approve-less', { amount: 4000, reasons: '' })).toBe('amount-above-asked');
    expect(answerFault(item(), 'approve-less', { amount: 3000, reasons: '' })).toBeNull();
  });

  it('approves what the amount field says, never more in silence', () => {
    expect(approveKind(item(), NO_ANSWER)).toBe('approve');
    expect(approveKind(item(), { amount: 4000, reasons: '' })).toBe('approve');
    expect(approveKind(item(), { amount: 3000, reasons: '' })).toBe('approve-less');
    const tooMuch = { amount: 5000, reasons: '' };
    expect(answerFault(item(), approveKind(item(), tooMuch), tooMuch)).toBe('amount-above-asked');
  });

  it('declines only with a reason', () => {
    expect(answerFault(item(), 'decline', { amount: null, reasons: '  ' })).toBe('reasons-missing');
    expect(answerFault(item(), 'decline', { amount: null, reasons: 'No fault found' })).toBeNull();
    expect(answerFault(item(), 'approve', NO_ANSWER)).toBeNull();
  });

  it('offers less only where there is less', () => {
    const one = item();
    one.escalation.requestedAmount = 1;
    expect(canBeLess(one)).toBe(false);
    expect(canBeLess(item())).toBe(true);
  });
});

describe('moving along the list', () => {
  it('begins at the first and holds at the ends', () => {
    expect(stepSelection(['a', 'b'], null, 1)).toBe('a');
    expect(stepSelection(['a', 'b'], 'a', 1)).toBe('b');
    expect(stepSelection(['a', 'b'], 'b', 1)).toBe('b');
    expect(stepSelection(['a', 'b'], 'a', -1)).toBe('a');
    expect(stepSelection(['a', 'b'], 'gone', 1)).toBe('a');
    expect(stepSelection([], null, 1)).toBeNull();
  });
});
