import type { CentralStore } from '../pg/central-store.ts';
import { judgeAll, judgeChanged, stateOf } from './candidates.ts';
import { judgeApart, type Judged } from './judge.ts';
import type { PersonRecord } from '#domain/matching/compare.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** After the last of a run of writes: nobody at a desk waits for this. */
const QUIET_MS = 1000;

export interface Matching {
  /** Resolves when whatever was written until now has been looked at. */
  settled: () => Promise<void>;
  stop: () => Promise<void>;
}

export interface MatchingOptions {
  clock: () => number;
  onError: (error: unknown) => void;
  quietMs?: number;
  judging?: (records: PersonRecord[], stopping: AbortSignal) => Promise<Judged>;
}

/** Looks at who is recorded and changed as it happens, and at everybody once a day. A fault is told, and the next write tries again. */
export function startMatching(store: CentralStore, { clock, onError, quietMs = QUIET_MS, judging = judgeApart }: MatchingOptions): Matching {
  const stopping = new AbortController();
  let running = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  const look = async (): Promise<void> => {
    if (stopping.signal.aborted) return;
    const state = await stateOf(store);
    const isDue = state === null || clock() - state.trainedAt > DAY_MS;
    if (!isDue && await judgeChanged(store, clock())) return;
    await judgeAll(store, { now: clock(), foundBy: state === null || isDue ? 'run' : 'import', judging: (records) => judging(records, stopping.signal) });
  };
  const run = (): void => {
    timer = null;
    running = running.then(look).catch((error: unknown) => { if (!stopping.signal.aborted) onError(error); });
  };
  const stopListening = store.whenWritten(() => { timer ??= setTimeout(run, quietMs); });
  run();
  return {
    async settled() {
      if (timer !== null) clearTimeout(timer);
      run();
      await running;
    },
    async stop() {
      stopListening();
      if (timer !== null) clearTimeout(timer);
      stopping.abort();
      await running;
    },
  };
}
