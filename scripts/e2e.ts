/** The end-to-end tests: the built app in a real Electron, driven by Playwright. `npm run e2e -- <Playwright's own words>`. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, buildIsStale } from './build.ts';
import { launchSettings, provisionElectron, runWithDisplay } from './runtime/provision.ts';
import { CannotRun, step } from './runtime/steps.ts';

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
