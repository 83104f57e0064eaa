import { describe, expect, it } from 'vitest';
import { asId } from '#domain/ids.ts';
import type { PauseItem, SyncStatus } from '#contract/views/sync.ts';
import { countdown, tellPause } from './pause-words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Friday 27 November 2026, 18:00 in London; until Monday 08:00. */
const START = Date.UTC(2026, 10, 27, 18);
const END = Date.UTC(2026, 10, 30, 8);

const pause: PauseItem = { key: 'p', id: asId('p'), startsAt: START, endsAt: END, reason: 'server move.', announcedAt: 0, cancelledAt: null };
const status = (part: Partial<SyncStatus> = {}): SyncStatus => ({
  key: 'status', phase: 'online', lastHeardAt: START - MINUTE, offlineSince: null, obstacle: null, waiting: 0, sending: false, needsAttention: 0, partial: false, progress: null,
  lastGoodSyncAt: null, clockOffset: 0, pausedUntil: null, readiness: null, ...part,
});
const tell = (now: number, part: Partial<SyncStatus> = {}) =>
  tellPause([pause], status(part), now, 'en-GB', ({ key, values }) => `${key}:${String(values['count'])}`);

describe('what is said about a pause', () => {
  it('counts down in minutes, at last in steps of five seconds, and names the day it ends', () => {
    expect(tell(START - 14 * MINUTE + 20_000)?.headline).toEqual({ key: 'pause-near', values: { in: 'in-minutes:14', start: '18:00', until: 'Monday 08:00', reason: 'server move' } });
    expect(tell(START - 5 * HOUR)?.headline).toMatchObject({ key: 'pause-later', values: { start: '18:00' } });
    expect(tell(START - 25 * HOUR)).toBeNull();
    expect([61_000, 60_000, 43_210, 1, -5].map((ms) => countdown(ms))).toEqual([
      { key: 'in-minutes', values: { count: 2 } }, { key: 'in-seconds', values: { count: 60 } }, { key: 'in-seconds', values: { count: 45 } },
      { key: 'in-seconds', values: { count: 5 } }, { key: 'in-seconds', values: { count: 0 } },
    ]);
  });

  it('is read out at a few moments and not with every minute', () => {
    const milestones = new Set<string>();
    for (let now = START - 20 * MINUTE; now < END + 9 * MINUTE; now += now < START + MINUTE || now > END - MINUTE ? 5000 : 5 * MINUTE) {
      milestones.add(tell(now, now < END ? {} : { waiting: 3 })?.milestone ?? 'none');
    }
    expect([...milestones]).toEqual(['p soon ahead', 'p preparing 15', 'p preparing 5', 'p preparing 1', 'p running', 'p ended true']);
  });

  it('says whether this desk is ready, or what is missing', () => {
    const ready = tell(START - 10 * MINUTE, { readiness: { pauseId: 'p', readyAt: START - 11 * MINUTE, missing: [] } });
    expect(ready).toMatchObject({ tone: 'success', more: [{ key: 'pause-advice' }, { key: 'ready', values: { at: START - 11 * MINUTE } }] });
    const missing = tell(START - 10 * MINUTE, { waiting: 3, readiness: { pauseId: 'p', readyAt: null, missing: ['connection', 'unsent'] } });
    expect(missing).toMatchObject({ tone: 'warning', more: [{ key: 'pause-advice' }, { key: 'missing-connection', values: { start: '18:00' } }, { key: 'missing-unsent', values: { count: 3 } }] });
  });

  it('tells the age of the data in days, by the centre’s clock', () => {
    const told = tell(START + 60 * HOUR, { phase: 'paused', clockOffset: HOUR, lastHeardAt: START - HOUR, waiting: 2 });
    expect(told?.more).toEqual([{ key: 'as-of-ago', values: { time: START - HOUR, ago: '3 days ago' } }, { key: 'pause-work-waiting', values: { count: 2 } }]);
  });

  it('ends well, or says that the centre is late', () => {
    expect(tell(END, { waiting: 0 })).toMatchObject({ stage: 'ended', tone: 'success', headline: { key: 'pause-over' } });
    expect(tell(END + MINUTE, { phase: 'offline' })).toMatchObject({ stage: 'late', tone: 'warning', headline: { key: 'pause-late', values: { until: '08:00' } } });
    expect(tell(END + 11 * MINUTE)).toBeNull();
  });
});
