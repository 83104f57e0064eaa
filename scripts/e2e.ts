/** The end-to-end tests: the built app in a real Electron, driven by Playwright. `npm run e2e -- <Playwright's own words>`. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { launchSettings, provisionElectron, runWithDisplay } from './runtime/provision.ts';
import { projectFolder, run } from './runtime/run.ts';
import { CannotRun, step } from './runtime/steps.ts';

const built = ['out/main/index.js', 'out/main/engine.js', 'out/preload/index.cjs', 'out/renderer/index.html'];
const settings = ['package.json', 'electron.vite.config.ts'];

/** The newest change below a folder; a folder's own time tells of files removed. The centre and the tests are not in the build. */
function newest(file: string): number {
  const stat = statSync(file);
  if (!stat.isDirectory()) return /\.test\.tsx?$/.test(file) ? 0 : stat.mtimeMs;
  if (path.relative(projectFolder, file) === path.join('src', 'central')) return 0;
  return Math.max(stat.mtimeMs, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}

/** Whether out/ is missing or older than what it is made from. */
export function buildIsStale(): boolean {
  const files = built.map((name) => path.join(projectFolder, name));
  if (!files.every((file) => existsSync(file))) return true;
  const oldest = Math.min(...files.map((file) => statSync(file).mtimeMs));
  return ['src', ...settings].some((name) => newest(path.join(projectFolder, name)) > oldest);
}

/** Builds the app into out/, printing only what goes wrong. Returns whether it worked. */
export async function build(): Promise<boolean> {
  const cli = path.join(projectFolder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const result = await run(process.execPath, [cli, 'build', '--logLevel', 'warn']);
  if (result.output.trim() !== '') process.stdout.write(`${result.output.trimEnd()}\n`);
  return result.status === 0;
}

/**
 * Runs Playwright over the whole set, or what `args` choose. Returns its exit status.
 * @throws CannotRun when no Electron can be had on this machine.
 */
export async function runEndToEnd(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  if (buildIsStale() && !await step('Building the app', build, (worked) => worked ? 'done' : 'did not work')) return 1;
  const how = launchSettings(await provisionElectron());
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
  return runWithDisplay(how, process.execPath, [cli, 'test', ...args], env);
}

if (process.argv[1] === import.meta.filename) {
  try {
    process.exitCode = await runEndToEnd(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
