/** The real engine at several desks and the real centre, under faults at every step. A failure prints the seed that replays it. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { RESIDENTS, runSeed } from './run-seed.ts';
import { SimStore } from './world.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const first = Number(process.env['CASEFRONT_SIM_FROM'] ?? 1);
const count = Number(process.env['CASEFRONT_SIM_SEEDS'] ?? 30);
const AT_ONCE = 10;
const made = new SimStore();
beforeAll(() => made.make(RESIDENTS));
afterAll(() => made.end());

const batches = Array.from({ length: Math.ceil(count / AT_ONCE) }, (_, n) => [first + n * AT_ONCE, Math.min(first + count, first + (n + 1) * AT_ONCE) - 1] as const);
test.each(batches)('seeds %i to %i: nothing lost, nothing twice, and every desk ends as the centre says', async (from, to) => {
  let steps = 0;
  for (let seed = from; seed <= to; seed += 1) steps += await runSeed(made, seed);
  expect(steps).toBeGreaterThan(0);
});
