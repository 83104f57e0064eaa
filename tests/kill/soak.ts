/**
 * `npm run soak:kill -- [--kills 100] [--postgres]`: engines and centres killed under load, so many times each, then what
 * must hold. With `--postgres` two centres share a PostgreSQL of this run's own (or the one CASEFRONT_PG_URL names).
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from '../../scripts/centre-process.ts';
import { withPostgres } from '../../scripts/postgres.ts';
import { CannotRun } from '../../scripts/runtime/steps.ts';
import { emptyDatabase } from './empty-database.ts';
import { runKills, type KillReport } from './run-kills.ts';

const { values } = parseArgs({ options: {
  kills: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' }, desks: { type: 'string', default: '4' }, postgres: { type: 'boolean', default: false },
} });
for (const name of ['kills', 'seed', 'desks'] as const) {
  if (!/^[1-9]\d{0,5}$/.test(values[name])) {
    process.stderr.write(`--${name} takes a whole number above 0.\n`);
    process.exit(2);
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { process.exit(130); });

const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const common = {
  engineKills: Number(values.kills), centreKills: Number(values.kills), seed: Number(values.seed), desks: Math.min(6, Number(values.desks)), say,
  exportTo: path.join(projectFolder, 'artifacts', 'histories', values.postgres ? 'postgres' : 'pglite'),
};

function tell({ faults, kills, works, reads, seconds }: KillReport): void {
  say(`${String(kills.engines)} engines and ${String(kills.centres)} centres killed (${String(kills.centresAtStart)} of them before they listened) in ${(seconds / 60).toFixed(1)} minutes.`);
  say(`${String(works.given)} pieces of work given, ${String(works.acknowledged)} acknowledged, ${String(works.turnedDown)} turned down at the desk, ${String(works.unsure)} cut off by a kill;`);
  say(`at the centre ${String(works.accepted)} accepted, ${String(works.refused)} refused; ${String(reads)} readings.`);
  say(`The history is in ${path.relative(projectFolder, common.exportTo)}.`);
  for (const fault of faults) say(`FAULT: ${fault}`);
  say(faults.length === 0 ? 'Nothing was lost and nothing happened twice.' : `${String(faults.length)} faults.`);
}

async function overPostgres(): Promise<KillReport> {
  return withPostgres(async (server) => {
    const database = await emptyDatabase(server);
    try {
      return await runKills({ ...common, centres: 2, postgres: database.url });
    } finally {
      await database.drop();
    }
  });
}

try {
  const report = values.postgres ? await overPostgres() : await runKills(common);
  tell(report);
  process.exitCode = report.faults.length === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof CannotRun)) throw error;
  say(error.message);
  process.exitCode = 1;
}
