import { copyFileSync, existsSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { put } from '#domain/records.ts';
import { columnSql, tableNames, tables } from '#contract/tables.ts';
import { filledCache } from '../../../tests/fixtures/filled-cache.ts';
import { DAY, NOW, elderSmith, resident, sampleCouncil } from '../../../tests/fixtures/sample-council.ts';
import { removeFolder, temporaryFolder, testKey } from '../../../tests/fixtures/test-desk.ts';
import { openCache, type CacheStore } from './cache-store.ts';
import { CACHE_VERSION } from './schema.ts';
import { faultOf, setAside } from './sealed-database.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = temporaryFolder();
  file = path.join(folder, 'cache.db');
});
afterEach(() => { removeFolder(folder); });

function mustOpen(): CacheStore {
  const opened = openCache(file, testKey());
  if (!opened.ok) throw new Error(opened.fault);
  return opened.value;
}
const sealed = (): Database.Database => {
  const database = new Database(file);
  database.pragma(`cipher='chacha20'`);
  database.pragma(`key="x'${Buffer.from(testKey()).toString('hex')}'"`);
  return database;
};

test('nothing can be read on the disk without the key', async () => {
  const cache = await filledCache(folder, sampleCouncil());
  cache.transaction((writer) => writer.putPending(put('resident', resident('r-new', 'Wilhelmina Underhill')), 1));
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(path.join(folder, name)).toString('latin1');
    for (const secret of ['John', 'Underhill', 'Acacia', 'CREATE TABLE', '7700900123', 'john.smith48']) expect(bytes).not.toContain(secret);
  }
  cache.close();
  expect(openCache(file, new Uint8Array(32).fill(8))).toEqual({ ok: false, fault: 'damaged' });
});

test('every row comes back as it went in', async () => {
  const cache = await filledCache(folder, sampleCouncil());
  for (const { table, row } of sampleCouncil()) expect(cache.row(table, row.id)).toEqual({ row, pending: false });
  cache.close();
});

test.each([
  ['not a database', () => { writeFileSync(file, Buffer.alloc(40_000, 7)); }],
  ['cut in half', () => { truncateSync(file, Math.floor(statSync(file).size / 2)); }],
  ['cut to a few bytes', () => { truncateSync(file, 50); }],
])('a damaged file is said to be damaged: %s', async (_name, damage) => {
  (await filledCache(folder, sampleCouncil())).close();
  damage();
  expect(openCache(file, testKey())).toEqual({ ok: false, fault: 'damaged' });
});

test('one changed byte in the middle is found when it is read', async () => {
  (await filledCache(folder, sampleCouncil())).close();
  const bytes = readFileSync(file);
  // The page after the first: the header is found at once, this is not.
  for (let at = 4096; at < bytes.length; at += 4096) bytes[at + 2000] = (bytes[at + 2000] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const opened = ((): unknown => {
    try {
      const cache = openCache(file, testKey());
      return cache.ok ? cache.value.select('contact', 'ORDER BY id', []) : cache.fault;
    } catch (error) {
      return faultOf(error);
    }
  })();
  expect(opened).toBe('damaged');
});

test('a file of a newer Casefront is left as it is, one of an older is made anew', async () => {
  (await filledCache(folder, sampleCouncil())).close();
  const newer = sealed();
  newer.pragma(`user_version = ${String(CACHE_VERSION + 1)}`);
  newer.close();
  const before = readFileSync(file);
  expect(openCache(file, testKey())).toEqual({ ok: false, fault: 'newer' });
  expect(readFileSync(file).equals(before)).toBe(true);
  const older = sealed();
  older.pragma(`user_version = ${String(CACHE_VERSION - 1)}`);
  older.close();
  const cache = mustOpen();
  expect(cache.count('resident', '', [])).toBe(0);
  expect(cache.meta()).toMatchObject({ epoch: null, cursor: 0 });
  cache.close();
});

test('a damaged file is put aside under a name that says when, with its log', () => {
  writeFileSync(file, 'x');
  writeFileSync(`${file}-wal`, 'y');
  const kept = setAside(file, 'damaged', NOW);
  expect(kept).toBe('cache.damaged-2026-03-02T10-42-00-000Z.db');
  expect(readFileSync(path.join(folder, kept), 'utf8')).toBe('x');
  expect(readFileSync(path.join(folder, `${kept}-wal`), 'utf8')).toBe('y');
  expect(existsSync(file)).toBe(false);
});

test('the overlay covers server rows, adds its own, and leaves them clean', async () => {
  const cache = await filledCache(folder, sampleCouncil());
  const changed = { ...elderSmith, preferredName: 'Jack Smith', lastContactAt: NOW };
  const { touches } = cache.transaction((writer) => {
    writer.putPending(put('resident', changed), 1);
    writer.putPending(put('resident', resident('r-new', 'New Person')), 2);
  });
  expect(touches.map(({ table, id }) => [table, id])).toEqual([['resident', elderSmith.id], ['resident', 'r-new']]);
  expect(touches[0]?.about).toEqual(new Set([elderSmith.id, 'p-acacia-12', 'h-1']));
  expect(cache.row('resident', elderSmith.id)).toEqual({ row: changed, pending: true });
  expect(cache.select('resident', 'WHERE property_id = ? ORDER BY id', ['p-acacia-12']).map(({ pending }) => pending)).toEqual([false, true]);
  expect(cache.count('resident', '', [])).toBe(4);

  const cleared = cache.transaction((writer) => { writer.clearPending(); });
  expect(cleared.touches).toHaveLength(2);
  expect(cache.row('resident', elderSmith.id)).toEqual({ row: elderSmith, pending: false });
  expect(cache.row('resident', 'r-new')).toBeNull();
  cache.close();
});

test('a server row is only ever replaced by a newer one', async () => {
  const cache = await filledCache(folder, sampleCouncil());
  const apply = (version: number, row: object | null): boolean =>
    cache.transaction((writer) => writer.applyServer({ table: 'resident', id: elderSmith.id, version, row: row as Record<string, unknown> | null })).value;
  expect(apply(5, { ...elderSmith, preferredName: 'Five' })).toBe(true);
  expect(apply(4, { ...elderSmith, preferredName: 'Four' })).toBe(false);
  expect(apply(5, { ...elderSmith, preferredName: 'Five again' })).toBe(false);
  expect(apply(4, null)).toBe(false);
  expect(cache.row('resident', elderSmith.id)?.row.preferredName).toBe('Five');
  expect(apply(6, null)).toBe(true);
  expect(cache.row('resident', elderSmith.id)).toBeNull();
  cache.close();
});

test('a transaction that throws changes nothing: no row, no cursor, no word of the index', async () => {
  const cache = await filledCache(folder, sampleCouncil());
  expect(() => cache.transaction((writer) => {
    writer.setMeta({ cursor: 99 });
    writer.applyServer({ table: 'resident', id: 'r-x', version: 9, row: { ...resident('r-x', 'Half Written') } });
    throw new Error('stopped');
  })).toThrow('stopped');
  expect(cache.meta().cursor).toBe(1);
  expect(cache.row('resident', 'r-x')).toBeNull();
  expect(cache.transaction((writer) => { writer.setMeta({ cursor: 2 }); }).touches).toEqual([]);
  expect(cache.search.match('names', '"written"', 5)).toEqual([]);
  cache.close();
  const again = mustOpen();
  expect(again.meta().cursor).toBe(2);
  again.close();
});

test('every index of every table is used through the view, and a timeline is read in order without a sort', async () => {
  const cache = await filledCache(folder, sampleCouncil());
  for (const table of tableNames) {
    const { sql, indexes } = tables[table];
    expect(cache.plan(`SELECT * FROM ${sql} WHERE id = ?`, ['x']).filter((line) => line.startsWith('SCAN'))).toEqual([]);
    for (const fields of indexes) {
      const where = fields.map((field) => `${columnSql(field)} = ?`).join(' AND ');
      const plan = cache.plan(`SELECT * FROM ${sql} WHERE ${where}`, fields.map(() => 'x'));
      expect(plan.filter((line) => line.startsWith('SCAN')), `${table} by ${fields.join(', ')}`).toEqual([]);
      expect(plan.some((line) => line.includes(`INDEX server_${sql}_`))).toBe(true);
    }
  }
  const timeline = cache.plan(`SELECT * FROM contact WHERE resident_id = ? AND started_at <= ? AND (started_at < ? OR 'contact:' || id < ?)
    ORDER BY started_at DESC, id DESC LIMIT ?`, ['r', NOW, NOW, '', 50]);
  expect(timeline.join('\n')).not.toMatch(/TEMP B-TREE|SCAN/);
  cache.close();
});

test('the age of the copy outlives the process', async () => {
  const cache = await filledCache(folder, sampleCouncil());
  cache.heard(NOW + DAY);
  cache.heard(NOW + DAY + 5);
  expect(cache.meta().lastHeardAt).toBe(NOW + DAY + 5);
  cache.close();
  copyFileSync(file, path.join(folder, 'copy.db'));
  const again = mustOpen();
  expect(again.meta().lastHeardAt).toBe(NOW + DAY + 5);
  again.close();
});
