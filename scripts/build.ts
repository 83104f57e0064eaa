/** `npm run build`: the app and the centre, bundled into out/, and whether what stands there is of today's sources. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectFolder, run } from './runtime/run.ts';

const app = ['out/main/index.js', 'out/main/engine.js', 'out/preload/index.cjs', 'out/renderer/index.html'];
const centre = ['out/central/cli.js', 'out/central/write-copy.js'];
const settings = ['package.json', 'electron.vite.config.ts', 'centre.vite.config.ts'];

/** The newest change below a folder; a folder's own time tells of files removed. The tests are not in the build. */
function newest(file: string): number {
  const stat = statSync(file);
  if (!stat.isDirectory()) return /\.test\.tsx?$/.test(file) ? 0 : stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}

function isStale(built: readonly string[]): boolean {
  const files = built.map((name) => path.join(projectFolder, name));
  if (!files.every((file) => existsSync(file))) return true;
  const oldest = Math.min(...files.map((file) => statSync(file).mtimeMs));
  return ['src', ...settings].some((name) => newest(path.join(projectFolder, name)) > oldest);
}

/** Whether out/ is missing or older than what it is made from. */
export const buildIsStale = (): boolean => isStale([...app, ...centre]);

/** What runs the centre: its bundle, or its sources where the bundle is missing or older. */
export const centreEntry = (): string => path.join(projectFolder, isStale(centre) ? 'src/central/cli.ts' : 'out/central/cli.js');

/** Builds into out/, printing only what goes wrong. Returns whether it worked. */
export async function build(): Promise<boolean> {
  const commands = [['electron-vite', 'bin/electron-vite.js', '--logLevel', 'warn'], ['vite', 'bin/vite.js', '--config', 'centre.vite.config.ts']];
  const worked = await Promise.all(commands.map(async ([packageName = '', file = '', ...args]) => {
    const { status, output } = await run(process.execPath, [path.join(projectFolder, 'node_modules', packageName, file), 'build', ...args]);
    if (output.trim() !== '') process.stdout.write(`${output.trimEnd()}\n`);
    return status === 0;
  }));
  return worked.every(Boolean);
}

if (process.argv[1] === import.meta.filename) process.exitCode = await build() ? 0 : 1;
