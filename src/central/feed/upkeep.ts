import type { CentralStore } from '../pg/central-store.ts';
import { compact, markHead } from './compact.ts';

const EVERY_MS = 60 * 60 * 1000;

export interface Upkeep {
  /** Ends what is under way and resolves when it has. */
  stop: () => Promise<void>;
}

export interface UpkeepOptions {
  clock: () => number;
  onError: (error: unknown) => void;
  everyMs?: number;
  /** Of other parts of the centre, in order; one that fails is told, and tried again the next hour. */
  chores?: readonly ((store: CentralStore, now: number) => Promise<unknown>)[];
}

/**
 * Marks the head, does what else is to be done each hour, takes out old changes and counts what the tables hold, at once and then each hour. A fault is told, and
 * the next hour tries again.
 */
export function startUpkeep(store: CentralStore, { clock, onError, everyMs = EVERY_MS, chores = [] }: UpkeepOptions): Upkeep {
  const stopping = new AbortController();
  let running = Promise.resolve();
  let counted = false;
  const run = (): void => {
    running = running.then(async () => {
      if (stopping.signal.aborted) return;
      await markHead(store, clock());
      for (const chore of chores) await chore(store, clock());
      await compact(store, { now: clock(), stopping: stopping.signal });
      // Until a table that was just filled is counted, reading it in pages is planned as if it were small: a hundred times
      // as slow. PostgreSQL counts by itself after a minute or so; the embedded store never does.
      if (!counted || store.kind === 'pglite') await store.query('ANALYZE', []);
      counted = true;
    }).catch(onError);
  };
  run();
  const timer = setInterval(run, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
