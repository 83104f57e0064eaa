/**
 * The desk's copy of the centre, encrypted: clean server rows, the overlay of unsent work, the search index. It can be
 * fetched again at any time. Everything above reads the merged view and writes inside `transaction`.
 */
import { existsSync } from 'node:fs';
import type { FactRequest } from '#domain/commands/command.ts';
import { usualScope } from '#contract/scope-of-row.ts';
import { columnSql, tableNames, tables } from '#contract/tables.ts';
import type { Resident } from '#domain/records/people.ts';
import type { TableName } from '#domain/records.ts';
import type { CacheMeta, CacheReader, CacheWriter, Counted, Stored } from './cache.ts';
import { purgeServerRows } from './purge.ts';
import { createPersons } from './persons.ts';
import { createReindexer, isSearched } from './reindex.ts';
import { decodeRow, encodeRow, type SqlValue } from './row-codec.ts';
import { CACHE_VERSION, layoutAfterFetch, layoutForFetch, upsertPending, upsertServer } from './schema.ts';
import { createSearchIndex, searchLayout, type DocumentKind } from './search-index.ts';
import { faultOf, openSealed, removeDatabase, versionOf, type Opened, type SealedDatabase, type Statement } from './sealed-database.ts';
import { aboutOf, type Touch } from './touch.ts';

const HEARD_WRITTEN_EVERY_MS = 30_000;
const emptyMeta: CacheMeta = { epoch: null, cursor: 0, scopes: [], arriving: [], receipt: null, lastHeardAt: null, part: 'whole' };

export interface CacheStore extends CacheReader {
  readonly file: string;
  /** All or nothing, with the search index brought up to date; answers which rows changed, to tell after the commit. */
  transaction: <T>(work: (writer: CacheWriter) => T) => { value: T; touches: Touch[] };
  /** The same for a transaction that purges. */
  purge: CacheStore['transaction'];
  /** The centre answered and had nothing new: the copy is as of now. Written to disk only now and then. */
  heard: (now: number) => void;
  /** Counts rows of the centre's in the order of their ids, at most `limit` after one. */
  countFrom: (table: TableName, after: string, limit: number) => { count: number; last: string | null };
  /** The file's own layout, as SQL. */
  layout: () => string;
  /** How SQLite would run a query; for tests that hold the view to its indexes. */
  plan: (sql: string, parameters: SqlValue[]) => string[];
  close: () => void;
}

export function readMeta(database: SealedDatabase): CacheMeta {
  const stored = database.prepare<[], { name: string; value: string }>('SELECT name, value FROM meta').all();
  return { ...emptyMeta, ...Object.fromEntries(stored.map(({ name, value }) => [name, JSON.parse(value) as unknown])) };
}

export function writeMeta(database: SealedDatabase, meta: Record<string, unknown>): void {
  const write = database.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)');
  for (const [name, value] of Object.entries(meta)) write.run(name, JSON.stringify(value));
}

/** Opens the cache or makes an empty one. A cache of an older version is removed: it is fetched again. */
export function openCache(file: string, key: Uint8Array): Opened<CacheStore> {
  const existed = existsSync(file);
  const opened = openSealed(file, key, { synchronous: 'NORMAL', thorough: false });
  if (!opened.ok) return opened;
  const version = versionOf(opened.value);
  if (version > CACHE_VERSION) {
    opened.value.close();
    return { ok: false, fault: 'newer' };
  }
  if (version < CACHE_VERSION) {
    opened.value.close();
    if (existed) removeDatabase(file);
    return makeCache(file, key);
  }
  return { ok: true, value: createCacheStore(file, opened.value) };
}

function makeCache(file: string, key: Uint8Array): Opened<CacheStore> {
  const opened = openSealed(file, key, { synchronous: 'NORMAL', thorough: false });
  if (!opened.ok) return opened;
  const database = opened.value;
  database.transaction(() => {
    for (const sql of [...layoutForFetch, ...layoutAfterFetch, ...searchLayout]) database.exec(sql);
  })();
  return { ok: true, value: createCacheStore(file, database) };
}

/** Gives each `?` of one text after another its number, so that it may stand there several times. */
const numbered = (): (sql: string) => string => {
  let last = 0;
  return (sql) => sql.replaceAll('?', () => `?${String(last += 1)}`);
};

type CountStatement = ReturnType<SealedDatabase['prepare']> & { get: (parameters: Record<string, SqlValue>) => unknown };
/** The driver takes numbered places by their names. */
const byNumber = (parameters: SqlValue[]): Record<string, SqlValue> => Object.fromEntries(parameters.map((value, n) => [String(n + 1), value]));

/**
 * Counts the merged view without reading it: clean rows by their index alone, less those a pending row stands for, and the
 * pending ones. Through the view every row would be looked for among the pending.
 */
const countOf = (number: (sql: string) => string) => (table: TableName, rest: string): string => {
  const [{ sql }, where] = [tables[table], number(rest)];
  return `((SELECT count(*) FROM server_${sql} ${where}) + (SELECT count(*) FROM pending_${sql} ${where})
    - (SELECT count(*) FROM (SELECT id AS pending_id FROM pending_${sql}) CROSS JOIN server_${sql} ON id = pending_id ${where}))`;
};

const conditions = new Map<string, string>();
/** The same few questions are asked for every clause of a scheme: each is put into words once. */
function conditionsOf(fields: string[], since: string | undefined, records: number): string {
  const shape = `${fields.join(' ')} ${since ?? ''} ${String(records)}`;
  let sql = conditions.get(shape);
  if (sql === undefined) {
    const parts = [...fields.map((field) => (field === 'residentId' && records > 1 ? `resident_id IN (${Array.from({ length: records }, () => '?').join(', ')})` : `${columnSql(field)} IS ?`)), ...since === undefined ? [] : [`${columnSql(since)} >= ?`]];
    conditions.set(shape, sql = `WHERE ${parts.join(' AND ')} ORDER BY id`);
  }
  return sql;
}

function createCacheStore(file: string, database: SealedDatabase): CacheStore {
  const prepared = new Map<string, Statement>();
  const statement = (sql: string): Statement => {
    let found = prepared.get(sql);
    if (found === undefined) prepared.set(sql, found = database.prepare<SqlValue[]>(sql));
    return found;
  };
  const counting = new Map<string, CountStatement>();
  const countedTogether = new Map<Counted, CountStatement>();
  const index = createSearchIndex(database);

  const toStored = <T extends TableName>(table: T, stored: unknown): Stored<T> =>
    ({ row: decodeRow(table, stored), pending: (stored as { pending: number }).pending === 1 });
  const row: CacheReader['row'] = (table, id) => {
    if (id === null) return null;
    const stored = statement(`SELECT * FROM ${tables[table].sql} WHERE id = ?`).get(id);
    return stored === undefined ? null : toStored(table, stored);
  };
  const select: CacheReader['select'] = (table, rest, parameters) =>
    statement(`SELECT * FROM ${tables[table].sql} ${rest}`).all(...parameters).map((stored) => toStored(table, stored));

  const persons = createPersons(() => statement(`SELECT id, merged_into AS mergedInto FROM ${tables.resident.sql} WHERE merged_into > '' ORDER BY id`).all() as { id: string; mergedInto: string }[]);

  const load = (request: FactRequest): unknown => {
    if (request.kind === 'row') {
      const isPerson = request.table === 'resident' && request.id !== null && request.asFiled !== true;
      return row(request.table, isPerson ? persons.standing(request.id ?? '') : request.id)?.row ?? null;
    }
    const { table, since } = request;
    const where = request.where as Record<string, SqlValue>;
    const { residentId } = where;
    const records = typeof residentId === 'string' ? persons.recordsOf(residentId) : [];
    const parameters = Object.entries(where).flatMap(([field, value]): readonly SqlValue[] => (field === 'residentId' && records.length > 0 ? records : [value]));
    if (since !== undefined) parameters.push(since.at);
    return select(table, conditionsOf(Object.keys(where), since?.column, records.length), parameters).map((stored) => stored.row);
  };

  let meta = readMeta(database);
  let heardWritten = 0;
  let touches: Touch[] = [];
  const reindexer = createReindexer({ row, select }, index);
  const removed = new Set<DocumentKind>();
  const touch = (table: TableName, id: string, ...rows: (object | null)[]): void => {
    touches.push({ table, id, about: new Set(rows.flatMap((one) => one === null ? [] : aboutOf(table, one))) });
    reindexer.touched(table, id);
    // Rows before and after: where none of them is or was merged, who is whom stays.
    if (table === 'resident' && rows.some((one) => one !== null && (one as Resident).mergedInto !== null)) persons.changed();
  };

  const writer: CacheWriter = {
    applyServer({ table, id, version, scope, row: next }) {
      const { sql } = tables[table];
      const stored = statement(`SELECT * FROM server_${sql} WHERE id = ?`).get(id) as Record<string, SqlValue> | undefined;
      if (stored !== undefined && Number(stored['row_version']) >= version) return false;
      const before = stored === undefined ? null : decodeRow(table, stored);
      if (next === null) {
        if (before === null) return false;
        statement(`DELETE FROM server_${sql} WHERE id = ?`).run(id);
      } else {
        statement(upsertServer(table)).run(...encodeRow(table, next), version, scope ?? null);
      }
      touch(table, id, before, next);
      return true;
    },
    putPending(change, commandOrder) {
      const before = row(change.table, change.row.id);
      statement(upsertPending(change.table)).run(...encodeRow(change.table, change.row), commandOrder);
      touch(change.table, change.row.id, before?.row ?? null, change.row);
    },
    clearPending() {
      for (const table of tableNames) {
        const { sql } = tables[table];
        const waiting = statement(`SELECT * FROM pending_${sql}`).all();
        if (waiting.length === 0) continue;
        statement(`DELETE FROM pending_${sql}`).run();
        for (const stored of waiting) {
          const before = decodeRow(table, stored);
          touch(table, before.id, before, row(table, before.id)?.row ?? null);
        }
      }
    },
    purge(isCovered) {
      const purged = purgeServerRows({ statement, touch }, isCovered);
      for (const { table } of purged.rows) if (isSearched(table)) removed.add(table);
      return purged;
    },
    setMeta(changed) {
      meta = { ...meta, ...changed };
      writeMeta(database, changed);
    },
  };

  const run = database.transaction((work: (writer: CacheWriter) => unknown) => {
    const value = work(writer);
    reindexer.finish();
    index.forgetRemoved(removed);
    return value;
  });

  return {
    file, row, select, load, standing: persons.standing, recordsOf: persons.recordsOf,
    versionOf(table, id) {
      const stored = statement(`SELECT row_version AS version FROM server_${tables[table].sql} WHERE id = ?`).get(id) as { version: number } | undefined;
      return stored?.version ?? null;
    },
    scopeOf(table, id) {
      const stored = statement(`SELECT row_scope FROM server_${tables[table].sql} WHERE id = ?`).get(id) as { row_scope: string | null } | undefined;
      return stored === undefined ? null : stored.row_scope ?? usualScope(table);
    },
    serverRows: (table, after, limit) =>
      statement(`SELECT id, row_version AS version, row_scope AS scope FROM server_${tables[table].sql} WHERE id > ? ORDER BY id LIMIT ?`)
        .all(after, limit) as { id: string; version: number; scope: string | null }[],
    count(table, rest, parameters) {
      const name = `${table} ${rest}`;
      let asked = counting.get(name);
      if (asked === undefined) counting.set(name, asked = database.prepare<[Record<string, SqlValue>]>(`SELECT ${countOf(numbered())(table, rest)}`).raw());
      return (asked.get(byNumber(parameters)) as [number])[0];
    },
    counts(counted, parameters) {
      let asked = countedTogether.get(counted);
      if (asked === undefined) {
        const count = countOf(numbered());
        asked = database.prepare<[Record<string, SqlValue>]>(`SELECT ${counted.map(([table, rest]) => count(table, rest)).join(', ')}`).raw();
        countedTogether.set(counted, asked);
      }
      return asked.get(byNumber(parameters)) as number[];
    },
    meta: () => meta,
    search: index,
    transaction<T>(work: (writer: CacheWriter) => T) {
      const before = meta;
      try {
        const value = run(work) as T;
        return { value, touches };
      } catch (error) {
        meta = before;
        reindexer.forget();
        persons.changed();
        throw error;
      } finally {
        touches = [];
        removed.clear();
      }
    },
    purge(work) {
      // What is deleted is overwritten, in the file and, once that is emptied, in its log.
      database.pragma('secure_delete = ON');
      try {
        return this.transaction(work);
      } finally {
        database.pragma('secure_delete = OFF');
        database.pragma('wal_checkpoint(TRUNCATE)');
      }
    },
    heard(now) {
      meta = { ...meta, lastHeardAt: now };
      if (now - heardWritten < HEARD_WRITTEN_EVERY_MS) return;
      heardWritten = now;
      writeMeta(database, { lastHeardAt: now });
    },
    countFrom: (table, after, limit) => statement(
      `SELECT count(*) AS count, max(id) AS last FROM (SELECT id FROM server_${tables[table].sql} WHERE id > ? ORDER BY id LIMIT ?)`,
    ).get(after, limit) as { count: number; last: string | null },
    layout: () => database.prepare<[], string>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name').pluck().all().join('\n'),
    plan: (sql, parameters) =>
      (database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[]).map(({ detail }) => detail),
    close() {
      try {
        if (meta.lastHeardAt !== null) writeMeta(database, { lastHeardAt: meta.lastHeardAt });
      } catch (error) {
        // A file that is damaged or on a full disk is closed all the same; the age is on it from before.
        if (faultOf(error) === null) throw error;
      } finally {
        database.close();
      }
    },
  };
}
