/**
 * A cache file that was written at the centre under a key of its own. It travels as it is; at the desk every page is
 * written anew under the desk's key, and the key it came with opens nothing there any more.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Head } from '#contract/wire.ts';
import { covers } from '#contract/scopes.ts';
import { tableNames } from '#contract/tables.ts';
import { PREPARED_SCOPES, type FetchPart } from '#contract/prepared.ts';
import { readMeta, writeMeta } from './cache-store.ts';
import type { RewriteOrder } from './rewrite.ts';
import { CACHE_VERSION } from './schema.ts';
import { openSealed, versionOf, type FileFault } from './sealed-database.ts';

/** One whole file with no log beside it. Throws where SQLite finds a fault in what was just written. */
export function closeForShipping(file: string, key: Uint8Array): void {
  const opened = openSealed(file, key, { synchronous: 'NORMAL', thorough: true });
  if (!opened.ok) throw new Error(`the prepared copy can't be read again: ${opened.fault}`);
  opened.value.pragma('journal_mode = DELETE');
  opened.value.close();
}

/**
 * Makes the file this desk's own, under its key, in a thread beside this one: some 50 to 80 MB a second. A copy that is
 * half done is worth nothing: whoever calls this removes it where it fails, and where the process was killed in it. Where it
 * is stopped, the thread ends its step by itself and removes the file.
 */
export async function makeOwn(
  file: string, keys: { came: Uint8Array; own: Uint8Array }, wanted: { head: Head; part: FetchPart; scopes: string[]; sha256: string }, signal: AbortSignal,
): Promise<{ ok: true } | { ok: false; fault: FileFault | 'other' | 'stopped' }> {
  const rewritten = await rewriteApart({ file, ...keys, sha256: wanted.sha256 }, signal);
  if (rewritten !== null) return { ok: false, fault: rewritten };
  const opened = openSealed(file, keys.own, { synchronous: 'NORMAL', thorough: false });
  if (!opened.ok) return opened;
  const database = opened.value;
  try {
    if (versionOf(database) !== CACHE_VERSION) return { ok: false, fault: 'other' };
    const { epoch, cursor, part } = readMeta(database);
    if (epoch !== wanted.head.epoch || cursor !== wanted.head.version || part !== wanted.part) return { ok: false, fault: 'other' };
    const [table = 'site'] = tableNames;
    // The rest of what this person may see is brought like a scope that was granted since.
    const arriving = wanted.scopes.filter((scope) => !covers(PREPARED_SCOPES, scope)).map((scope) => ({ scope, table, after: '' }));
    writeMeta(database, { scopes: wanted.scopes, arriving });
    return { ok: true };
  } finally {
    database.close();
  }
}

/** The thread's own file: as it is written, or beside the bundle of the engine's process. */
const WORKER = ['./rewrite-worker.ts', './rewrite-worker.js', '../rewrite-worker.js'].map((file) => new URL(file, import.meta.url));

/** A thread that can't be started or breaks makes nothing of the copy; the desk then fetches page by page. */
function rewriteApart(order: Omit<RewriteOrder, 'stopped'>, signal: AbortSignal): Promise<FileFault | 'other' | 'stopped' | null> {
  const entry = WORKER.find((url) => existsSync(fileURLToPath(url)));
  if (entry === undefined) return Promise.resolve('other');
  return new Promise((resolve) => {
    const stopped = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(entry, { workerData: { ...order, stopped }, execArgv: [] });
    signal.addEventListener('abort', () => {
      // SQLite can't be stopped in its step: nobody waits for it.
      Atomics.store(stopped, 0, 1);
      worker.unref();
      resolve('stopped');
    }, { once: true });
    worker.once('message', ({ fault }: { fault: FileFault | null }) => { resolve(fault); });
    worker.once('error', () => { resolve('other'); });
    worker.once('exit', () => { resolve('other'); });
  });
}
