import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLease } from './lease.ts';
import { watchLease } from './lease-watch.ts';

const HOUR = 3_600_000;

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

/** A desk that was just in touch; `clock.wall` is what its computer shows, `clock.forward` what has really passed. */
function leased(pauses: { from: number; until: number }[] = []) {
  const meta = new Map<string, unknown>();
  const clock = { wall: 0, forward: 0 };
  const outbox = { getMeta: (name: string) => meta.get(name) ?? null, setMeta: (name: string, value: unknown) => { meta.set(name, value); } };
  const lease = createLease(outbox, { now: () => clock.wall, clockOffset: () => 0, forward: () => clock.forward, pauses: () => pauses });
  lease.touched(0);
  lease.granted(72);
  const told: number[] = [];
  const watch = watchLease(lease, (since) => { told.push(since); });
  /** Timers run with the clock that only goes forward. */
  const pass = (ms: number, wall = ms): void => {
    for (let left = ms; left > 0; left -= HOUR) {
      clock.forward += Math.min(left, HOUR);
      vi.advanceTimersByTime(Math.min(left, HOUR));
    }
    clock.wall += wall;
    vi.advanceTimersByTime(60_000);
  };
  return { lease, clock, told, watch, pass };
}

test('an open desk is told of once when its lease ends, to the second', () => {
  const { told, clock } = leased();
  clock.forward = clock.wall = 72 * HOUR - 1500;
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
  clock.forward = clock.wall = 72 * HOUR;
  vi.advanceTimersByTime(1501);
  expect(told).toEqual([0]);
  clock.forward = clock.wall = 90 * HOUR;
  vi.advanceTimersByTime(10 * 60_000);
  expect(told).toEqual([0]);
});

test('setting the clock back gains nothing, and sleep counts though timers stood still', () => {
  const back = leased();
  back.pass(73 * HOUR, -1000 * HOUR);
  expect(back.told).toEqual([0]);
  const asleep = leased();
  asleep.pass(60_000, 73 * HOUR);
  expect(asleep.told).toEqual([0]);
});

test('a contact begins it anew, an announced pause prolongs it, and a closed desk is told nothing', () => {
  const touched = leased();
  touched.pass(71 * HOUR);
  touched.lease.touched(71 * HOUR);
  touched.pass(71 * HOUR);
  expect(touched.told).toEqual([]);
  touched.pass(2 * HOUR);
  expect(touched.told).toEqual([71 * HOUR]);
  const paused = leased([{ from: HOUR, until: 120 * HOUR }]);
  paused.pass(190 * HOUR);
  expect(paused.told).toEqual([]);
  const closed = leased();
  closed.watch.stop();
  closed.pass(100 * HOUR);
  expect(closed.told).toEqual([]);
});
