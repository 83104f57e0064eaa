import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fail } from '#contract/failures.ts';
import { tableNames } from '#contract/tables.ts';
import { put, type RowChange, type TableName } from '#domain/records.ts';
import { sourceOf } from '../../../tests/fixtures/filled-cache.ts';
import { NOW, resident, sampleCouncil } from '../../../tests/fixtures/sample-council.ts';
import { removeFolder, temporaryFolder, testKey } from '../../../tests/fixtures/test-desk.ts';
import { openCache } from '../store/cache-store.ts';
import { bootstrapFrom, type SnapshotSource } from './bootstrap.ts';

let folder = '';
let stagedFile = '';
beforeEach(() => {
  folder = temporaryFolder();
  stagedFile = path.join(folder, 'cache.staged.db');
});
afterEach(() => { removeFolder(folder); });

/** Enough residents for three pages. */
const many = (): RowChange[] => [
  ...sampleCouncil(), ...Array.from({ length: 4500 }, (_, n) => put('resident', resident(`r-${String(n).padStart(5, '0')}`, `Person Number${String(n)}`))),
];
const progress: { table: string; done: number; total: number }[] = [];
const fetchInto = (source: SnapshotSource) => {
  progress.length = 0;
  return bootstrapFrom(source, { stagedFile, key: testKey(), scopes: ['council'], now: () => NOW, onProgress: (one) => { progress.push(one); } });
};
/** Counts what is asked for, and fails once `stopAt` pages of residents were given. */
function watched(inner: SnapshotSource, stopAt = Infinity): SnapshotSource & { asked: [TableName, string][] } {
  const asked: [TableName, string][] = [];
  return {
    asked, head: inner.head,
    page: async (table, after, limit) => {
      asked.push([table, after]);
      if (table === 'resident' && asked.filter(([one]) => one === 'resident').length > stopAt) return fail('centre-unreachable', 'Gone.');
      return inner.page(table, after, limit);
    },
  };
}
const openStagedFile = () => {
  const opened = openCache(stagedFile, testKey());
  if (!opened.ok) throw new Error(opened.fault);
  return opened.value;
};

test('every row of every table comes, with its index, and progress is told table by table', async () => {
  expect(await fetchInto(sourceOf(many()))).toEqual({ ok: true, value: { epoch: 'epoch-1', version: 1 } });
  const cache = openStagedFile();
  expect(cache.count('resident', '', [])).toBe(4503);
  expect(cache.meta()).toMatchObject({ epoch: 'epoch-1', cursor: 1, scopes: ['council'], lastHeardAt: NOW });
  expect(cache.search.match('names', '"number4321"', 5)).toEqual([{ kind: 'resident', id: 'r-04321' }]);
  cache.close();
  expect([...new Set(progress.map(({ table }) => table))]).toEqual([...tableNames, 'search']);
  expect(progress.filter(({ table }) => table === 'resident')).toEqual([2000, 4000, 4503].map((done) => ({ table: 'resident', done, total: 4503 })));
});

test('a fetch that was cut off goes on where it stopped and is not a cache before it is whole', async () => {
  const first = watched(sourceOf(many()), 2);
  expect(await fetchInto(first)).toMatchObject({ ok: false, failure: { code: 'centre-unreachable' } });
  expect(existsSync(path.join(folder, 'cache.db'))).toBe(false);

  const second = watched({ ...sourceOf(many()), head: async () => ({ ok: true, value: { epoch: 'epoch-1', version: 7 } }) });
  // The feed is read from the head at which it began: what changed meanwhile is not missed.
  expect(await fetchInto(second)).toEqual({ ok: true, value: { epoch: 'epoch-1', version: 1 } });
  expect(second.asked[0]?.[0]).toBe('resident');
  expect(second.asked[0]?.[1]).not.toBe('');
  expect(second.asked.some(([table]) => table === 'property')).toBe(false);
  const cache = openStagedFile();
  expect(cache.count('resident', '', [])).toBe(4503);
  expect(cache.count('contact', '', [])).toBe(2);
  cache.close();
});

test('a fetch of another history is begun anew, and so is one that was whole but never put in place', async () => {
  expect(await fetchInto(watched(sourceOf(many()), 1))).toMatchObject({ ok: false });
  const restored = watched(sourceOf(sampleCouncil(), 'epoch-2'));
  expect(await fetchInto(restored)).toEqual({ ok: true, value: { epoch: 'epoch-2', version: 1 } });
  expect(restored.asked[0]).toEqual(['site', '']);
  expect(await fetchInto(sourceOf(sampleCouncil().filter(({ row }) => row.id !== 'r-obrien'), 'epoch-2'))).toMatchObject({ ok: true });
  const cache = openStagedFile();
  expect(cache.count('resident', '', [])).toBe(2);
  expect(cache.search.match('names', '"obrien"', 5)).toEqual([]);
  cache.close();
});

test('a line that cuts large pages is asked for smaller ones', async () => {
  const inner = sourceOf(many());
  const limits: number[] = [];
  const poor: SnapshotSource = {
    head: inner.head,
    page: async (table, after, limit) => {
      limits.push(limit);
      return limit > 600 ? fail('centre-unreachable', 'Cut.', { cut: true }) : inner.page(table, after, limit);
    },
  };
  expect(await fetchInto(poor)).toMatchObject({ ok: true });
  expect(limits.slice(0, 3)).toEqual([2000, 1000, 500]);
  expect(Math.max(...limits.slice(3))).toBe(500);
});
