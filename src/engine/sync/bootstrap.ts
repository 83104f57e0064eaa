/**
 * The first fetch: read the head, take every table page by page into a file beside the cache, build the indexes, and
 * hand the whole file over. What changed at the centre meanwhile follows in the feed, from that head.
 *
 * A borough comes in two parts, each a file of its own: first everybody and everything but older contacts, found by
 * name, so that work can begin; then, behind that, the whole (see `behind.ts`).
 */
import { setImmediate as breathe } from 'node:timers/promises';
import { tableNames } from '#contract/tables.ts';
import { succeed, type Outcome } from '#contract/failures.ts';
import { BOROUGH_ROWS, type FetchPart } from '#contract/prepared.ts';
import type { SyncStatus } from '#contract/views/sync.ts';
import type { Head, Totals } from '#contract/wire.ts';
import type { TableName } from '#domain/records.ts';
import { diskFailure, isDiskFault } from '../store/disk-faults.ts';
import { openStaged, type FetchProgress, type StagedCache } from '../store/staged-cache.ts';
import { removeDatabase } from '../store/sealed-database.ts';
import { documentKinds } from '../store/search-index.ts';
import { sameScopes } from '#contract/scopes.ts';
import type { RowsPage } from './pages.ts';

/** Where rows come from: the centre, or a benchmark's generator. */
export interface RowSource {
  head: () => Promise<Outcome<Head>>;
  totals: (since: number) => Promise<Outcome<Totals>>;
  page: (asked: { table: TableName; after: string; limit: number; since?: number; scopes: string[] }) => Promise<Outcome<RowsPage>>;
}

export interface FetchOptions {
  stagedFile: string;
  key: Uint8Array;
  /** The scopes of the person whose cache it is. */
  scopes: string[];
  now: () => number;
  onProgress: (progress: NonNullable<SyncStatus['progress']>) => void;
  /** `soonest`: the people's part, that work can begin with, where there is so much that the whole takes a while. */
  wanted: FetchPart | 'soonest';
  /** Somebody works at this desk meanwhile: nothing may hold the process up for longer than a keystroke can wait. */
  gently: boolean;
}

export interface Fetched { head: Head; part: FetchPart }

const MOST_ROWS = 8000;
const MOST_ROWS_GENTLY = 2000;
const FEWEST_ROWS = 100;
/** Of contacts, what comes with the people. */
const RECENT_MS = 90 * 86_400_000;

/** Leaves a cache that can be used in `stagedFile`; where it fails, what has come is kept and the next try goes on from it. */
export async function bootstrapFrom(source: RowSource, options: FetchOptions): Promise<Outcome<Fetched>> {
  const head = await source.head();
  if (!head.ok) return head;
  const since = options.now() - RECENT_MS;
  const totals = await source.totals(since);
  if (!totals.ok) return totals;
  const part = partOf(totals.value, options.wanted);
  const opened = openFor(options, head.value.epoch, part);
  if (!opened.ok) return diskFailure(isDiskFault(opened.fault) ? opened.fault : 'disk-unwritable', 'goes-on');
  const staged = opened.value;
  try {
    // A fetch that goes on keeps the head and the day it began with: the feed is read from there.
    const begun = staged.progress() ?? {
      part, since, scopes: options.scopes, epoch: head.value.epoch, version: head.value.version, table: tableNames[0] ?? 'site', after: '', rows: 0, tableDone: false,
    };
    const from: Head = { epoch: begun.epoch, version: begun.version };
    const progress = progressOver(totals.value, part, options);
    if (options.gently) for (const _step of staged.index()) await breathe();
    const fetched = await fetchTables(source, staged, begun, options, progress.rows);
    if (!fetched.ok) return fetched;
    if (!options.gently) for (const _step of staged.index()) await breathe();
    for (const { done } of staged.search(part, options.gently)) {
      progress.documents(done);
      await breathe();
    }
    staged.setMeta({
      epoch: from.epoch, cursor: from.version, scopes: options.scopes, arriving: [], receipt: null, lastHeardAt: options.now(), part,
    });
    return succeed({ head: from, part });
  } finally {
    staged.close();
  }
}

function partOf({ rows }: Totals, wanted: FetchOptions['wanted']): FetchPart {
  if (wanted !== 'soonest') return wanted;
  return Object.values(rows).reduce((sum, some) => sum + some, 0) > BOROUGH_ROWS ? 'people' : 'whole';
}

function openFor({ stagedFile, key, scopes }: FetchOptions, epoch: string, part: FetchPart): ReturnType<typeof openStaged> {
  const opened = openStaged(stagedFile, key);
  const begun = opened.ok ? opened.value.progress() : null;
  if (!opened.ok || begun === null || (begun.epoch === epoch && begun.part === part && sameScopes(begun.scopes, scopes))) return opened;
  opened.value.close();
  removeDatabase(stagedFile);
  return openStaged(stagedFile, key);
}

/** Everything that is still to come, both parts and their documents for the search, so that the bar only ever goes on. */
function progressOver({ rows, recentContacts }: Totals, part: FetchPart, { wanted, onProgress }: FetchOptions) {
  const all = tableNames.reduce((sum, table) => sum + (rows[table] ?? 0), 0);
  const documents = documentKinds.reduce((sum, kind) => sum + (rows[kind] ?? 0), 0);
  const people = all - (rows['contact'] ?? 0) + recentContacts;
  const named = rows['resident'] ?? 0;
  // A whole fetch that nothing went before stands alone; one behind the people's goes on where theirs ended.
  const before = part === 'whole' && wanted === 'whole' ? people + named : 0;
  const total = part === 'people' ? people + named + all + documents : before + all + documents;
  const ownRows = part === 'people' ? people : all;
  let done = 0;
  const tell = (table: string, next: number): void => {
    done = Math.max(done, Math.min(total, next));
    onProgress({ table, done, total });
  };
  return {
    rows: (table: TableName, count: number) => { tell(table, before + Math.min(count, ownRows)); },
    documents: (count: number) => { tell('search', before + ownRows + count); },
  };
}

async function fetchTables(
  source: RowSource, staged: StagedCache, begun: FetchProgress, options: FetchOptions, onRows: (table: TableName, done: number) => void,
): Promise<Outcome<null>> {
  let limit = options.gently ? MOST_ROWS_GENTLY : MOST_ROWS;
  let at = begun.tableDone ? nextTable(begun) : begun;
  // The next page is on its way while this one is written.
  let coming = at === null ? null : ask(source, at, limit);
  while (at !== null && coming !== null) {
    const page = await coming;
    if (!page.ok && page.failure.details?.['cut'] === true && limit > FEWEST_ROWS) {
      limit = Math.max(FEWEST_ROWS, Math.floor(limit / 2));
      coming = ask(source, at, limit);
      continue;
    }
    if (!page.ok) return page;
    const { rows, last, more } = page.value;
    const reached: FetchProgress = { ...at, after: last ?? at.after, rows: at.rows + rows.length, tableDone: !more };
    const next = more ? reached : nextTable(reached);
    coming = next === null ? null : ask(source, next, limit);
    for (const _step of staged.addPage(rows, reached, options.gently)) await breathe();
    onRows(reached.table, reached.rows);
    at = next;
    await breathe();
  }
  return succeed(null);
}

/** `rows` counts all tables together. */
function nextTable(done: FetchProgress): FetchProgress | null {
  const table = tableNames[tableNames.indexOf(done.table) + 1];
  return table === undefined ? null : { ...done, table, after: '', tableDone: false };
}

const ask = (source: RowSource, { table, after, part, since, scopes }: FetchProgress, limit: number): Promise<Outcome<RowsPage>> =>
  source.page({ table, after, limit, scopes, ...(part === 'people' && table === 'contact' ? { since } : {}) });
