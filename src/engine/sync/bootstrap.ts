/**
 * The first fetch: read the head, take every table page by page into a file beside the cache, build the indexes, and
 * hand the whole file over. What changed at the centre meanwhile follows in the feed, from that head.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import { tableNames } from '#contract/tables.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { SyncStatus } from '#contract/views.ts';
import type { Head } from '#contract/wire.ts';
import type { TableName } from '#domain/records.ts';
import { openStaged, type FetchProgress, type StagedCache } from '../store/staged-cache.ts';
import { removeDatabase } from '../store/sealed-database.ts';
import type { SnapshotPage } from './pages.ts';

/** Where rows come from: the centre, or a benchmark's generator. */
export interface SnapshotSource {
  head: () => Promise<Outcome<Head>>;
  page: (table: TableName, after: string, limit: number) => Promise<Outcome<SnapshotPage>>;
}

export interface FetchOptions {
  stagedFile: string;
  key: Uint8Array;
  /** The scopes of the person whose cache it is. */
  scopes: string[];
  now: () => number;
  onProgress: (progress: NonNullable<SyncStatus['progress']>) => void;
}

const MOST_ROWS = 2000;
const FEWEST_ROWS = 100;

/** Leaves a whole, indexed cache in `stagedFile`; where it fails, what has come is kept and the next try goes on from it. */
export async function bootstrapFrom(source: SnapshotSource, options: FetchOptions): Promise<Outcome<Head>> {
  const head = await source.head();
  if (!head.ok) return head;
  let opened = openStaged(options.stagedFile, options.key);
  if (opened.ok && opened.value.progress() !== null && opened.value.progress()?.epoch !== head.value.epoch) {
    opened.value.close();
    removeDatabase(options.stagedFile);
    opened = openStaged(options.stagedFile, options.key);
  }
  if (!opened.ok) return fail('disk-full', 'This computer’s disk is full. Free some space; Casefront goes on by itself.');
  const staged = opened.value;
  try {
    const begun = staged.progress();
    // A fetch that goes on keeps the head it began with: the feed is read from there.
    const from: Head = begun === null ? head.value : { epoch: begun.epoch, version: begun.version };
    const fetched = await fetchTables(source, staged, from, options);
    if (!fetched.ok) return fetched;
    for (const { done, total } of staged.build()) {
      options.onProgress({ table: 'search', done, total });
      await breathe();
    }
    staged.setMeta({ epoch: from.epoch, cursor: from.version, scopes: options.scopes, arriving: [], receipt: null, lastHeardAt: options.now() });
    return succeed(from);
  } finally {
    staged.close();
  }
}

async function fetchTables(source: SnapshotSource, staged: StagedCache, head: Head, options: FetchOptions): Promise<Outcome<null>> {
  const begun = staged.progress();
  const first = begun === null ? 0 : tableNames.indexOf(begun.table) + (begun.tableDone ? 1 : 0);
  let limit = MOST_ROWS;
  for (const table of tableNames.slice(first)) {
    let after = begun?.table === table ? begun.after : '';
    let done = begun?.table === table ? begun.rows : 0;
    for (let more = true; more;) {
      const page = await source.page(table, after, limit);
      if (!page.ok && page.failure.details?.['cut'] === true && limit > FEWEST_ROWS) {
        limit = Math.max(FEWEST_ROWS, Math.floor(limit / 2));
        continue;
      }
      if (!page.ok) return page;
      ({ more } = page.value);
      after = page.value.last ?? after;
      done += page.value.rows.length;
      const progress: FetchProgress = { ...head, table, after, rows: done, tableDone: !more };
      staged.addPage(page.value.rows, progress);
      options.onProgress({ table, done, total: Math.max(done, page.value.total) });
      await breathe();
    }
  }
  return succeed(null);
}
