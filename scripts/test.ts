/** `npm test`: every stage in turn, and at the end one line that says how it went. `npm test -- unit e2e` chooses stages. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.ts';
import { runEndToEnd } from './e2e.ts';
import { withPostgres } from './postgres.ts';
import { projectFolder, run } from './runtime/run.ts';
import { CannotRun } from './runtime/steps.ts';
import { add, failuresOfPlaywright, failuresOfVitest, fromPlaywright, fromVitest, none, summaryLine, succeeded, type Counts, type PlaywrightReport, type VitestReport } from './test-counts.ts';

interface Outcome extends Counts {
  /** Why a stage was skipped, or failed without a failing test. */
  remark?: string;
  /** What failed, by name, and what it said: said again at the end. */
  failures?: string[];
}

interface Stage {
  name: string;
  title: string;
  /** Beside all that are not, to the end: one after another, on what time the others leave. */
  beside?: boolean;
  run: (finished: ReadonlyMap<string, Outcome>) => Promise<Outcome>;
}

const reports = path.join(projectFolder, 'artifacts', 'test');

function program(packageName: string, file: string): string {
  return path.join(projectFolder, 'node_modules', packageName, file);
}

/** A tool that is right or wrong as a whole. */
async function single(file: string, args: readonly string[], gently = false): Promise<Outcome> {
  const { status, output } = await run(process.execPath, [file, ...args], { gently });
  // Shown when it is done: others may run at the same time.
  if (output.trim() !== '') process.stdout.write(`${output.trimEnd()}\n`);
  return status === 0 ? { ...none, passed: 1 } : { ...none, failed: 1 };
}

/** A report from an earlier run must never stand in for one that was not written. */
function freshReport(name: string): string {
  mkdirSync(reports, { recursive: true });
  const file = path.join(reports, name);
  rmSync(file, { force: true });
  return file;
}

function readReport<T>(file: string, status: number, count: (report: T) => Counts, name: (report: T) => string[]): Outcome {
  let counts: Outcome;
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as T;
    counts = { ...count(report), failures: name(report) };
  } catch {
    return { ...none, failed: 1, remark: 'it stopped before it could report' };
  }
  if (counts.failed > 0) return counts;
  if (counts.passed === 0) return { ...counts, failed: 1, remark: 'no test ran' };
  if (status !== 0) return { ...counts, failed: 1, remark: `no test failed, but it ended with status ${status}` };
  return counts;
}

interface VitestOptions { env?: NodeJS.ProcessEnv; gently?: boolean }

async function vitest(project: string, { env = {}, gently = false }: VitestOptions = {}): Promise<Outcome> {
  const report = freshReport(`${project}.json`);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status, output } = await run(process.execPath, [program('vitest', 'vitest.mjs'), ...args], { stream: !gently, gently, env: { ...process.env, ...env } });
  if (gently) process.stdout.write(`\n${output.trimEnd()}\n`);
  return readReport<VitestReport>(report, status, fromVitest, failuresOfVitest);
}

const stages: readonly Stage[] = [
  { name: 'types', title: 'Types', beside: true, run: () => single(path.join(projectFolder, 'scripts', 'typecheck.ts'), [], true) },
  { name: 'layers', title: 'Layers', run: () => single(program('dependency-cruiser', 'bin/dependency-cruiser.mjs'), ['--config', '.dependency-cruiser.cjs', 'src', 'scripts']) },
  // Before the tests that start a centre: its bundle starts in half the time.
  { name: 'build', title: 'Build', run: async () => await build() ? { ...none, passed: 1 } : { ...none, failed: 1 } },
  // On a clock of its own, which stands while others work: it takes what they leave while they wait.
  { name: 'sim', title: 'Simulation of sync', beside: true, run: () => vitest('sim', { gently: true }) },
  { name: 'lint', title: 'Lint', beside: true, run: () => single(program('eslint', 'bin/eslint.js'), ['.', '--max-warnings', '0'], true) },
  // Before the unit tests: windows wait more than they work, and leave time for what runs beside; the unit tests leave none.
  {
    name: 'e2e', title: 'End to end, in a real Electron',
    run: async (finished) => {
      if ((finished.get('build')?.failed ?? 0) > 0) throw new CannotRun('the build did not work');
      const report = freshReport('e2e.json');
      const status = await runEndToEnd([], { PLAYWRIGHT_JSON_OUTPUT_NAME: report });
      return readReport<PlaywrightReport>(report, status, fromPlaywright, failuresOfPlaywright);
    },
  },
  { name: 'unit', title: 'Unit tests', run: () => vitest('unit') },
  { name: 'postgres', title: 'PostgreSQL', run: () => withPostgres((url) => vitest('pg', { env: { CASEFRONT_PG_URL: url } })) },
];

async function runStage(stage: Stage, finished: ReadonlyMap<string, Outcome>): Promise<Outcome> {
  process.stdout.write(`\n=== ${stage.title} ===\n`);
  try {
    return await stage.run(finished);
  } catch (error) {
    if (error instanceof CannotRun) {
      process.stdout.write(`\n!!! ${stage.title} DID NOT RUN: ${error.message}\n`);
      return { ...none, skipped: 1, remark: `did not run: ${error.message.split('\n')[0] ?? ''}` };
    }
    process.stdout.write(`${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
    return { ...none, failed: 1, remark: 'the stage itself broke' };
  }
}

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  process.stderr.write(`There is no stage called ${unknown.join(', ')}. The stages are: ${stages.map((stage) => stage.name).join(', ')}.\n`);
  process.exit(2);
}

const finished = new Map<string, Outcome>();
const rows: string[] = [];
async function runAndNote(stage: Stage): Promise<void> {
  const began = performance.now();
  const outcome = await runStage(stage, finished);
  finished.set(stage.name, outcome);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const columns = [outcome.passed, outcome.failed, outcome.skipped].map((count) => String(count).padStart(8)).join('');
  rows.push(`${stage.name.padEnd(10)}${columns}${seconds.padStart(9)} s${outcome.remark === undefined ? '' : `  ${outcome.remark}`}`);
}

const wanted = stages.filter(({ name }) => chosen.length === 0 || chosen.includes(name));
let beside = Promise.resolve();
for (const stage of wanted) {
  if (stage.beside === true) beside = beside.then(() => runAndNote(stage));
  else await runAndNote(stage);
}
await beside;

for (const failure of [...finished.values()].flatMap(({ failures = [] }) => failures)) process.stdout.write(`\nFAILED  ${failure.replace(`${projectFolder}/`, '')}\n`);
const total = [...finished.values()].reduce<Counts>(add, none);
process.stdout.write(`\n${'stage'.padEnd(10)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'skipped'.padStart(8)}${'time'.padStart(9)}\n${rows.join('\n')}\n\n`);
process.stdout.write(`${summaryLine(total)}\n`);
process.exitCode = succeeded(total) ? 0 : 1;
