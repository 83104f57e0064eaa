/** What a seed is worth: run again, alone or after others, it goes the same way, step by step. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FetchedDesks } from './fetched-desks.ts';
import { crews, RESIDENTS, runSeed } from './run-seed.ts';
import { SimStore } from './world.ts';

const made = new SimStore();
const fetched = new FetchedDesks();
beforeAll(async () => {
  await made.make(RESIDENTS);
  await fetched.make(made, crews);
}, 120_000);
afterAll(async () => {
  fetched.end();
  await made.end();
});

test.each([4, 5])('seed %i goes the same way twice', { timeout: 60_000 }, async (seed) => {
  const first = await runSeed(made, fetched, seed);
  await runSeed(made, fetched, seed + 100);
  expect(await runSeed(made, fetched, seed)).toEqual(first);
});
