import { expect, test } from 'vitest';
import { createLease, leaseOver, type Interval } from './lease.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A desk that was in touch at 0 by the centre's clock, and what it knows of pauses. */
function deskWith(pauses: Interval[]) {
  const meta = new Map<string, unknown>();
  const outbox = { getMeta: (name: string) => meta.get(name) ?? null, setMeta: (name: string, value: unknown) => { meta.set(name, value); } };
  const lease = createLease(outbox, { now: () => 0, clockOffset: () => 0, forward: () => 0, pauses: () => pauses });
  lease.touched(0);
  lease.granted(72);
  lease.keep();
  return { lease, over: (at: number) => leaseOver(outbox, at, 0) !== null };
}

test('a lease ends so many hours after the last contact', () => {
  const { over } = deskWith([]);
  expect([over(71 * HOUR), over(73 * HOUR)]).toEqual([false, true]);
});

test('an announced pause of five days prolongs it by itself, and two in a row by both', () => {
  const one = deskWith([{ from: DAY, until: 6 * DAY }]);
  expect([one.over(6 * DAY + 71 * HOUR), one.over(6 * DAY + 73 * HOUR)]).toEqual([false, true]);
  const two = deskWith([{ from: 8 * DAY, until: 10 * DAY }, { from: DAY, until: 6 * DAY }]);
  expect(two.over(10 * DAY + 71 * HOUR)).toBe(false);
});

test('a pause that begins after the lease has run out, or was over before the last contact, prolongs nothing', () => {
  expect(deskWith([{ from: 4 * DAY, until: 9 * DAY }]).over(5 * DAY)).toBe(true);
  const { lease, over } = deskWith([{ from: DAY, until: 2 * DAY }]);
  lease.touched(3 * DAY);
  lease.keep();
  expect([over(3 * DAY + 71 * HOUR), over(3 * DAY + 73 * HOUR)]).toEqual([false, true]);
});

test('a clock that was set back by more than the network would is not believed', () => {
  const { over } = deskWith([]);
  expect(over(50 * HOUR)).toBe(false);
  expect(over(50 * HOUR - 5 * 60_000)).toBe(false);
  expect(over(49 * HOUR)).toBe(true);
});
