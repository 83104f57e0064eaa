/**
 * Rows that come nearly in order, in more than fit in memory, put in order on the disk: each goes on the run whose last
 * row is the nearest before it, and reading merges the runs (patience sorting). A borough makes a handful of runs a table.
 */
import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** The first value is the id that orders them. */
export type StoredRow = readonly [id: string, ...values: unknown[]];

interface Run { file: string; fd: number; last: string; waiting: string[] }
interface Reader { lines: AsyncIterator<string>; row: StoredRow }

const LINES_AT_ONCE = 4000;

export interface SortedRuns {
  rows: () => number;
  add: (row: StoredRow) => void;
  /** Ends the writing. In order of their ids, once through. */
  inOrder: () => AsyncGenerator<StoredRow, void>;
}

/** Keeps its runs in files in `folder` that begin with `name`; whoever made the folder removes them. */
export function sortedRuns(folder: string, name: string): SortedRuns {
  const runs: Run[] = [];
  let count = 0;

  const flush = (run: Run): void => {
    if (run.waiting.length > 0) writeSync(run.fd, `${run.waiting.join('\n')}\n`);
    run.waiting = [];
  };
  const newRun = (): Run => {
    const file = path.join(folder, `${name}-${String(runs.length)}.ndjson`);
    const run: Run = { file, fd: openSync(file, 'wx', 0o600), last: '', waiting: [] };
    runs.push(run);
    return run;
  };

  return {
    rows: () => count,
    add(row) {
      let best: Run | null = null;
      for (const run of runs) if (run.last < row[0] && (best === null || run.last > best.last)) best = run;
      best ??= newRun();
      best.last = row[0];
      best.waiting.push(JSON.stringify(row));
      count += 1;
      if (best.waiting.length >= LINES_AT_ONCE) flush(best);
    },
    async* inOrder() {
      const readers: Reader[] = [];
      const advance = async (lines: AsyncIterator<string>): Promise<Reader | null> => {
        const next = await lines.next();
        return next.done === true ? null : { lines, row: JSON.parse(next.value) as StoredRow };
      };
      for (const run of runs) {
        flush(run);
        closeSync(run.fd);
        const reader = await advance(createInterface({ input: createReadStream(run.file) })[Symbol.asyncIterator]());
        if (reader !== null) readers.push(reader);
      }
      while (readers.length > 0) {
        let first = 0;
        for (let n = 1; n < readers.length; n += 1) if ((readers[n]?.row[0] ?? '') < (readers[first]?.row[0] ?? '')) first = n;
        const reader = readers[first];
        if (reader === undefined) return;
        yield reader.row;
        const next = await advance(reader.lines);
        if (next === null) readers.splice(first, 1);
        else reader.row = next.row;
      }
    },
  };
}
