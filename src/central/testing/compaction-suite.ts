import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { put } from '#domain/records.ts';
import { compact, markHead } from '../feed/compact.ts';
import { pullLines } from '../feed/pull.ts';
import { NOW, residentNamed } from './council.ts';
import { startTestCentre, type TestCentre } from './centre.ts';
import { deskOf, failureOf, versions } from './desk.ts';
import type { OpenTestStore } from './stores.ts';

const DAY = 24 * 60 * 60 * 1000;

export function compactionSuite(open: OpenTestStore): void {
  describe('compaction of the feed', () => {
    let centre: TestCentre;
    let now = 0;
    beforeAll(async () => { centre = await startTestCentre(open, { resetTurns: { atOnce: 2, everyMs: 5000, clock: () => now } }); }, 120_000);
    afterAll(() => centre.close());

    const write = (...names: string[]): Promise<number> => centre.store.transaction((transaction) => transaction.write(names.map((name) => put('resident', residentNamed(name)))));
    const versionsKept = async (): Promise<number[]> =>
      (await centre.store.query<{ version: number }>('SELECT DISTINCT version FROM change ORDER BY version')).rows.map(({ version }) => version);
    const pull = async (device: string, cursor: number, changes: object = {}) => {
      const desk = await deskOf(centre.base, 'amina', `device-${device}`);
      return desk.post('/v1/pull', { ...versions, epoch: desk.signedIn.epoch, cursor, ...changes });
    };

    it('keeps the changes of the days it is told, by the marks of the head', async () => {
      const old = await write('old-1', 'old-2');
      await markHead(centre.store, NOW - 40 * DAY);
      const recent = await write('recent');
      await markHead(centre.store, NOW - 10 * DAY);
      const latest = await write('latest');
      expect(await compact(centre.store, { now: NOW, keepDays: 60 })).toEqual({ floor: 0, removed: 0 });
      expect(await compact(centre.store, { now: NOW, keepDays: 30 })).toEqual({ floor: old, removed: 2 });
      expect(await versionsKept()).toEqual([recent, latest]);
      expect(await compact(centre.store, { now: NOW, keepDays: 30 })).toEqual({ floor: old, removed: 0 });
    });

    it('serves a desk that stands on the floor or above, and tells one below to fetch anew', async () => {
      const { rows: [{ floor } = { floor: 0 }] } = await centre.store.query<{ floor: number }>('SELECT floor FROM sync_head');
      expect((await pull('on-the-floor', floor)).status).toBe(200);
      expect(await failureOf(await pull('below', floor - 1))).toMatchObject({ status: 409, code: 'reset' });
      // A desk of protocol 1 does the same on the word it knows.
      expect(await failureOf(await pull('below', floor - 1, { protocol: 1, schema: 1 }))).toMatchObject({ code: 'wrong-epoch' });
    });

    it('lets few desks fetch at once and tells the others when, also where they do not wait', async () => {
      now += 60 * 60 * 1000;
      const waits: unknown[] = [];
      for (let n = 0; n < 5; n += 1) waits.push((await failureOf(await pull(`crowd-${String(n)}`, 0))).details?.['retryAfter'] ?? 0);
      expect(waits).toEqual([0, 0, 5, 10, 15]);
      // Asked again it is the same turn, nearer by the time that has gone.
      now += 3000;
      const again = await pull('crowd-4', 0);
      expect(again.headers.get('retry-after')).toBe('12');
      expect(await failureOf(again)).toMatchObject({ code: 'reset', details: { retryAfter: 12 } });
      const fetching = async (device: string) => {
        const desk = await deskOf(centre.base, 'amina', `device-${device}`);
        return desk.post('/v1/snapshot', { ...versions, table: 'site', after: '', limit: 10 });
      };
      expect(await failureOf(await fetching('crowd-4'))).toMatchObject({ code: 'reset', details: { retryAfter: 12 } });
      expect((await fetching('crowd-0')).status).toBe(200);
      expect((await fetching('another')).status).toBe(200);
      now += 12_000;
      expect((await fetching('crowd-4')).status).toBe(200);
    });

    it('ends a page that it overtakes, rather than leave out what it took', async () => {
      const start = (await centre.store.head()).version;
      for (let n = 0; n < 3; n += 1) await write(`overtaken-${String(n)}`);
      const head = await centre.store.head();
      const page = pullLines(centre.store, { scopes: ['council'], cursor: start, limit: 100, head, ...versions });
      expect((await page.next()).value).toContain('"header"');
      await compact(centre.store, { now: NOW, keepDays: 0 });
      await expect((async () => { for await (const line of page) expect(line).not.toContain('"end"'); })()).rejects.toThrow();
    });

    it('of no days leaves nothing, and the rows themselves untouched', async () => {
      await write('last');
      const { version } = await centre.store.head();
      expect(await compact(centre.store, { now: NOW, keepDays: 0 })).toMatchObject({ floor: version });
      expect(await versionsKept()).toEqual([]);
      const desk = await deskOf(centre.base, 'amina', 'device-fresh');
      expect((await desk.snapshot('resident')).map((line) => line.row['id'])).toContain('last');
      expect((await desk.pull(version)).at(-1)).toMatchObject({ kind: 'end', version, more: false });
    });
  });
}
