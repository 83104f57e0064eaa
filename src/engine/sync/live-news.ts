/**
 * News as it happens: a stream on which the centre says where its head stands, and what changed up to it. It is used while it is alive, which it
 * proves every second; where it is refused, held back by a proxy or cut, the desk asks in the ordinary way (`news.ts`)
 * and the stream is tried again later.
 */
import type { Outcome } from '#contract/failures.ts';
import type { Head } from '#contract/wire.ts';
import { isDiskFault } from '../store/disk-faults.ts';
import { faultOf } from '../store/sealed-database.ts';
import type { PullPage } from './pages.ts';
import type { StreamedNews, StreamedPage } from './streamed.ts';

const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 5 * 60_000;
/** A stream that lived so long was a good one, and what ended it was an accident or the centre's own limit. */
const GOOD_MS = 20_000;

/** Reads one stream until it ends, telling all that comes on it. */
export type ReadStream = (onNews: (news: StreamedNews) => void, signal: AbortSignal) => Promise<Outcome<unknown>>;
/** Pages that no turn was taken for yet; a desk that is so far behind asks. */
const MOST_PAGES = 32;

export interface LiveNews {
  readonly alive: boolean;
  /** `news` where the head is another than this; `quiet` where it isn't after `ms`, or `signal` has fired; `lost` where the stream ended. */
  next: (known: { epoch: string | null; version: number }, ms: number, signal: AbortSignal) => Promise<'news' | 'quiet' | 'lost'>;
  /** What changed since a place, where that came on the stream; it is handed over once. */
  page: (known: { epoch: string; version: number }) => PullPage | null;
  /** The line is there: the first stream begins, and one that was lost with the line is tried at once. */
  hurry: () => void;
  stop: () => Promise<void>;
}

export function startLive(stream: ReadStream, { firstRetryMs = FIRST_RETRY_MS }: { firstRetryMs?: number } = {}): LiveNews {
  const stopping = new AbortController();
  const listeners = new Set<() => void>();
  let head: Head | null = null;
  let pages: StreamedPage[] = [];
  let retryMs = firstRetryMs;
  let running: Promise<void> | null = null;
  let retry: NodeJS.Timeout | undefined;
  /** A stream that never said anything is not tried again merely because the centre answers otherwise: that is a proxy's doing. */
  let everSpoke = true;
  const changed = (): void => { for (const listener of [...listeners]) listener(); };

  async function run(): Promise<void> {
    const began = performance.now();
    everSpoke = false;
    try {
      await stream(({ head: next, streamed }) => {
        head = next;
        if (streamed !== null) pages = [...pages, streamed].slice(-MOST_PAGES);
        everSpoke = true;
        changed();
      }, stopping.signal);
    } catch (error) {
      // A token that could not be kept ends this stream; the ordinary way meets the same disk and tells the person.
      if (!isDiskFault(faultOf(error))) throw error;
    }
    [head, pages] = [null, []];
    changed();
    if (stopping.signal.aborted) return;
    retryMs = performance.now() - began > GOOD_MS ? firstRetryMs : Math.min(LONGEST_RETRY_MS, retryMs * 2);
    // Streams that a centre ended together must not all come back at the same instant.
    retry = setTimeout(begin, retryMs / 2 + Math.random() * retryMs / 2);
    retry.unref();
  }

  function begin(): void {
    clearTimeout(retry);
    if (running !== null || stopping.signal.aborted) return;
    running = run().finally(() => { running = null; });
  }

  return {
    get alive() { return head !== null; },
    next(known, ms, signal) {
      return new Promise((resolve) => {
        const settle = (told: 'news' | 'quiet' | 'lost'): void => {
          clearTimeout(timer);
          listeners.delete(look);
          signal.removeEventListener('abort', quiet);
          resolve(told);
        };
        const quiet = (): void => { settle('quiet'); };
        const look = (): void => {
          if (head === null) settle('lost');
          else if (head.epoch !== known.epoch || head.version !== known.version) settle('news');
        };
        const timer = setTimeout(quiet, ms);
        signal.addEventListener('abort', quiet, { once: true });
        listeners.add(look);
        if (signal.aborted) quiet();
        else look();
      });
    },
    page({ epoch, version }) {
      const found = pages.find((one) => one.from === version && one.page.epoch === epoch);
      // What ends where this desk stands already is of no use any more.
      pages = pages.filter((one) => one !== found && one.page.version > version);
      return found?.page ?? null;
    },
    hurry() {
      if (everSpoke) begin();
    },
    async stop() {
      stopping.abort();
      clearTimeout(retry);
      await running;
    },
  };
}
