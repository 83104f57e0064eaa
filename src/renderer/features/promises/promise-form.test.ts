import { expect, test } from 'vitest';
import { nextWeekday, promiseFaults, toPromise, type PromiseForm } from './promise-form.ts';

const form: PromiseForm = { id: 'p1', kind: 'call-back', words: ' About the bin ', date: '2026-11-24', time: '14:30', phone: '07700 900123', callerPhone: ' ', ownerId: 'tom' };

test('a promise says what, when and who; a call also which number', () => {
  expect(promiseFaults(form)).toEqual([]);
  expect(promiseFaults({ ...form, words: ' ', time: '', ownerId: null, phone: '' })).toEqual(['words', 'moment', 'owner', 'phone']);
  expect(promiseFaults({ ...form, kind: 'promise', phone: '' })).toEqual([]);
  expect(toPromise({ ...form, date: '' }, 'r1', null)).toBeNull();
});

test('a promise that is no call names no number, and the moment is the council’s', () => {
  expect(toPromise(form, 'r1', 'c1')).toMatchObject({ words: 'About the bin', dueAt: Date.UTC(2026, 10, 24, 14, 30), phone: '07700 900123', callerPhone: null, contactId: 'c1' });
  expect(toPromise({ ...form, kind: 'promise' }, 'r1', null)).toMatchObject({ phone: null, callerPhone: null });
});

test('the first offer is the next weekday', () => {
  expect(nextWeekday(Date.UTC(2026, 10, 24, 10))).toBe('2026-11-25');
  expect(nextWeekday(Date.UTC(2026, 10, 27, 10))).toBe('2026-11-30');
});
