/** A short run of `npm run soak:kill`: the real engine and the real centre, each in a process of its own, killed under load. */
import { expect, test } from 'vitest';
import { runKills } from './run-kills.ts';

test('engines and the centre are killed under load, and nothing is lost or happens twice', async () => {
  const { faults, kills, works } = await runKills({ engineKills: 3, centreKills: 1, desks: 3 });
  expect(faults).toEqual([]);
  expect(kills).toMatchObject({ engines: 3, centres: 1 });
  expect(works.acknowledged).toBeGreaterThan(20);
});
