import { describe, expect, it } from 'vitest';
import { plainEscalation, plainTerms } from '#domain/testing/fixtures.ts';
import type { AuthorityItem } from '#contract/views/subject.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import type { Escalation } from '#domain/records/decisions.ts';
import { asId } from '#domain/ids.ts';
import { currentRequests, groupScheme, justAnswered, statusesOf, type EscalationEntry } from './scheme-groups.ts';

const clause = (id: string, changes: Partial<Clause> = {}): Clause => ({
  id, number: id, title: id, serviceId: null, power: '', measure: 'money', usual: 1000, limits: [],
  ladder: [{ post: 'team-leader', upTo: 10_000 }], cumulative: [], reasons: [], conditions: [], items: [],
  effects: [{ kind: 'payment', method: 'bank-transfer' }], ...plainTerms, residentWording: '', never: null, ...changes,
});
const item = (one: Clause, upTo: number, result: 'permit' | 'escalate' | 'refuse'): AuthorityItem => ({
  key: one.id, clause: one,
  evaluation: {
    result, clauseId: one.id, clauseNumber: one.number, clauseTitle: one.title, schemeVersion: 1, measure: 'money',
    perDecision: upTo, upTo, remaining: [], approver: null, missing: [], sentences: [], notices: [], mayAskExceptionally: true,
  },
});
const request = (key: string, changes: Partial<Escalation>): EscalationEntry => ({
  kind: 'escalation', key, at: 0, pending: false, clauseTitle: '', measure: 'money', requestedByName: '', answeredByName: null, itemName: null, thread: [], routedTo: [], late: false,
  escalation: {
    ...plainEscalation, id: asId(key), reference: key, kind: 'approve', decisionId: null, clauseId: '7', clauseNumber: '7', schemeVersion: 1,
    residentId: asId('r1'), propertyId: null, contactId: null, requestedAmount: 4000, item: null, reasonCode: '', reasons: '', evidence: [],
    exceptional: false, requestedBy: asId('s1'), requestedAt: 0, approverPost: 'team-leader', status: 'pending', approvedAmount: null,
    answeredBy: null, answeredAt: null, answerReasons: null, referredBy: null, ...changes,
  },
});

describe('the scheme in groups', () => {
  it('puts what can be decided now apart from what is asked for and what is decided elsewhere', () => {
    const groups = groupScheme([
      item(clause('a', { effects: [{ kind: 'pass-on', serviceId: '57', title: 'Logged', where: 'Revenues' }] }), 0, 'refuse'),
      item(clause('b'), 2500, 'permit'),
      item(clause('c'), 0, 'escalate'),
      item(clause('d', { ladder: [] }), 0, 'escalate'),
    ]);
    expect(groups.decidable.map((one) => one.key)).toEqual(['b']);
    expect(groups.askable.map((one) => one.key)).toEqual(['c']);
    expect(groups.elsewhere.map((one) => one.key)).toEqual(['a', 'd']);
  });
});

describe('requests at the desk', () => {
  const day = 24 * 3600_000;

  it('stay while they wait and for a day after the answer', () => {
    const now = 10 * day;
    const found = currentRequests([
      request('old', { status: 'declined', answeredAt: now - 2 * day }),
      request('answered', { status: 'approved', answeredAt: now - 1000, requestedAt: now - 9 * day }),
      request('waiting', { requestedAt: now - 5 * day }),
    ], now);
    expect(found.map((one) => one.key)).toEqual(['answered', 'waiting']);
  });

  it('are announced once, when the answer arrives, and not when the record is opened', () => {
    const pending = [request('a', {})];
    const answered = [request('a', { status: 'approved', answeredAt: 5 }), request('b', { status: 'declined', answeredAt: 5 })];
    expect(justAnswered(statusesOf(pending), answered).map((one) => one.key)).toEqual(['a']);
    expect(justAnswered(statusesOf(answered), answered)).toEqual([]);
    expect(justAnswered(new Map(), answered)).toEqual([]);
  });
});
