import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPace, leftOf } from './fetch-pace.ts';

describe('a first fetch as it goes on', () => {
  it('tells rows, speed and time left once they are known', () => {
    const pace = createPace();
    expect(pace(null, 0)).toMatchObject({ part: null, total: null, rowsPerSecond: null });
    expect(pace({ table: 'resident', done: 0, total: 100_000 }, 0)).toMatchObject({ part: 0, rowsPerSecond: null, secondsLeft: null });
    expect(pace({ table: 'resident', done: 20_000, total: 100_000 }, 1000)).toMatchObject({ rowsPerSecond: null });
    expect(pace({ table: 'resident', done: 40_000, total: 100_000 }, 2000)).toEqual({
      part: 0.4, done: 40_000, total: 100_000, rowsPerSecond: 20_000, secondsLeft: 3, indexing: false,
    });
  });

  it('keeps counting where every table begins at nothing, and claims no total then', () => {
    const pace = createPace();
    pace({ table: 'site', done: 12, total: 12 }, 0);
    expect(pace({ table: 'resident', done: 5, total: 500 }, 1000)).toMatchObject({ done: 17, total: null, part: null });
    expect(pace({ table: 'search', done: 0, total: 500 }, 2000)).toMatchObject({ indexing: true, part: 0 });
  });

  it('never goes back, whatever it is told', () => {
    const told = fc.array(fc.record({ done: fc.nat(10_000), total: fc.nat(10_000), wait: fc.nat(3000) }), { maxLength: 30 });
    fc.assert(fc.property(told, (steps) => {
      const pace = createPace();
      let [furthest, now] = [0, 0];
      for (const { done, total, wait } of steps) {
        now += wait;
        const { part, secondsLeft } = pace({ table: 'resident', done, total }, now);
        expect(part ?? 1).toBeGreaterThanOrEqual(furthest);
        expect(part ?? 1).toBeLessThanOrEqual(1);
        expect(secondsLeft ?? 0).toBeGreaterThanOrEqual(0);
        furthest = part ?? furthest;
      }
    }));
  });

  it('counts the rest in steps that do not flicker', () => {
    expect([1, 12, 54, 55, 61, 600].map(leftOf)).toEqual([
      { key: 'left-seconds', count: 5 }, { key: 'left-seconds', count: 15 }, { key: 'left-seconds', count: 55 }, { key: 'left-minutes', count: 1 },
      { key: 'left-minutes', count: 2 }, { key: 'left-minutes', count: 10 },
    ]);
  });
});
