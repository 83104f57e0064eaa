import { expect, test } from 'vitest';
import { calendarOf } from '#domain/time/working-days.ts';
import { startContact } from './contact-draft.ts';
import { answersOf, firstOpen, inKeyOrder, promisedOn, stepAfter } from './wrap-up-steps.ts';

const draft = startContact('c1', 0);
const context = { category: 'waste', done: { decided: false, asked: false, verificationFailed: false, logOnly: false }, promisable: true, service: true } as const;

test('it begins with what the form has not answered', () => {
  expect(firstOpen(draft)).toBe('reason');
  expect(firstOpen({ ...draft, reason: 'report' })).toBe('outcome');
  expect(firstOpen({ ...draft, reason: 'report', outcome: 'logged' })).toBe('avoidable');
});

test('five questions where somebody is named, four where nobody is', () => {
  expect(stepAfter('owner', true)).toBe('promise');
  expect(stepAfter('owner', false)).toBeNull();
  expect(answersOf('owner', draft, { ...context, promisable: false })).toEqual(['none', 'service', 'other-service']);
});

test('what was referred is offered to its service first', () => {
  expect(answersOf('owner', { ...draft, outcome: 'referred' }, context)[0]).toBe('service');
  expect(answersOf('owner', { ...draft, outcome: 'logged' }, context)[0]).toBe('none');
});

test('a day is promised by working days', () => {
  expect(promisedOn('tomorrow', Date.UTC(2026, 10, 27, 10), calendarOf([]))).toBe('2026-11-30');
});

test('every answer that is offered has a key, the same one whatever comes first', () => {
  for (const step of ['reason', 'outcome', 'avoidable', 'owner', 'promise'] as const) {
    const offered = answersOf(step, draft, context);
    expect(inKeyOrder(step, offered).toSorted()).toEqual(offered.toSorted());
    expect(inKeyOrder(step, offered.toReversed())).toEqual(inKeyOrder(step, offered));
  }
});
