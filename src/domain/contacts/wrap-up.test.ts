import { expect, test } from 'vitest';
import { avoidableCodes, contactOutcomes, contactReasons } from '../vocabulary.ts';
import { likelyAvoidable, likelyOutcomes, likelyReasons } from './wrap-up.ts';

const nothing = { decided: false, asked: false, verificationFailed: false, logOnly: false };

test('what was done in the contact is offered first as its outcome', () => {
  expect(likelyOutcomes('report', nothing)[0]).toBe('logged');
  expect(likelyOutcomes('request', { ...nothing, decided: true })[0]).toBe('resolved-under-delegation');
  expect(likelyOutcomes('request', { ...nothing, decided: true, asked: true })[0]).toBe('escalated');
  expect(likelyOutcomes(null, { ...nothing, verificationFailed: true })[0]).toBe('verification-failed');
  expect(likelyOutcomes('dispute', { ...nothing, logOnly: true, decided: true })[0]).toBe('logged');
});

test('reasons follow the service, and whether it was avoidable follows the reason', () => {
  expect(likelyReasons('waste')[0]).toBe('report');
  expect(likelyReasons('revenues')[0]).toBe('pay');
  expect(likelyAvoidable('report')[0]).toBeNull();
  expect(likelyAvoidable('progress-chase')[0]).toBe('chasing');
});

test('every answer there is can be given, each once', () => {
  for (const reason of [null, ...contactReasons]) {
    expect(likelyOutcomes(reason, { ...nothing, decided: true }).toSorted()).toEqual([...contactOutcomes].toSorted());
    expect(likelyAvoidable(reason)).toHaveLength(avoidableCodes.length + 1);
  }
  for (const category of [null, 'waste', 'children', 'travel'] as const) expect(likelyReasons(category).toSorted()).toEqual([...contactReasons].toSorted());
});
