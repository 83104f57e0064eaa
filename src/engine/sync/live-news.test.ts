import { describe, expect, it, vi } from 'vitest';
import { succeed } from '#contract/failures.ts';
import type { Head } from '#contract/wire.ts';
import { startLive } from './live-news.ts';
import type { PullPage } from './pages.ts';
import type { StreamedNews } from './streamed.ts';

const head = (version: number): Head => ({ epoch: 'e', version });
const pageTo = (version: number): PullPage => ({ epoch: 'e', scopes: [], changes: [], version, more: false, cut: false, proof: null });
const known = { epoch: 'e', version: 5 };
const never = new AbortController().signal;

/** A stream under the test's own hand, and how often one was asked for. */
function scripted() {
  let say: (news: StreamedNews) => void = () => undefined;
  let end: () => void = () => undefined;
  let begun = 0;
  return {
    stream: (onNews: (news: StreamedNews) => void, signal: AbortSignal) => new Promise<ReturnType<typeof succeed<null>>>((resolve) => {
      begun += 1;
      say = onNews;
      end = () => { resolve(succeed(null)); };
      signal.addEventListener('abort', end);
    }),
    say: (version: number, from?: number) => { say({ head: head(version), streamed: from === undefined ? null : { from, page: pageTo(version) } }); },
    end: () => { end(); },
    get begun() { return begun; },
  };
}

describe('a stream of news', () => {
  it('is begun when the line is there, and is alive from its first word until it ends', async () => {
    const line = scripted();
    const live = startLive(line.stream);
    expect([line.begun, live.alive]).toEqual([0, false]);
    live.hurry();
    expect([line.begun, live.alive]).toEqual([1, false]);
    line.say(5);
    expect(live.alive).toBe(true);
    line.end();
    await expect.poll(() => live.alive).toBe(false);
    await live.stop();
  });

  it('tells news at once, also what was said before it was asked, and quiet after a while', async () => {
    const line = scripted();
    const live = startLive(line.stream);
    live.hurry();
    line.say(5);
    const waiting = live.next(known, 10_000, never);
    line.say(6);
    expect(await waiting).toBe('news');
    expect(await live.next(known, 10_000, never)).toBe('news');
    expect(await live.next({ epoch: 'e', version: 6 }, 20, never)).toBe('quiet');
    expect(await live.next({ epoch: 'of before', version: 6 }, 10_000, never)).toBe('news');
    expect(await live.next({ epoch: 'e', version: 6 }, 10_000, AbortSignal.abort())).toBe('quiet');
    const lost = live.next({ epoch: 'e', version: 6 }, 10_000, never);
    line.end();
    expect(await lost).toBe('lost');
    await live.stop();
  });

  it('hands over what changed since a place once, in turn, and none of a stream that has ended', async () => {
    const line = scripted();
    const live = startLive(line.stream);
    live.hurry();
    line.say(5);
    line.say(6, 5);
    line.say(9, 6);
    expect(live.page({ epoch: 'of before', version: 5 })).toBeNull();
    expect(live.page({ epoch: 'e', version: 4 })).toBeNull();
    expect(live.page(known)?.version).toBe(6);
    expect(live.page(known)).toBeNull();
    expect(live.page({ epoch: 'e', version: 6 })?.version).toBe(9);
    line.say(10, 9);
    line.say(11, 10);
    // The desk has read further by itself.
    expect(live.page({ epoch: 'e', version: 10 })?.version).toBe(11);
    line.say(12, 11);
    line.end();
    await expect.poll(() => live.alive).toBe(false);
    expect(live.page({ epoch: 'e', version: 11 })).toBeNull();
    await live.stop();
  });

  it('is tried again by itself, less and less often; at once when the line is back, but not where it never said a word', async () => {
    vi.useFakeTimers();
    try {
      const line = scripted();
      const live = startLive(line.stream, { firstRetryMs: 1000 });
      live.hurry();
      line.say(5);
      line.end();
      await vi.advanceTimersByTimeAsync(0);
      live.hurry();
      expect(line.begun).toBe(2);
      line.end();
      await vi.advanceTimersByTimeAsync(0);
      live.hurry();
      expect(line.begun).toBe(2);
      await vi.advanceTimersByTimeAsync(4000);
      expect(line.begun).toBe(3);
      const waits: number[] = [];
      for (let n = 0; n < 12; n += 1) {
        const before = line.begun;
        line.end();
        let seconds = 0;
        for (; line.begun === before; seconds += 1) await vi.advanceTimersByTimeAsync(1000);
        waits.push(seconds);
      }
      expect(Math.min(...waits.slice(-3))).toBeGreaterThanOrEqual(150);
      expect(Math.max(...waits)).toBeLessThanOrEqual(300);
      const last = line.begun;
      await live.stop();
      await vi.advanceTimersByTimeAsync(3_600_000);
      expect(line.begun).toBe(last);
    } finally {
      vi.useRealTimers();
    }
  });
});
