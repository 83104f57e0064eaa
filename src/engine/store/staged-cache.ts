/**
 * A first fetch, written beside the cache and put in its place when it is whole. Rows arrive in primary-key order; where
 * it stopped is written with each page, so that a fetch that was cut off goes on.
 */
import { existsSync } from 'node:fs';
import type { FetchPart } from '#contract/prepared.ts';
import { columnsOf, tableNames, tables } from '#contract/tables.ts';
import type { TableName } from '#domain/records.ts';
import type { CacheMeta } from './cache.ts';
import { readMeta, writeMeta } from './cache-store.ts';
import { isDiskFault } from './disk-faults.ts';
import { decodeRow, type SqlValue } from './row-codec.ts';
import { CACHE_VERSION, layoutAfterFetch, layoutForFetch, upsertServer } from './schema.ts';
import { inTransaction, openSealed, removeDatabase, versionOf, type Opened, type SealedDatabase } from './sealed-database.ts';
import { buildSearch } from './staged-search.ts';

/** The head at which a fetch began, and how far it has come. */
export interface FetchProgress {
  part: FetchPart;
  /** Of whom it is: what a person may see decides what comes. */
  scopes: string[];
  /** Of a part, contacts from this instant on. */
  since: number;
  epoch: string;
  version: number;
  /** The last table begun, and the last key of it that is written. */
  table: TableName;
  after: string;
  /** Rows so far, of all tables. */
  rows: number;
  tableDone: boolean;
}

export interface StagedCache {
  progress: () => FetchProgress | null;
  /** One transaction; written gently it yields now and then, so that the process can answer in between. */
  addPage: (rows: SqlValue[][], progress: FetchProgress, gently: boolean) => Generator<void>;
  /** Makes every index but the search's. Quickest once the rows are in; before them it holds nothing up. */
  index: () => Generator<void>;
  /** Builds the search's, anew. Yields how many documents are in. */
  search: (part: FetchPart, gently: boolean) => Generator<{ done: number }>;
  setMeta: (meta: CacheMeta) => void;
  close: () => void;
}

/** Rows a statement: binding them together takes a third less than each on its own. */
const AT_ONCE = 16;
/** Written gently, rows between two breaths: some five milliseconds. */
const GENTLE_ROWS = 256;

/** Opens a fetch that was cut off, or begins one; what can't be read or belongs to another version is begun anew. */
export function openStaged(file: string, key: Uint8Array): Opened<StagedCache> {
  const existed = existsSync(file);
  const opened = openSealed(file, key, { synchronous: 'NORMAL', thorough: false });
  // One that is whole but was never put in place is out of date: what left since is still in it.
  if (opened.ok && (!existed || (versionOf(opened.value) === CACHE_VERSION && readMeta(opened.value).epoch === null))) {
    // Indexes that are kept up while rows come would be read back and written out again and again in two megabytes.
    opened.value.pragma('cache_size = -65536');
    opened.value.transaction(() => { for (const sql of layoutForFetch) opened.value.exec(sql); })();
    return { ok: true, value: createStaged(opened.value) };
  }
  if (opened.ok) opened.value.close();
  if (!existed || (!opened.ok && isDiskFault(opened.fault))) return opened.ok ? { ok: false, fault: 'damaged' } : opened;
  removeDatabase(file);
  return openStaged(file, key);
}

function createStaged(database: SealedDatabase): StagedCache {
  const writers = new Map<TableName, (rows: SqlValue[][], from: number, to: number) => void>();
  const writerOf = (table: TableName) => {
    const known = writers.get(table) ?? createWriter(database, table);
    writers.set(table, known);
    return known;
  };
  return {
    progress: () => (readMeta(database) as CacheMeta & { fetch?: FetchProgress }).fetch ?? null,
    *addPage(rows, progress, gently) {
      const write = writerOf(progress.table);
      const step = gently ? GENTLE_ROWS : rows.length;
      yield* inTransaction(database, function* work() {
        for (let from = 0; from < rows.length; from += step) {
          write(rows, from, Math.min(rows.length, from + step));
          if (from + step < rows.length) yield;
        }
        writeMeta(database, { fetch: progress });
      });
    },
    *index() {
      for (const sql of layoutAfterFetch) {
        database.exec(sql);
        yield;
      }
    },
    *search(part, gently) {
      const select = new Map(tableNames.map((table) => [table, database.prepare(`SELECT * FROM server_${tables[table].sql} WHERE id = ?`)]));
      yield* buildSearch(database, (table, id) => {
        const stored = id === null ? undefined : select.get(table)?.get(id);
        return stored === undefined ? null : { row: decodeRow(table, stored), pending: false };
      }, part, gently);
    },
    setMeta: (meta) => {
      writeMeta(database, { ...meta });
      database.prepare(`DELETE FROM meta WHERE name = 'fetch'`).run();
    },
    close: () => { database.close(); },
  };
}

function createWriter(database: SealedDatabase, table: TableName): (rows: SqlValue[][], from: number, to: number) => void {
  const width = columnsOf(table).length + 2;
  const one = database.prepare<[SqlValue[]]>(upsertServer(table, 1));
  const many = database.prepare<[SqlValue[]]>(upsertServer(table, AT_ONCE));
  const bound: SqlValue[] = new Array<SqlValue>(width * AT_ONCE).fill(null);
  return (rows, from, to) => {
    let at = from;
    for (; at + AT_ONCE <= to; at += AT_ONCE) {
      for (let n = 0; n < AT_ONCE; n += 1) {
        const row = rows[at + n] ?? [];
        for (let column = 0; column < width; column += 1) bound[n * width + column] = row[column] ?? null;
      }
      many.run(bound);
    }
    for (; at < to; at += 1) one.run(rows[at] ?? []);
  };
}
