import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asId } from '../ids.ts';
import type { SystemPause } from '../records/council.ts';
import {
  announcementFault, endOf, nextPauseChange, pauseInForce, pausesAhead, pauseToTell, READY_AHEAD_MS, sendsAgainAt, stageOf, TOLD_AFTER_MS, TOLD_AHEAD_MS,
} from './pauses.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Friday 27 November 2026, 18:00 in London. */
const START = Date.UTC(2026, 10, 27, 18);

const pause = (more: Partial<SystemPause> = {}): SystemPause => ({
  id: asId('pause-1'), startsAt: START, endsAt: START + 62 * HOUR, reason: 'server move', announcedAt: START - 7 * DAY, cancelledAt: null, ...more,
});

describe('a pause', () => {
  it('is told of, made ready for, runs, ends and is forgotten', () => {
    const stages = [START - 2 * DAY, START - TOLD_AHEAD_MS, START - READY_AHEAD_MS, START - 1, START, START + 62 * HOUR - 1, START + 62 * HOUR, START + 62 * HOUR + TOLD_AFTER_MS];
    expect(stages.map((at) => stageOf(pause(), at)?.stage ?? null))
      .toEqual(['announced', 'soon', 'preparing', 'preparing', 'running', 'running', 'ended', null]);
  });

  it('that is called off before it begins never was, and one ended early ends then', () => {
    expect(stageOf(pause({ cancelledAt: START - 1 }), START)).toBeNull();
    expect(pausesAhead([pause({ cancelledAt: START - 1 })], START - DAY)).toEqual([]);
    const early = pause({ cancelledAt: START + HOUR });
    expect(pauseInForce([early], START + HOUR - 1)).toBe(early);
    expect(pauseInForce([early], START + HOUR)).toBeNull();
    expect(stageOf(early, START + HOUR)?.stage).toBe('ended');
    expect(endOf(pause({ cancelledAt: START + 90 * HOUR }))).toBe(START + 62 * HOUR);
  });

  it('of several is told as the one that runs, else the next, else the one just over', () => {
    const next = pause({ id: asId('pause-2'), startsAt: START + 63 * HOUR, endsAt: START + 64 * HOUR });
    const later = pause({ id: asId('pause-3'), startsAt: START + 20 * DAY, endsAt: START + 21 * DAY });
    expect(pauseToTell([next, pause()], START)?.pause.id).toBe('pause-1');
    expect(pauseToTell([pause(), next], START + 62 * HOUR)?.pause.id).toBe('pause-2');
    expect(pauseToTell([pause(), later], START + 62 * HOUR)).toMatchObject({ stage: 'ended', pause: { id: 'pause-1' } });
    expect(pauseToTell([pause(), later], START + 63 * HOUR)).toMatchObject({ stage: 'announced', pause: { id: 'pause-3' } });
    expect(pauseToTell([], START)).toBeNull();
  });

  it('changes its stage exactly where it says that it will', () => {
    const arbitrary = fc.record({
      start: fc.integer({ min: -3 * DAY, max: 3 * DAY }), length: fc.integer({ min: 1, max: 3 * DAY }), cancelled: fc.option(fc.integer({ min: -DAY, max: 4 * DAY })),
    }).map(({ start, length, cancelled }) => pause({
      startsAt: START + start, endsAt: START + start + length, cancelledAt: cancelled === null ? null : START + start + cancelled,
    }));
    fc.assert(fc.property(fc.array(arbitrary, { maxLength: 3 }), fc.integer({ min: -5 * DAY, max: 5 * DAY }), (pauses, after) => {
      const at = START + after;
      const change = nextPauseChange(pauses, at);
      const stagesAt = (moment: number): string => JSON.stringify(pauses.map((one) => stageOf(one, moment)?.stage));
      if (change === null) return;
      expect(change).toBeGreaterThan(at);
      expect(stagesAt(change - 1)).toBe(stagesAt(at));
      expect(stagesAt(change)).not.toBe(stagesAt(at));
    }));
  });

  it('lets each desk send again within a twentieth of its length and at most 20 s', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 1000, max: 5 * DAY }), (part, length) => {
      const short = pause({ endsAt: START + length });
      const again = sendsAgainAt(short, part) - short.endsAt;
      expect(again).toBeGreaterThanOrEqual(0);
      expect(again).toBeLessThanOrEqual(Math.min(20_000, Math.ceil(length / 20)));
    }));
  });
});

describe('an announcement', () => {
  it.each([
    ['ends-before-it-begins', { endsAt: START }],
    ['over-already', { startsAt: START - 2 * DAY, endsAt: START - DAY }],
    ['too-long', { endsAt: START + 31 * DAY }],
    ['too-far', { startsAt: START + 400 * DAY, endsAt: START + 401 * DAY }],
    ['no-reason', { reason: '  ' }],
    ['reason-too-long', { reason: 'x'.repeat(201) }],
    [null, {}],
    [null, { startsAt: START - HOUR }],
  ])('%s', (fault, more) => {
    expect(announcementFault(pause(more), [], START - 60)).toBe(fault);
  });

  it('may not lie over another, unless that was called off', () => {
    expect(announcementFault(pause(), [pause({ startsAt: START + 61 * HOUR, endsAt: START + 70 * HOUR })], START - DAY)).toBe('overlaps');
    expect(announcementFault(pause(), [pause({ cancelledAt: START - HOUR })], START - HOUR)).toBeNull();
    expect(announcementFault(pause(), [pause({ startsAt: START + 62 * HOUR, endsAt: START + 70 * HOUR })], START - DAY)).toBeNull();
  });
});
