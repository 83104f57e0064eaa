/** What this desk holds: rows by kind, room on the disk. Counted a little at a time, so that nobody's keystroke waits. */
import { existsSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { tableNames } from '#contract/tables.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { DeskHoldings } from '#contract/views/sync.ts';
import type { OpenDesk } from '../open-desk.ts';

const ROWS_A_STEP = 5000;

export async function holdingsOf({ desk, closed }: Pick<OpenDesk, 'desk' | 'closed'>): Promise<Outcome<DeskHoldings>> {
  const { cache } = desk;
  const rows: DeskHoldings['rows'] = [];
  for (const table of tableNames) {
    let count = 0;
    for (let after: string | null = ''; after !== null;) {
      // A fetch may put another file in the cache's place, and the person may leave, between two steps.
      if (closed() || desk.cache !== cache) return fail('not-found', 'The copy on this desk has just changed. Look again in a moment.');
      const step: { count: number; last: string | null } = cache.countFrom(table, after, ROWS_A_STEP);
      count += step.count;
      after = step.count < ROWS_A_STEP ? null : step.last;
      await breathe();
    }
    rows.push({ table, count });
  }
  if (closed()) return fail('not-found', 'The desk was closed. Sign in and look again.');
  const folder = path.dirname(cache.file);
  return succeed({
    rows, cacheBytes: bytesOf(cache.file), outboxBytes: bytesOf(path.join(folder, 'outbox.db')), freeBytes: freeIn(folder),
    scopes: cache.meta().scopes, drafts: desk.outbox.draftCount(),
  });
}

/** A database with its log. */
const bytesOf = (file: string): number => [file, `${file}-wal`].reduce((sum, one) => sum + (existsSync(one) ? statSync(one).size : 0), 0);

function freeIn(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
