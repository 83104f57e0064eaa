import { describe, expect, it } from 'vitest';
import type { Clause } from '#domain/delegation/scheme.ts';
import { enteredIn } from './entered.ts';

const clause = {
  id: 'goodwill', title: 'Goodwill payment', measure: 'money', items: [{ code: 'grey', words: 'Grey bin' }],
  reasons: [{ code: 'missed', words: 'Missed collection' }],
  fields: [{ kind: 'money', code: 'paid', words: 'What was paid', required: true }],
} as unknown as Clause;
const decision = {
  decisionId: 'd1', reference: 'CF-7K3M-92QX', clauseId: 'goodwill', residentId: 'r1', contactId: null, amount: 1000, item: null,
  reasonCode: 'missed', reasons: 'Two weeks running.', evidence: [{ kind: 'fault-recorded', detail: 'Log 12' }], confirmed: [], alternativesRejected: '',
  details: { paid: '1500' }, verifiedLevel: null, interest: '',
};

describe('what was entered', () => {
  it('is told in the words of the clause, without what was left empty', () => {
    expect(enteredIn({ name: 'make-decision', args: decision }, [clause])).toEqual([
      { field: 'reference', value: { text: 'CF-7K3M-92QX' } }, { field: 'clause', value: { text: 'Goodwill payment' } },
      { field: 'amount', value: { text: '£10' } }, { field: 'reason', value: { text: 'Missed collection' } },
      { field: 'reasons', value: { text: 'Two weeks running.' } }, { field: 'evidence', value: { text: 'Log 12' } },
      { field: 'note', value: { text: 'What was paid: £15' } },
    ]);
  });

  it('is there all the same where the scheme no longer has the clause', () => {
    const fields = enteredIn({ name: 'request-approval', args: decision }, []);
    expect(fields).toContainEqual({ field: 'clause', value: { text: 'goodwill' } });
    expect(fields).toContainEqual({ field: 'amount', value: { text: '1000' } });
  });

  it('is read for every other kind of work', () => {
    expect(enteredIn({ name: 'log-contact', args: { channel: 'phone-in', reason: 'report', outcome: 'logged', note: 'Rang twice.' } }, [])
      .map(({ field }) => field)).toEqual(['channel', 'reason', 'outcome', 'note']);
    expect(enteredIn({ name: 'answer-escalation', args: { escalationId: 'e1', answer: 'decline', amount: null, reasons: 'Too much.' } }, []))
      .toEqual([{ field: 'answer', value: { word: 'answer-decline' } }, { field: 'reasons', value: { text: 'Too much.' } }]);
  });
});
