import { expect, test } from 'vitest';
import { put } from '#domain/records.ts';
import { NOW, residentNamed } from '../testing/council.ts';
import { openPGliteForTest } from '../testing/stores.ts';
import { startUpkeep } from './upkeep.ts';

const DAY = 24 * 60 * 60 * 1000;

test('the centre marks its head by itself, and weeks later takes out what it marked', async () => {
  const { store, discard } = await openPGliteForTest();
  const errors: unknown[] = [];
  let now = NOW;
  const upkeep = startUpkeep(store, { clock: () => now, onError: (error) => { errors.push(error); }, everyMs: 20 });
  const changes = async (): Promise<number> => (await store.query<{ n: number }>('SELECT count(*) AS n FROM change')).rows[0]?.n ?? -1;
  const marked = async (): Promise<number> => (await store.query<{ v: number | null }>('SELECT max(version) AS v FROM head_mark')).rows[0]?.v ?? -1;
  const version = await store.transaction((transaction) => transaction.write([put('resident', residentNamed('somebody'))]));
  now += DAY;
  await expect.poll(marked).toBe(version);
  expect(await changes()).toBe(1);
  now += 31 * DAY;
  await expect.poll(changes).toBe(0);
  await upkeep.stop();
  await discard();
  expect(errors).toEqual([]);
});
