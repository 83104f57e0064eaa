/** Runs the central case store as a process of its own, so that it can be stopped, killed and started like the real one. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { centreEntry } from './build.ts';

export const projectFolder = path.resolve(import.meta.dirname, '..');

/** Words to Node for a centre that serves for seconds: optimising its WebAssembly would take longer than all it does. */
export const BRIEFLY = ['--liftoff-only'];

export interface CentreOptions {
  councilFolder: string;
  /** Where the embedded store keeps its files; ignored with `postgres`. */
  dataFolder: string;
  postgres?: string | undefined;
  /** 0 takes any free port. */
  port?: number;
  residents?: number | undefined;
  importCsv?: string | undefined;
  /** Words to Node itself. */
  nodeArgs?: readonly string[];
  /** Each line the centre prints while it gets ready. */
  onLine?: (line: string) => void;
  /** The process, before it is ready: to be killed half way through its start. */
  onSpawn?: (child: ChildProcess) => void;
}

export interface CentreProcess {
  url: string;
  port: number;
  child: ChildProcess;
  /** Asks it to stop and waits until it has. */
  stop: () => Promise<void>;
  /** `kill -9`: no chance to tidy up. */
  kill: () => Promise<void>;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Starts the centre and resolves when it listens; rejects with what it printed where it does not. */
export async function startCentre(options: CentreOptions): Promise<CentreProcess> {
  const args = [centreEntry(), 'serve', '--council', options.councilFolder, '--port', String(options.port ?? 0), '--log', 'warn'];
  args.push(...(options.postgres === undefined ? ['--data', options.dataFolder] : ['--postgres', options.postgres]));
  if (options.residents !== undefined) args.push('--residents', String(options.residents));
  if (options.importCsv !== undefined) args.push('--import', options.importCsv);
  const child = spawn(process.execPath, [...options.nodeArgs ?? [], ...args], { cwd: projectFolder, stdio: ['ignore', 'pipe', 'pipe'] });
  // Whoever started it may be told to end at once, and nobody would ever stop it then.
  const alone = (): void => { child.kill('SIGKILL'); };
  process.once('exit', alone);
  child.once('exit', () => { process.off('exit', alone); });
  options.onSpawn?.(child);
  const printed: string[] = [];
  const note = (line: string): void => {
    printed.push(line);
    if (printed.length > 200) printed.shift();
    options.onLine?.(line);
  };
  createInterface({ input: child.stderr }).on('line', note);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{"listening"')) { note(line); return; }
      resolve((JSON.parse(line) as { listening: string }).listening);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`The central store stopped before it was ready (status ${String(code)}).\n${printed.join('\n')}`));
    });
  });
  return {
    url, port: Number(new URL(url).port), child,
    stop: async () => { child.kill('SIGTERM'); await ended(child); },
    kill: async () => { child.kill('SIGKILL'); await ended(child); },
  };
}
