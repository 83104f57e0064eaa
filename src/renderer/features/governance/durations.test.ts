import { expect, test } from 'vitest';
import { durationOf } from './durations.ts';

test('a length of time is said in seconds, then minutes, then hours', () => {
  expect([0, 45_400, 119_000, 120_000, 7_140_000, 7_200_000].map((ms) => durationOf(ms))).toEqual([
    { unit: 'seconds', count: 0 }, { unit: 'seconds', count: 45 }, { unit: 'seconds', count: 119 }, { unit: 'minutes', count: 2 }, { unit: 'minutes', count: 119 }, { unit: 'hours', count: 2 },
  ]);
});
