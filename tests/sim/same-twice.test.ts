/** What a seed is worth: run again, alone or after others, it goes the same way, step by step. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FetchedDesks } from './fetched-desks.ts';
import { RESIDENTS, runSeed } from './run-seed.ts';
import { SimStore } from './world.ts';

const made = new SimStore();
const fetched = new FetchedDesks();
beforeAll(() => made.make(RESIDENTS), 120_000);
afterAll(async () => {
  fetched.end();
  await made.end();
});

test('seed 4 goes the same way twice', { timeout: 60_000 }, async () => {
  const seed = 4;
  const first = await runSeed(made, fetched, seed);
  await runSeed(made, fetched, seed + 100);
  expect(await runSeed(made, fetched, seed)).toEqual(first);
});
