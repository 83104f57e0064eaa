import { describe, expect, test } from 'vitest';
import { asId } from '../ids.ts';
import { calendarOf } from '../time/working-days.ts';
import { firstContact } from './first-contact.ts';

const at = (text: string): number => Date.parse(`${text}Z`);
const calendar = calendarOf([
  { division: 'england-and-wales', date: '2026-12-25', name: 'Christmas Day', calledOffAt: null },
  { division: 'england-and-wales', date: '2026-12-28', name: 'Boxing Day', calledOffAt: null },
]);
type Told = Parameters<typeof firstContact>[0];
const contact = (changes: Partial<Told> = {}): Told => ({
  id: asId('c1'), residentId: asId('r1'), startedAt: at('2026-11-27T10:00:00'), reason: 'report', outcome: 'resolved-first-contact', avoidable: null,
  serviceId: asId('524'), caseId: null, furtherMatters: null, ...changes,
});
const judged = (others: Told[], now = '2026-11-27T12:00:00', one = contact()) => firstContact(one, others, calendar, at(now));

describe('resolved at first contact', () => {
  test('stands so far until five working days are over, and for good after', () => {
    expect(judged([])).toEqual({ kind: 'so-far', certainAfter: '2026-12-04' });
    expect(judged([contact()], '2026-12-04T23:00:00')).toEqual({ kind: 'so-far', certainAfter: '2026-12-04' });
    expect(judged([], '2026-12-05T00:00:01')).toEqual({ kind: 'resolved' });
    expect(judged([], '2026-12-24T12:00:00', contact({ startedAt: at('2026-12-22T10:00:00') }))).toEqual({ kind: 'so-far', certainAfter: '2026-12-31' });
  });

  test('is not where they come back about the same service within them, and is where it is later or another service', () => {
    const again = contact({ id: asId('c2'), startedAt: at('2026-12-04T16:00:00') });
    expect(judged([again])).toEqual({ kind: 'came-back', on: '2026-12-04' });
    expect(judged([contact({ id: asId('c2'), startedAt: at('2026-12-07T09:00:00') })], '2026-12-10T09:00:00')).toEqual({ kind: 'resolved' });
    expect(judged([{ ...again, serviceId: asId('57') }])).toMatchObject({ kind: 'so-far' });
    expect(judged([{ ...again, residentId: asId('r2') }])).toMatchObject({ kind: 'so-far' });
  });

  test('is not where they had been in touch about it in the days before, also as a further matter', () => {
    const before = contact({ id: asId('c0'), startedAt: at('2026-11-25T09:00:00'), serviceId: asId('57') });
    expect(judged([before])).toMatchObject({ kind: 'so-far' });
    expect(judged([{ ...before, furtherMatters: [{ reason: 'report', outcome: 'logged', avoidable: null, serviceId: asId('524'), caseId: null }] }])).toEqual({ kind: 'not-first', before: '2026-11-25' });
  });

  test('is left open by any matter that is, and nothing where nothing could be resolved or nobody is named', () => {
    const open = { reason: 'request' as const, outcome: 'referred' as const, avoidable: null, serviceId: null, caseId: null };
    expect(judged([], undefined, contact({ furtherMatters: [open] }))).toEqual({ kind: 'left-open' });
    expect(judged([], undefined, contact({ outcome: 'verification-failed' }))).toBeNull();
    expect(judged([], undefined, contact({ outcome: 'verification-failed', furtherMatters: [open] }))).toEqual({ kind: 'left-open' });
    expect(judged([], undefined, contact({ residentId: null }))).toBeNull();
  });
});
