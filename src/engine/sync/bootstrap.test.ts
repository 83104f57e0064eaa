import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fail } from '#contract/failures.ts';
import { tableNames } from '#contract/tables.ts';
import { put } from '#domain/records.ts';
import type { RowChange, TableName } from '#domain/records.ts';
import { sourceOf } from '../../../tests/fixtures/filled-cache.ts';
import { DAY, NOW, resident, sampleCouncil } from '../../../tests/fixtures/sample-council.ts';
import { removeFolder, temporaryFolder, testKey } from '../../../tests/fixtures/test-desk.ts';
import { openCache } from '../store/cache-store.ts';
import { bootstrapFrom, type RowSource } from './bootstrap.ts';

let folder = '';
let stagedFile = '';
beforeEach(() => {
  folder = temporaryFolder();
  stagedFile = path.join(folder, 'cache.staged.db');
});
afterEach(() => { removeFolder(folder); });

/** Enough residents for two pages. */
const many = (): RowChange[] => [
  ...sampleCouncil(), ...Array.from({ length: 8500 }, (_, n) => put('resident', resident(`r-${String(n).padStart(5, '0')}`, `Person Number${String(n)}`))),
];
const progress: { table: string; done: number; total: number }[] = [];
const fetchInto = (source: RowSource) => {
  progress.length = 0;
  return bootstrapFrom(source, { stagedFile, key: testKey(), scopes: ['council'], now: () => NOW, onProgress: (one) => { progress.push(one); }, wanted: 'whole', gently: false });
};
/** Counts what is asked for, and fails once `stopAt` pages of residents were given. */
function watched(inner: RowSource, stopAt = Infinity): RowSource & { asked: [TableName, string][] } {
  const asked: [TableName, string][] = [];
  return {
    asked, head: inner.head, totals: inner.totals,
    page: async (one) => {
      const { table, after } = one;
      asked.push([table, after]);
      if (table === 'resident' && asked.filter(([one]) => one === 'resident').length > stopAt) return fail('centre-unreachable', 'Gone.');
      return inner.page(one);
    },
  };
}
const openStagedFile = () => {
  const opened = openCache(stagedFile, testKey());
  if (!opened.ok) throw new Error(opened.fault);
  return opened.value;
};

test('every row of every table comes, with its index, and progress only ever goes on', async () => {
  expect(await fetchInto(sourceOf(many()))).toEqual({ ok: true, value: { head: { epoch: 'epoch-1', version: 1 }, part: 'whole' } });
  const cache = openStagedFile();
  expect(cache.count('resident', '', [])).toBe(8503);
  expect(cache.meta()).toMatchObject({ epoch: 'epoch-1', cursor: 1, scopes: ['council'], lastHeardAt: NOW, part: 'whole' });
  expect(cache.search.match('names', '"number4321"', 5)).toEqual([{ kind: 'resident', id: 'r-04321' }]);
  cache.close();
  expect([...new Set(progress.map(({ table }) => table))]).toEqual([...tableNames, 'search']);
  expect(progress.map(({ done }) => done)).toEqual(progress.map(({ done }) => done).toSorted((a, b) => a - b));
  expect(new Set(progress.map(({ total }) => total)).size).toBe(1);
  expect(progress.at(-1)?.done).toBe(progress.at(-1)?.total);
});

test('a fetch that was cut off goes on where it stopped and is not a cache before it is whole', async () => {
  const first = watched(sourceOf(many()), 1);
  expect(await fetchInto(first)).toMatchObject({ ok: false, failure: { code: 'centre-unreachable' } });
  expect(existsSync(path.join(folder, 'cache.db'))).toBe(false);

  const second = watched({ ...sourceOf(many()), head: async () => ({ ok: true, value: { epoch: 'epoch-1', version: 7 } }) });
  // The feed is read from the head at which it began: what changed meanwhile is not missed.
  expect(await fetchInto(second)).toMatchObject({ ok: true, value: { head: { epoch: 'epoch-1', version: 1 } } });
  expect(second.asked[0]?.[0]).toBe('resident');
  expect(second.asked[0]?.[1]).not.toBe('');
  expect(second.asked.some(([table]) => table === 'property')).toBe(false);
  const cache = openStagedFile();
  expect(cache.count('resident', '', [])).toBe(8503);
  expect(cache.count('contact', '', [])).toBe(2);
  cache.close();
});

test('a fetch of another history is begun anew, and so is one that was whole but never put in place', async () => {
  expect(await fetchInto(watched(sourceOf(many()), 1))).toMatchObject({ ok: false });
  const restored = watched(sourceOf(sampleCouncil(), 'epoch-2'));
  expect(await fetchInto(restored)).toMatchObject({ ok: true, value: { head: { epoch: 'epoch-2', version: 1 } } });
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
  const poor: RowSource = {
    head: inner.head, totals: inner.totals,
    page: async (one) => {
      const { limit } = one;
      limits.push(limit);
      return limit > 600 ? fail('centre-unreachable', 'Cut.', { cut: true }) : inner.page(one);
    },
  };
  expect(await fetchInto(poor)).toMatchObject({ ok: true });
  expect(limits.slice(0, 5)).toEqual([8000, 4000, 2000, 1000, 500]);
  expect(Math.max(...limits.slice(5))).toBe(500);
});

/** Says that there are more contacts than come quickly. */
const borough = (changes: RowChange[]): RowSource => {
  const inner = sourceOf(changes);
  return {
    ...inner,
    totals: async (since) => {
      const totals = await inner.totals(since);
      return totals.ok ? { ok: true, value: { ...totals.value, rows: { ...totals.value.rows, contact: 200_000 } } } : totals;
    },
  };
};
const fetchSoonest = (source: RowSource) => bootstrapFrom(source, {
  stagedFile, key: testKey(), scopes: ['council'], now: () => NOW, onProgress: (one) => { progress.push(one); }, wanted: 'soonest', gently: false,
});
const contactAt = (id: string, startedAt: number) => put('contact', {
  id, residentId: 'r-obrien', propertyId: null, caseId: null, serviceId: null, channel: 'phone-in', reason: 'report', outcome: 'logged',
  avoidable: null, furtherMatters: null, enquiry: null, note: 'Asked about the bin.', staffId: null, siteId: null, startedAt, endedAt: null, externalReference: null,
} as never);
const old = contactAt('c-old', NOW - 200 * DAY);
const recent = contactAt('c-recent', NOW - 5 * DAY);

test('of a borough everybody comes first with recent contacts, is found by name, and takes changes to the index', async () => {
  progress.length = 0;
  const changes = [...many(), old, recent];
  expect(await fetchSoonest(borough(changes))).toMatchObject({ ok: true, value: { part: 'people' } });
  const cache = openStagedFile();
  expect(cache.meta().part).toBe('people');
  expect(cache.row('contact', recent.row.id)).not.toBeNull();
  expect(cache.row('contact', old.row.id)).toBeNull();
  expect(cache.search.match('names', '"number4321"', 5)).toEqual([{ kind: 'resident', id: 'r-04321' }]);
  expect(cache.search.match('residents', '"number4321"', 5)).toEqual([]);
  // Half of the bar is still to come.
  expect(progress.at(-1)?.done).toBeLessThan(progress.at(-1)?.total ?? 0);

  // A resident who is only in by name changes, and another goes.
  cache.transaction((writer) => {
    writer.applyServer({ table: 'resident', id: 'r-04321', version: 2, row: { ...resident('r-04321', 'Person Renamed') } });
    writer.applyServer({ table: 'resident', id: 'r-00007', version: 2, row: null });
  });
  expect(cache.search.match('names', '"renamed"', 5)).toEqual([{ kind: 'resident', id: 'r-04321' }]);
  expect(cache.search.match('residents', '"renamed"', 5)).toEqual([{ kind: 'resident', id: 'r-04321' }]);
  expect(cache.search.match('names', '"number4321"', 5)).toEqual([]);
  expect(cache.search.match('names', '"number7"', 5)).toEqual([]);
  cache.close();
});

test('a fetch of the whole does not go on from one of a part', async () => {
  expect(await fetchSoonest(watched(borough(many()), 1))).toMatchObject({ ok: false });
  const whole = watched(sourceOf(many()));
  expect(await fetchInto(whole)).toMatchObject({ ok: true, value: { part: 'whole' } });
  expect(whole.asked[0]).toEqual(['site', '']);
});

test('written gently, what comes is the same', async () => {
  expect(await bootstrapFrom(sourceOf([...many(), old]), {
    stagedFile, key: testKey(), scopes: ['council'], now: () => NOW, onProgress: () => undefined, wanted: 'whole', gently: true,
  })).toMatchObject({ ok: true, value: { part: 'whole' } });
  const cache = openStagedFile();
  expect(cache.count('resident', '', [])).toBe(8503);
  expect(cache.search.match('residents', '"number4321"', 5)).toEqual([{ kind: 'resident', id: 'r-04321' }]);
  expect(cache.row('contact', old.row.id)).not.toBeNull();
  cache.close();
});
