/** `npm run soak -- [--seeds 1000] [--from 1]`: the simulation of desks and centre, for as many seeds as asked. A failure names its seed; `--from <seed> --seeds 1` replays it. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder, run } from './runtime/run.ts';

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '1000' }, from: { type: 'string', default: '1' } } });
for (const [name, text] of Object.entries(values)) {
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    process.stderr.write(`--${name} takes a whole number above 0.\n`);
    process.exit(2);
  }
}
const vitest = path.join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = await run(process.execPath, [vitest, 'run', '--project', 'sim', 'tests/sim/simulation'], {
  stream: true, env: { ...process.env, CASEFRONT_SIM_SEEDS: values.seeds, CASEFRONT_SIM_FROM: values.from },
});
process.exitCode = status;
