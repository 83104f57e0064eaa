/** The simulation finds bugs that are put there on purpose: what it finds nothing of, it would not find by accident either. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../scripts/runtime/run.ts';
import { plantedBugs } from './planted/bugs.ts';

const projectFolder = path.resolve(import.meta.dirname, '../..');
const SEEDS = '60';
/** Each run takes a minute or two: one with every `npm test`, all of them with CASEFRONT_PLANTS=all. */
const shown = process.env['CASEFRONT_PLANTS'] === 'all' ? Object.keys(plantedBugs) : ['leave-ignored-by-the-index'];

test.each(Object.entries(plantedBugs).filter(([name]) => shown.includes(name)))('%s', { timeout: 240_000 }, async (name, { breaks }) => {
  const { status, output } = await run(process.execPath, [
    path.join(projectFolder, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'sim', '--bail', '1', 'tests/sim/simulation',
  ], { cwd: projectFolder, env: { ...process.env, CASEFRONT_PLANT: name, CASEFRONT_SIM_FROM: '1', CASEFRONT_SIM_SEEDS: SEEDS, NO_COLOR: '1' } });
  expect(status, output.slice(-2000)).not.toBe(0);
  expect(output).toMatch(/seed \d+: /);
  expect(output).toMatch(breaks);
});
