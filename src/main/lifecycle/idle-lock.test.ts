import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IdleLock } from './idle-lock.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

function watch(systemIdleMs: () => number | null = () => null): { idle: IdleLock; locks: () => number } {
  let locks = 0;
  const idle = new IdleLock({ systemIdleMs, now: () => Date.now() }, 300_000, () => { locks += 1; });
  idle.start();
  return { idle, locks: () => locks };
}

test('locks once, five minutes after the last key press', () => {
  const { idle, locks } = watch();
  vi.advanceTimersByTime(200_000);
  idle.noteInput();
  vi.advanceTimersByTime(299_999);
  expect(locks()).toBe(0);
  vi.advanceTimersByTime(1);
  expect(locks()).toBe(1);
  vi.advanceTimersByTime(3_600_000);
  expect(locks()).toBe(1);
});

test('work in another program keeps the desk open, and idleness from before signing in does not count', () => {
  const touchedAt = Date.now() + 250_000;
  const { locks } = watch(() => Math.max(0, Date.now() - touchedAt));
  vi.advanceTimersByTime(549_999);
  expect(locks()).toBe(0);
  vi.advanceTimersByTime(1);
  expect(locks()).toBe(1);
  const later = watch(() => 9_000_000);
  vi.advanceTimersByTime(299_999);
  expect(later.locks()).toBe(0);
});

test('nothing is locked after it was stopped', () => {
  const { idle, locks } = watch();
  idle.stop();
  vi.advanceTimersByTime(600_000);
  expect(locks()).toBe(0);
});
