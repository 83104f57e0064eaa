/** Half of the seeds asked for; each half is a file of its own, so that both cores of a small machine are used. */
import { expect, test } from 'vitest';
import { runSeed, SHORT_FROM } from './run-seed.ts';
import { simStores } from './sim-stores.ts';

const first = Number(process.env['CASEFRONT_SIM_FROM'] ?? 1);
const asked = process.env['CASEFRONT_SIM_SEEDS'];
/** Without a number asked for: some long histories, and a few hundred short ones. */
const LONG = 20;
const SHORT = 180;
const count = asked === undefined ? LONG + SHORT : Number(asked);
const seedAt = (n: number): number => asked === undefined && n >= LONG ? SHORT_FROM + n - LONG : first + n;
const AT_ONCE = 10;

/** Registers the tests of every second seed, from the first or from the one after it. */
export function simulate(half: 0 | 1): void {
  const seeds = Array.from({ length: count }, (_, n) => seedAt(n)).filter((_seed, n) => n % 2 === half);
  const { made, fetched } = simStores();

  const batches = Array.from({ length: Math.ceil(seeds.length / AT_ONCE) }, (_, n) => seeds.slice(n * AT_ONCE, (n + 1) * AT_ONCE));
  test.each(batches.map((batch) => ({ batch, from: batch[0], to: batch.at(-1) })))(
    'seeds $from to $to, every second: nothing lost, nothing twice, and every desk ends as the centre says', async ({ batch }) => {
      let steps = 0;
      for (const seed of batch) steps += (await runSeed(made, fetched, seed)).length;
      expect(steps).toBeGreaterThan(0);
    });
  // One seed asked for is in the first half, and a file of tests must have one.
  if (seeds.length === 0) test('the one seed is in the other half', () => { expect(count).toBe(1); });
}
