/**
 * How a first fetch goes on: rows so far, rows a second, time left. It tells what it knows and no more, and never goes
 * back: where a new table's count begins at nothing, the rows before it stay counted.
 */
import type { SyncStatus } from '#contract/views/sync.ts';

type Progress = NonNullable<SyncStatus['progress']>;

export interface Pace {
  /** Between 0 and 1; null while nobody knows how much there is in all. */
  part: number | null;
  done: number;
  /** In all; null while nobody knows. */
  total: number | null;
  rowsPerSecond: number | null;
  secondsLeft: number | null;
  /** The rows are here and the search index is being made. */
  indexing: boolean;
}

const WINDOW_MS = 10_000;
/** Before this much has been seen, a speed would be a guess. */
const FIRST_SPEED_MS = 1500;

export function createPace(): (progress: Progress | null, now: number) => Pace {
  let before: Progress | null = null;
  let counted = 0;
  let perTable = false;
  let furthest = 0;
  let samples: { at: number; rows: number }[] = [];

  return (progress, now) => {
    const indexing = progress?.table === 'search';
    if (progress === null || (indexing && before?.table !== 'search')) samples = [];
    if (progress === null) return { part: null, done: counted, total: null, rowsPerSecond: null, secondsLeft: null, indexing };
    if (before !== null && before.table !== progress.table && !indexing && progress.done < before.done) {
      // Tables are counted one by one: of all of them the sum is not known.
      counted += before.total;
      perTable = true;
    }
    if (indexing && before?.table !== 'search') [counted, furthest] = [0, 0];
    before = progress;
    const done = counted + progress.done;
    samples = [...samples.filter(({ at }) => at > now - WINDOW_MS), { at: now, rows: done }];
    const first = samples[0];
    const seen = first === undefined ? 0 : now - first.at;
    const rowsPerSecond = first === undefined || seen < FIRST_SPEED_MS || done <= first.rows ? null : ((done - first.rows) / seen) * 1000;
    const total = (perTable && !indexing) || progress.total <= 0 ? null : Math.max(progress.total, done);
    if (total !== null) furthest = Math.max(furthest, Math.min(1, done / total));
    return {
      part: total === null ? null : furthest, done, total, rowsPerSecond: rowsPerSecond === null ? null : Math.round(rowsPerSecond),
      secondsLeft: total === null || rowsPerSecond === null ? null : Math.ceil((total - done) / rowsPerSecond), indexing,
    };
  };
}

/** Time left in steps that do not flicker: seconds by fives, then minutes. */
export function leftOf(secondsLeft: number): { key: 'left-seconds' | 'left-minutes'; count: number } {
  return secondsLeft < 55 ? { key: 'left-seconds', count: Math.max(5, Math.ceil(secondsLeft / 5) * 5) } : { key: 'left-minutes', count: Math.ceil(secondsLeft / 60) };
}
