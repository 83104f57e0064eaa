/** What a seed is worth: run again, alone or after others, it goes the same way, step by step. */
import { expect, test } from 'vitest';
import { runSeed } from './run-seed.ts';
import { simStores } from './sim-stores.ts';

const { made, fetched } = simStores();

test('seed 4 goes the same way twice', async () => {
  const seed = 4;
  const first = await runSeed(made, fetched, seed);
  await runSeed(made, fetched, seed + 100);
  expect(await runSeed(made, fetched, seed)).toEqual(first);
});
