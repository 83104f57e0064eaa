import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { closeDoor, newDoorKey, openDoor } from './admin/door.ts';
import { readCouncil } from './demo/council-files.ts';
import { loadCouncil } from './demo/load-council.ts';
import { startUpkeep, type Upkeep } from './feed/upkeep.ts';
import { keepHolidaysAhead } from './holidays/holidays.ts';
import { buildServer } from './http/server.ts';
import { localAccounts } from './identity/local-accounts.ts';
import { importIntoCouncil } from './import/import-contacts.ts';
import { renderReport, saveReport } from './import/report.ts';
import type { CentralStore } from './pg/central-store.ts';
import { startMatching, type Matching } from './matching/keep-matching.ts';
import { lockFolder, type FolderLock } from './pg/folder-lock.ts';
import { openStore, type Connection } from './pg/open-store.ts';
import { startPreparing, type PreparedCopies } from './prepared/prepared-copies.ts';
import { inTenths } from './progress.ts';
import { noticeAtStart } from './restore/restores.ts';

export interface ServeOptions {
  councilFolder: string;
  store: Connection;
  host: string;
  port: number;
  /** Made up for an empty store. */
  residents: number;
  importCsv: string | null;
  /** Where prepared copies are kept; null for the usual place, `off` for none. */
  prepared: string | null;
  logger: Logger;
  print: (line: string) => void;
  stopping: AbortSignal;
}

/** Serves one council. Resolves when it listens, or with the reason why it can't; `stopped` resolves after `stopping`. */
export async function serve(options: ServeOptions): Promise<Outcome<{ stopped: Promise<void> }>> {
  const council = await readCouncil(options.councilFolder);
  if (!council.ok) return council;
  const lock = options.store.kind === 'pglite' && options.store.folder !== null ? await lockFolder(options.store.folder) : succeed(null);
  if (!lock.ok) return lock;
  const opened = await openCentralStore(options.store, council.value.profile.id);
  if (!opened.ok) {
    await lock.value?.release();
    return opened;
  }
  const store = opened.value;
  if (await noticeAtStart(store, Date.now()) !== null) options.print('The database is another than the last time: desks fetch their copies anew and send their work again.');
  const filled = await fill(store, options);
  const prepared = await prepare(store, options);
  const listening = filled.ok ? await listen(store, options, council.value.profile, prepared) : filled;
  if (!listening.ok) {
    await prepared?.stop();
    await closeStore(store, lock.value);
    return listening;
  }
  const upkeep = startUpkeep(store, { clock: Date.now, chores: [keepHolidaysAhead], onError: (error) => { options.logger.error({ err: error }, 'the feed could not be compacted'); } });
  const matching = startMatching(store, { clock: Date.now, onError: (error) => { options.logger.error({ err: error }, 'who is entered twice could not be looked for'); } });
  return succeed({ stopped: untilStopped(listening.value, store, lock.value, { upkeep, matching, prepared }, options) });
}

/** Beside the embedded store; with PostgreSQL, in a folder of this centre's own among the machine's temporary files. */
async function prepare(store: CentralStore, { prepared, store: connection, logger }: ServeOptions): Promise<PreparedCopies | null> {
  if (prepared === 'off') return null;
  const usual = connection.kind === 'pglite' && connection.folder !== null ? path.join(connection.folder, 'prepared') : null;
  const folder = prepared ?? usual ?? await mkdtemp(path.join(os.tmpdir(), 'casefront-prepared-'));
  const copies = startPreparing(store, { folder, clock: Date.now, onError: (error) => { logger.error({ err: error }, 'a copy could not be prepared; desks fetch page by page'); } });
  if (prepared !== null || usual !== null) return copies;
  return { ...copies, stop: async () => {
    await copies.stop();
    await rm(folder, { recursive: true, force: true });
  } };
}

export async function openCentralStore(connection: Connection, council: string): Promise<Outcome<CentralStore>> {
  try {
    // PGlite's own files stand in a folder of theirs, beside the lock and the reports.
    return succeed(await openStore({ connection: connection.kind === 'pglite' && connection.folder !== null
      ? { kind: 'pglite', folder: path.join(connection.folder, 'store') } : connection, council }));
  } catch (error) {
    // The address of a PostgreSQL may hold a password, and so may the text of its error.
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return fail('unexpected', connection.kind === 'postgres'
      ? `The PostgreSQL given with --postgres can't be used${code}. Check that it runs, the address, the password and that the account may create tables.`
      : `The store in the data folder can't be opened${code}. Put the folder aside and restore it from a backup, or give --data another.`);
  }
}

async function fill(store: CentralStore, options: ServeOptions): Promise<Outcome<null>> {
  const { print } = options;
  const onProgress = inTenths(print);
  const { loaded } = await loadCouncil(store, options.councilFolder, { residents: options.residents, onProgress });
  if (loaded) print('The council is loaded.');
  if (options.importCsv === null) return succeed(null);
  const imported = await importIntoCouncil(store, options.councilFolder, options.importCsv, onProgress);
  if (!imported.ok) return imported;
  print(renderReport(imported.value));
  if (options.store.kind === 'pglite' && options.store.folder !== null) {
    const saved = await saveReport(imported.value, path.join(options.store.folder, 'imports'));
    print(`The report is kept as ${saved.report}, rows left out as ${saved.rejected}.`);
  }
  return succeed(null);
}

async function listen(store: CentralStore, options: ServeOptions, profile: { name: string; demoPassphrase: string | null; offlineLeaseHours: number }, prepared: PreparedCopies | null): Promise<Outcome<FastifyInstance>> {
  const doorKey = newDoorKey();
  const app = await buildServer({
    doorKey, store, prepared, identity: localAccounts(store, Date.now), councilName: profile.name, demoPassphrase: profile.demoPassphrase, leaseHours: profile.offlineLeaseHours, logger: options.logger,
    metricsToken: process.env['CASEFRONT_METRICS_TOKEN'] ?? null,
  });
  try {
    await app.listen({ host: options.host, port: options.port });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    await app.close();
    if (code === 'EADDRINUSE') return fail('not-allowed', `Port ${String(options.port)} is taken by another program. Stop it, or give --port another number (0 takes any free one).`);
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL') return fail('not-allowed', `Nothing can listen on ${options.host}, port ${String(options.port)} (${code}). Give --host and --port others.`);
    throw error;
  }
  const { port } = app.server.address() as AddressInfo;
  const url = `http://${options.host}:${String(port)}`;
  if (options.store.kind === 'pglite' && options.store.folder !== null) await openDoor(options.store.folder, url, doorKey);
  options.print(JSON.stringify({ listening: url }));
  return succeed(app);
}

async function untilStopped(app: FastifyInstance, store: CentralStore, lock: FolderLock | null, { upkeep, matching, prepared }: { upkeep: Upkeep; matching: Matching; prepared: PreparedCopies | null }, { stopping, store: connection }: ServeOptions): Promise<void> {
  if (!stopping.aborted) await once(stopping, 'abort');
  if (connection.kind === 'pglite' && connection.folder !== null) await closeDoor(connection.folder);
  await Promise.all([upkeep.stop(), matching.stop(), prepared?.stop()]);
  await app.close();
  await closeStore(store, lock);
}

async function closeStore(store: CentralStore, lock: FolderLock | null): Promise<void> {
  await store.close();
  await lock?.release();
}
