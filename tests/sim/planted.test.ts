/** The simulation finds bugs that are put there on purpose: what it finds nothing of, it would not find by accident either. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../scripts/runtime/run.ts';
import { plantedBugs } from './planted/bugs.ts';

const projectFolder = path.resolve(import.meta.dirname, '../..');
const SEEDS = '80';

test.each(Object.entries(plantedBugs))('%s', async (name, { seed, breaks }) => {
  const { status, output } = await run(process.execPath, [
    path.join(projectFolder, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'sim', '--bail', '1', 'tests/sim/simulation.test.ts',
  ], { cwd: projectFolder, env: { ...process.env, CASEFRONT_PLANT: name, CASEFRONT_SIM_FROM: String(seed), CASEFRONT_SIM_SEEDS: SEEDS, NO_COLOR: '1' } });
  expect(status, output.slice(-2000)).not.toBe(0);
  expect(output).toMatch(/seed \d+: /);
  expect(output).toMatch(breaks);
});
