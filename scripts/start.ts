/**
 * `npm start`: fetches what is missing, builds the app where its sources are newer, starts the embedded central store
 * with the demo council and opens the app. Without a display it takes the guided tour in a virtual one.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, buildIsStale } from './build.ts';
import { projectFolder, startCentre } from './centre-process.ts';
import { launchSettings, provisionElectron, runWithDisplay } from './runtime/provision.ts';
import { CannotRun, step } from './runtime/steps.ts';

const help = `npm start -- [options]

  --council <folder>    the council to load (default: resources/demo-council)
  --residents <number>  how many residents to make at the first start (default: 5000; 300000 is a borough)
  --import <csv>        contact history to bring in, with a mapping from <council folder>/import
  --postgres <url>      keep the central store in PostgreSQL instead of the embedded one
  --fresh               begin anew: forgets the demo's central store and this desk's copy
  --tour                take the guided tour, also where there is a display
`;

const { values } = parseArgs({
  options: {
    council: { type: 'string' }, residents: { type: 'string' }, import: { type: 'string' }, postgres: { type: 'string' },
    fresh: { type: 'boolean', default: false }, tour: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
  },
});

function fault(sentence: string): never {
  console.error(`\n${sentence}\n`);
  process.exit(2);
}

if (values.help) { console.log(help); process.exit(0); }
const councilFolder = path.resolve(values.council ?? path.join(projectFolder, 'resources/demo-council'));
if (!existsSync(path.join(councilFolder, 'council.json'))) {
  fault(`${councilFolder} holds no council.json. Give --council a folder laid out like resources/demo-council.`);
}
const importCsv = values.import === undefined ? undefined : path.resolve(values.import);
if (importCsv !== undefined && !existsSync(importCsv)) fault(`There is no file ${importCsv}. Give --import the path of a CSV file.`);
const residents = values.residents === undefined ? undefined : Number(values.residents);
if (residents !== undefined && !(Number.isInteger(residents) && residents >= 0)) {
  fault('--residents takes a whole number, such as 5000.');
}

const runtime = await provisionElectron().catch((error: unknown) => {
  if (error instanceof CannotRun) return fault(error.message);
  throw error;
});
if (buildIsStale() && !await step('Building the app', build, (worked) => worked ? 'done' : 'did not work')) process.exit(1);

const settings = launchSettings(runtime);
const hasDisplay = settings.wrapper.length === 0;
const stateFolder = path.join(projectFolder, '.casefront');
if (values.fresh) await rm(stateFolder, { recursive: true, force: true });

if (!hasDisplay || values.tour) {
  // The tour makes its own centre, which it stops and kills on the way.
  const args = ['scripts/tour.ts', '--council', councilFolder];
  if (residents !== undefined) args.push('--residents', String(residents));
  if (importCsv !== undefined) args.push('--import', importCsv);
  if (values.postgres !== undefined) args.push('--postgres', values.postgres);
  console.log(hasDisplay ? 'Taking the guided tour.' : 'No display here: taking the guided tour in a virtual one.');
  process.exit(await runWithDisplay(settings, process.execPath, args, { CASEFRONT_ELECTRON_VERSION: `${runtime.version}${runtime.kind === 'fallback' ? ' (stand-in)' : ''}` }));
}

console.log('Starting the central store…');
const centre = await startCentre({
  councilFolder, dataFolder: path.join(stateFolder, 'centre', path.basename(councilFolder)), postgres: values.postgres, residents, importCsv,
  onLine: (line) => { console.log(`  ${line}`); },
}).catch((error: unknown) => fault(error instanceof Error ? error.message : String(error)));

console.log(`Opening Casefront (Electron ${runtime.version}). Close its window to stop.`);
const app = spawn(runtime.executable, [...settings.args, projectFolder, `--user-data-dir=${path.join(stateFolder, 'desk')}`], {
  cwd: projectFolder, stdio: 'inherit', env: { ...process.env, ...settings.env, CASEFRONT_CENTRAL_URL: centre.url },
});
const stop = (): void => { app.kill('SIGTERM'); };
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
const [code] = (await once(app, 'exit')) as [number | null];
await centre.stop();
process.exit(code ?? 0);
