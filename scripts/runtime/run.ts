/** Starting other programs from a script: quietly with the output kept, or streamed; never left behind. */
import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const projectFolder = path.resolve(import.meta.dirname, '..', '..');

export interface RunResult {
  /** Exit status; 1 for a program ended by a signal or the time limit. */
  status: number;
  /** What it printed on both streams (empty when streamed). */
  output: string;
  timedOut: boolean;
}

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Let it print straight to this terminal. */
  stream?: boolean;
  timeoutMs?: number;
  /** Takes only what other programs leave of the processors. */
  gently?: boolean;
}

/** The full path of a program on PATH, or undefined. */
export function findProgram(name: string, extraFolders: readonly string[] = []): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), ...extraFolders];
  return folders.filter((folder) => folder !== '').map((folder) => path.join(folder, name)).find((file) => {
    try { accessSync(file, constants.X_OK); return true; } catch { return false; }
  });
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  // Our own process group, so that a wrapper like xvfb-run does not leave its server and the app behind.
  try { process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal); } catch { /* already gone */ }
}

/** It runs on what others leave of the processors. */
function stepBack(pid: number): void {
  os.setPriority(pid, os.constants.priority.PRIORITY_LOW);
  // A group of its own is a session, which Linux gives an equal share of the processors whatever priority its programs have: unless the session steps back, too.
  try { writeFileSync(`/proc/${String(pid)}/autogroup`, '19'); } catch { /* another system, or a kernel without it */ }
}

/** Runs a program to its end, in a group of its own. When this process is told to stop it ends the group, waits, and exits. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const child = spawn(command, args, {
    cwd: options.cwd ?? projectFolder,
    env: options.env ?? process.env,
    stdio: options.stream === true ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  if (options.gently === true && child.pid !== undefined) stepBack(child.pid);
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  let timedOut = false;
  const timer = options.timeoutMs === undefined ? undefined : setTimeout(() => { timedOut = true; endGroup(child, 'SIGKILL'); }, options.timeoutMs);
  let stopped = false;
  const stop = (signal: NodeJS.Signals): void => { stopped = true; endGroup(child, signal); };
  const onExit = (): void => { endGroup(child, 'SIGKILL'); };
  process.on('SIGINT', stop).on('SIGTERM', stop).on('exit', onExit);
  try {
    return await new Promise<RunResult>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => { resolve({ status: code ?? 1, output: Buffer.concat(chunks).toString('utf8'), timedOut }); });
    });
  } finally {
    clearTimeout(timer);
    process.off('SIGINT', stop).off('SIGTERM', stop).off('exit', onExit);
    // The caller was told to stop too; tidying up hangs on the exit event.
    if (stopped) process.exit(130);
  }
}

/** The last lines of a program's output, for an error sentence. */
export function lastLines(output: string, count = 8): string {
  return output.trimEnd().split('\n').slice(-count).join('\n');
}
