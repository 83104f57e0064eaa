import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countsFrom, LONGEST_OFFLINE_MS, windowStart, workedOut } from './windows.ts';

const at = (text: string): number => Date.parse(text);

describe('where a window begins', () => {
  test('twelve months back is the same clock time in the council’s zone, over a change of clocks', () => {
    // 10:00 in March 2027 is GMT; 10:00 in the June before is BST, an hour earlier in UTC.
    expect(windowStart({ kind: 'rolling-months', months: 9 }, at('2027-03-10T10:00:00Z'))).toBe(at('2026-06-10T09:00:00Z'));
    expect(windowStart({ kind: 'rolling-months', months: 12 }, at('2026-11-23T10:00:00Z'))).toBe(at('2025-11-23T10:00:00Z'));
  });

  test('a month without that day looks back to its last day', () => {
    expect(windowStart({ kind: 'rolling-months', months: 1 }, at('2027-03-31T12:00:00+01:00'))).toBe(at('2027-02-28T12:00:00Z'));
  });

  test('a day begins at midnight in London, not in UTC', () => {
    expect(windowStart({ kind: 'calendar-day' }, at('2026-07-01T00:30:00+01:00'))).toBe(at('2026-07-01T00:00:00+01:00'));
    expect(windowStart({ kind: 'calendar-day' }, at('2026-10-25T12:00:00Z'))).toBe(at('2026-10-25T00:00:00+01:00'));
  });

  test('a month begins on its first at midnight in London', () => {
    expect(windowStart({ kind: 'calendar-month' }, at('2026-10-31T23:30:00Z'))).toBe(at('2026-10-01T00:00:00+01:00'));
  });

  test('never begins after now', () => {
    const window = fc.oneof(
      fc.record({ kind: fc.constant('rolling-months' as const), months: fc.integer({ min: 1, max: 36 }) }),
      fc.record({ kind: fc.constant('rolling-days' as const), days: fc.integer({ min: 1, max: 900 }) }),
      fc.constant({ kind: 'calendar-day' as const }), fc.constant({ kind: 'calendar-month' as const }),
    );
    fc.assert(fc.property(window, fc.integer({ min: at('2000-01-01T00:00:00Z'), max: at('2060-01-01T00:00:00Z') }), (one, now) => {
      expect(windowStart(one, now)).toBeLessThanOrEqual(now);
    }));
  });
});

test('what is kept for an hour is what the calendar says at every instant of it, over changes of clocks and short months', () => {
  const kinds = fc.oneof(
    fc.record({ kind: fc.constant('rolling-months' as const), months: fc.integer({ min: 1, max: 13 }) }),
    fc.record({ kind: fc.constant('rolling-days' as const), days: fc.integer({ min: 1, max: 400 }) }),
    fc.constant({ kind: 'calendar-day' as const }), fc.constant({ kind: 'calendar-month' as const }),
  );
  // Also the hours around the nights on which the clocks change, and those that look back to them.
  const changes = ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2027-03-28T01:00:00Z', '2027-03-31T00:00:00Z', '2027-02-28T23:00:00Z'].map(at);
  const moments = fc.oneof(fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') }),
    fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -3 * 86_400_000, max: 3 * 86_400_000 }), fc.integer({ min: 0, max: 12 })).map(([change, by, months]) => change + by + months * 30 * 86_400_000));
  fc.assert(fc.property(kinds, moments, fc.array(fc.integer({ min: 0, max: 3_599_999 }), { minLength: 1, maxLength: 4 }), (window, moment, within) => {
    const hour = Math.floor(moment / 3_600_000) * 3_600_000;
    for (const one of within) expect(windowStart(window, hour + one)).toBe(workedOut(window, hour + one));
  }), { numRuns: 500 });
});

describe('the time an act counts from', () => {
  const received = at('2026-11-23T12:00:00Z');
  test('is the desk’s where that could be true', () => {
    expect(countsFrom(received - 3_600_000, received)).toBe(received - 3_600_000);
  });
  test('is the receipt where the desk’s clock is in the future or weeks behind', () => {
    expect(countsFrom(received + 1, received)).toBe(received);
    expect(countsFrom(received - LONGEST_OFFLINE_MS - 1, received)).toBe(received);
    expect(countsFrom(at('2016-11-23T12:00:00Z'), received)).toBe(received);
  });
});
