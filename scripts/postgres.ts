/** A PostgreSQL for one run of the tests: the one named by CASEFRONT_PG_URL, or a cluster of its own that is gone afterwards. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { installDebianPackages, isRoot } from './runtime/apt.ts';
import { findProgram, lastLines, run } from './runtime/run.ts';
import { CannotRun } from './runtime/steps.ts';

const START_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 10_000;

function programFolder(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).filter((name) => /^\d+$/.test(name)).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = versions.map((version) => path.join(debian, version, 'bin'));
  const server = findProgram('postgres', [...folders, '/opt/homebrew/bin', '/usr/local/pgsql/bin']);
  const folder = server === undefined ? undefined : path.dirname(server);
  return folder !== undefined && existsSync(path.join(folder, 'initdb')) ? folder : undefined;
}

/** The server refuses to run as root: the account to run it as, from the machine's own list. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (!isRoot()) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  const account = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody');
  if (account === undefined) throw new CannotRun('PostgreSQL does not run as root, and there is neither a "postgres" nor a "nobody" account to run it as. Set CASEFRONT_PG_URL to a server of yours.');
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

/** setpriv rather than spawn's own uid: it drops the supplementary groups, and has the kernel end the server if we are killed. */
function asUser(user: { uid: number; gid: number } | undefined, command: string, args: readonly string[]): [string, string[]] {
  if (user === undefined) return [command, [...args]];
  return ['setpriv', [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', '--pdeathsig', 'INT', '--', command, ...args]];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answering(url: string, server: ChildProcess, printed: () => string): Promise<void> {
  const until = Date.now() + START_LIMIT_MS;
  for (;;) {
    if (server.exitCode !== null || server.signalCode !== null) throw new CannotRun(`PostgreSQL stopped as it started. It said:\n${lastLines(printed())}`);
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => { /* the attempt below rejects with it */ });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > until) throw new CannotRun(`PostgreSQL did not answer within ${START_LIMIT_MS / 1000} seconds: ${String(error)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/**
 * Calls `work` with the address of an empty database, and takes the server away afterwards whatever happened.
 * With CASEFRONT_PG_URL set that address is passed on, and neither emptied nor stopped.
 * @throws CannotRun with what to do when there is no PostgreSQL on this machine and none can be installed.
 */
export async function withPostgres<T>(work: (connectionString: string) => Promise<T>): Promise<T> {
  const given = process.env['CASEFRONT_PG_URL'] ?? '';
  if (given !== '') return work(given);
  if (programFolder() === undefined) await installDebianPackages(['postgresql'], 'There is no PostgreSQL server on this machine (or set CASEFRONT_PG_URL to one)');
  const programs = programFolder();
  if (programs === undefined) throw new CannotRun('PostgreSQL is installed but its server program was not found. Put it on PATH, or set CASEFRONT_PG_URL.');

  const user = unprivileged();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'casefront-pg-'));
  const data = path.join(folder, 'data');
  const password = randomBytes(16).toString('hex');
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user !== undefined) for (const file of [folder, passwordFile]) chownSync(file, user.uid, user.gid);

  let server: ChildProcess | undefined;
  let printed = '';
  const removeFolder = (): void => { rmSync(folder, { recursive: true, force: true, maxRetries: 5 }); };
  const onExit = (): void => { server?.kill('SIGKILL'); removeFolder(); };
  const onSignal = (): void => { process.exit(130); };
  process.on('exit', onExit).on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
    const [initdb, initdbArgs] = asUser(user, path.join(programs, 'initdb'),
      ['-D', data, '-U', 'casefront', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', `--locale=${locale}`, '--no-sync']);
    const made = await run(initdb, initdbArgs, { cwd: folder });
    if (made.status !== 0) throw new CannotRun(`A temporary PostgreSQL could not be set up. It said:\n${lastLines(made.output)}`);

    const port = await freePort();
    const [command, args] = asUser(user, path.join(programs, 'postgres'), ['-D', data, '-k', folder, '-h', '127.0.0.1', '-p', String(port),
      '-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']);
    server = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [server.stdout, server.stderr]) stream?.on('data', (chunk: Buffer) => { printed = (printed + chunk.toString('utf8')).slice(-20_000); });
    server.once('error', (error) => { printed += String(error); });
    const url = `postgres://casefront:${password}@127.0.0.1:${port}/postgres`;
    await answering(url, server, () => printed);
    return await work(url);
  } finally {
    if (server?.pid !== undefined && server.exitCode === null && server.signalCode === null) {
      const gone = once(server, 'exit');
      // Fast shutdown: it does not wait for a connection somebody forgot to close.
      server.kill('SIGINT');
      const timer = setTimeout(() => server?.kill('SIGKILL'), STOP_LIMIT_MS);
      await gone;
      clearTimeout(timer);
    }
    removeFolder();
    process.off('exit', onExit).off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}
