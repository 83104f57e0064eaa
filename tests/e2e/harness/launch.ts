/** Starts the built app as a person would, in a real Electron. `npm run e2e` sets the two variables it reads. */
import { _electron, type ElectronApplication } from '@playwright/test';
import path from 'node:path';

const projectFolder = path.resolve(import.meta.dirname, '..', '..', '..');
const CLOSE_LIMIT_MS = 10_000;

export interface LaunchOptions {
  /** The folder for everything the app keeps; a new one for a new workstation. */
  userData: string;
  env?: Record<string, string>;
  /** Another app than ours. */
  appFolder?: string;
  /** Words after the app's own folder on the command line. */
  args?: readonly string[];
}

function fromScript(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set. Run the end-to-end tests with \`npm run e2e\`, which finds an Electron for them.`);
  return value;
}

function withoutUndefined(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => value === undefined ? [] : [[name, value]]));
}

const printed = new WeakMap<ElectronApplication, string[]>();

/** Opens the built app. The caller closes it: `closeApp`, or `app.close()`. */
export async function launchApp({ userData, appFolder = projectFolder, env = {}, args = [] }: LaunchOptions): Promise<ElectronApplication> {
  const flags = JSON.parse(fromScript('CASEFRONT_ELECTRON_ARGS')) as string[];
  const app = await _electron.launch({
    executablePath: fromScript('CASEFRONT_ELECTRON'),
    args: [...flags, `--user-data-dir=${userData}`, '-r', path.join(import.meta.dirname, 'hold.cjs'), appFolder, ...args],
    env: { ...withoutUndefined(process.env), ...env },
    cwd: projectFolder,
    // Otherwise Playwright switches the sandbox off on every Linux, and the tests are not of the app we ship.
    chromiumSandbox: true,
  });
  const chunks: string[] = [];
  printed.set(app, chunks);
  app.process().stderr?.on('data', (chunk: Buffer) => { chunks.push(chunk.toString('utf8')); });
  return app;
}

/** What the app's processes have printed on standard error since Playwright attached, also after it has gone. */
export function stderrOf(app: ElectronApplication): string {
  return (printed.get(app) ?? []).join('');
}

/** Asks the app to quit; one that has not within ten seconds is killed, and this rejects. Harmless when it has already gone. */
export async function closeApp(app: ElectronApplication): Promise<void> {
  const child = app.process();
  if (child.exitCode !== null || child.signalCode !== null) return;
  let killed = false;
  const timer = setTimeout(() => { killed = true; child.kill('SIGKILL'); }, CLOSE_LIMIT_MS);
  try { await app.close(); } finally { clearTimeout(timer); }
  if (killed) throw new Error(`The app did not quit within ${CLOSE_LIMIT_MS / 1000} seconds and was killed. It printed:\n${stderrOf(app).slice(-2000)}`);
}
