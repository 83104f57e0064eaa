/** `npm run bench -- [view] [authority] [--residents 300000]`, where `view` is `engine` and `app` together, or `-- matching`, which needs the data sets beside the checkout, or `-- sync [--only fetch|prepared|commands|live]`, which needs PostgreSQL: figures as ratios against a baseline taken in the same run. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { boroughDesk } from '../tests/bench/borough.ts';
import { engineBench } from '../tests/bench/engine.bench.ts';
import { appBench } from '../tests/bench/app.bench.ts';
import { authorityBench } from '../tests/bench/authority.bench.ts';
import { authorityWindowsBench } from '../tests/bench/authority-windows.bench.ts';
import { tableOf } from '../tests/bench/figures.ts';
import { matchingBench } from '../tests/bench/matching.bench.ts';
import { syncBench, syncParts } from '../tests/bench/sync.bench.ts';
import { projectFolder } from './centre-process.ts';
import { build, buildIsStale } from './build.ts';
import { withPostgres } from './postgres.ts';
import { launchSettings, provisionElectron, runWithDisplay } from './runtime/provision.ts';

const { values, positionals } = parseArgs({ options: { residents: { type: 'string', default: '300000' }, only: { type: 'string' } }, allowPositionals: true });
const only = syncParts.find((part) => part === values.only) ?? null;
if (values.only !== undefined && only === null) {
  process.stderr.write(`--only takes one part of sync: ${syncParts.join(', ')}.\n`);
  process.exit(2);
}
const residents = Number(values.residents);
const wanted = (suite: string): boolean => positionals.length === 0 || positionals.includes(suite);
const onADesk = wanted('engine') || wanted('app') || wanted('view');
const inWindows = onADesk || wanted('authority');

// Windows need a display.
if (inWindows && process.env['CASEFRONT_BENCH_INSIDE'] === undefined) {
  const runtime = await provisionElectron();
  if (buildIsStale() && !await build()) process.exit(1);
  process.exit(await runWithDisplay(launchSettings(runtime), process.execPath, process.argv.slice(1), {
    CASEFRONT_BENCH_INSIDE: '1', CASEFRONT_ELECTRON_VERSION: `${runtime.version}${runtime.kind === 'fallback' ? ' (stand-in)' : ''}`,
  }));
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'casefront-bench-'));
const stop = (): void => { void rm(folder, { recursive: true, force: true }).then(() => { process.exit(130); }); };
process.once('SIGINT', stop);
try {
  const parts: string[] = [];
  if (onADesk) {
    console.log(`A desk with ${residents.toLocaleString('en-GB')} residents…`);
    const borough = await boroughDesk(residents);
    const perSecond = Math.round(borough.rows / borough.fetchSeconds).toLocaleString('en-GB');
    console.log(`${borough.rows.toLocaleString('en-GB')} rows: made in ${borough.generateSeconds.toFixed(0)} s, written and indexed in ${borough.fetchSeconds.toFixed(0)} s (${perSecond} rows/s)\n`);
    const { rows, busiest } = await engineBench(borough);
    if (wanted('engine') || wanted('view')) parts.push(tableOf(rows, 'the same SQL, raw'));
    if (wanted('app') || wanted('view')) parts.push(...await appBench(borough, busiest));
  }
  if (wanted('authority')) parts.push(await authorityBench(path.join(folder, 'authority')), await authorityWindowsBench(path.join(folder, 'council')));
  if (positionals.includes('matching')) parts.push(matchingBench());
  if (positionals.includes('sync')) parts.push((await withPostgres((url) => syncBench(folder, residents, url, only))).join('\n'));
  const report = parts.join('\n\n');
  console.log(report);
  const artifacts = path.join(projectFolder, 'artifacts/bench');
  await mkdir(artifacts, { recursive: true });
  await writeFile(path.join(artifacts, 'report.md'), `${report}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
