import { expect, test, vi } from 'vitest';
import { PageFlush } from './page-flush.ts';

test('waits until the page has handed over what was typed', async () => {
  const ask = vi.fn();
  const flush = new PageFlush(ask);
  let over = false;
  const waiting = flush.flush().then(() => { over = true; });
  await Promise.resolve();
  expect([ask.mock.calls.length, over]).toEqual([1, false]);
  flush.flushed();
  await waiting;
  expect(over).toBe(true);
});

test('two who wait are both told, and a page that never answers is waited for a second', async () => {
  vi.useFakeTimers();
  try {
    const flush = new PageFlush(() => undefined);
    const both = Promise.all([flush.flush(), flush.flush()]);
    flush.flushed();
    await both;
    const silent = flush.flush();
    await vi.advanceTimersByTimeAsync(1000);
    await silent;
  } finally {
    vi.useRealTimers();
  }
});
