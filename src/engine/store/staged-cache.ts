/**
 * A first fetch, written beside the cache and put in its place when it is whole. Rows arrive in primary-key order with
 * no index to keep up; where it stopped is written with each page, so that a fetch that was cut off goes on.
 */
import { existsSync } from 'node:fs';
import { tableNames, tables } from '#contract/tables.ts';
import type { TableName } from '#domain/records.ts';
import type { CacheMeta } from './cache.ts';
import { readMeta, writeMeta } from './cache-store.ts';
import { documentOf } from './reindex.ts';
import { decodeRow, encodeRow } from './row-codec.ts';
import { CACHE_VERSION, layoutAfterFetch, layoutForFetch, upsertServer } from './schema.ts';
import { createSearchIndex, dropSearch, searchLayout, type DocumentKind } from './search-index.ts';
import { openSealed, removeDatabase, versionOf, type Opened, type SealedDatabase } from './sealed-database.ts';

/** The head at which a fetch began, and how far it has come. */
export interface FetchProgress {
  epoch: string;
  version: number;
  /** The last table begun, and the last key of it that is written. */
  table: TableName;
  after: string;
  /** Rows of that table so far. */
  rows: number;
  tableDone: boolean;
}

export interface PageRow {
  version: number;
  /** Where it is not the table's usual one. */
  scope?: string | null;
  row: Record<string, unknown>;
}

export interface StagedCache {
  progress: () => FetchProgress | null;
  addPage: (rows: PageRow[], progress: FetchProgress) => void;
  /** Builds every index, a step at a time, so that the process can answer in between. Yields rows indexed of how many. */
  build: () => Generator<{ done: number; total: number }, void>;
  setMeta: (meta: CacheMeta) => void;
  close: () => void;
}

const DOCUMENTS_AT_ONCE = 4000;
/** Last contact last, so that the highest numbers are the most recent people. */
const documentOrder: Record<DocumentKind, string> = {
  property: 'id', caseFile: 'opened_at, id', decision: 'decided_at, id', escalation: 'requested_at, id', resident: 'last_contact_at, id',
};

/** Opens a fetch that was cut off, or begins one; what can't be read or belongs to another version is begun anew. */
export function openStaged(file: string, key: Uint8Array): Opened<StagedCache> {
  const existed = existsSync(file);
  const opened = openSealed(file, key, { synchronous: 'NORMAL', thorough: false });
  // One that is whole but was never put in place is out of date: what left since is still in it.
  if (opened.ok && (!existed || (versionOf(opened.value) === CACHE_VERSION && readMeta(opened.value).epoch === null))) {
    opened.value.transaction(() => { for (const sql of layoutForFetch) opened.value.exec(sql); })();
    return { ok: true, value: createStaged(opened.value) };
  }
  if (opened.ok) opened.value.close();
  if (!existed || (!opened.ok && opened.fault === 'disk-full')) return opened.ok ? { ok: false, fault: 'damaged' } : opened;
  removeDatabase(file);
  return openStaged(file, key);
}

function createStaged(database: SealedDatabase): StagedCache {
  const insert = new Map(tableNames.map((table) => [table, database.prepare(upsertServer(table))]));
  const addPage = database.transaction((rows: PageRow[], progress: FetchProgress) => {
    for (const { version, scope, row } of rows) insert.get(progress.table)?.run(...encodeRow(progress.table, row), version, scope ?? null);
    writeMeta(database, { fetch: progress });
  });
  return {
    progress: () => (readMeta(database) as CacheMeta & { fetch?: FetchProgress }).fetch ?? null,
    addPage: (rows, progress) => { addPage(rows, progress); },
    *build() {
      for (const sql of [...dropSearch, ...searchLayout]) database.exec(sql);
      for (const sql of layoutAfterFetch) {
        database.exec(sql);
        yield { done: 0, total: 0 };
      }
      yield* buildSearch(database);
    },
    setMeta: (meta) => {
      writeMeta(database, { ...meta });
      database.prepare(`DELETE FROM meta WHERE name = 'fetch'`).run();
    },
    close: () => { database.close(); },
  };
}

function* buildSearch(database: SealedDatabase): Generator<{ done: number; total: number }, void> {
  const index = createSearchIndex(database);
  index.beginBuilding();
  const select = new Map(tableNames.map((table) => [table, database.prepare(`SELECT * FROM server_${tables[table].sql} WHERE id = ?`)]));
  const row = <T extends TableName>(table: T, id: string | null) => {
    const stored = id === null ? undefined : select.get(table)?.get(id);
    return stored === undefined ? null : { row: decodeRow(table, stored), pending: false };
  };
  const kinds = Object.keys(documentOrder) as DocumentKind[];
  const work = kinds.map((kind) => ({
    kind, ids: database.prepare<[], string>(`SELECT id FROM server_${tables[kind].sql} ORDER BY ${documentOrder[kind]}`).pluck().all(),
  }));
  const total = work.reduce((sum, { ids }) => sum + ids.length, 0);
  const write = database.transaction((kind: DocumentKind, ids: string[]) => {
    for (const id of ids) {
      const document = documentOf(row, kind, id);
      if (document !== null) index.add(kind, id, document.text, document.recency);
    }
  });
  let done = 0;
  for (const { kind, ids } of work) {
    for (let from = 0; from < ids.length; from += DOCUMENTS_AT_ONCE) {
      const some = ids.slice(from, from + DOCUMENTS_AT_ONCE);
      write(kind, some);
      done += some.length;
      yield { done, total };
    }
  }
  for (const _step of index.endBuilding()) yield { done, total };
}
