/**
 * A first fetch by a copy that the centre has prepared: its bytes are fetched, from any byte on, and written anew under
 * this desk's key. Whatever goes wrong with it, the desk fetches page by page as it always could.
 */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { fail, succeed, type Failure, type Outcome } from '#contract/failures.ts';
import { PREPARED_SCOPES } from '#contract/prepared.ts';
import { covers } from '#contract/scopes.ts';
import type { PreparedOffer } from '#contract/wire.ts';
import type { CacheMeta } from '../store/cache.ts';
import { makeOwn } from '../store/prepared-file.ts';
import { CACHE_VERSION } from '../store/schema.ts';
import { removeDatabase } from '../store/sealed-database.ts';
import type { Fetched } from './bootstrap.ts';
import type { SyncDesk } from './sync-desk.ts';

/** Leaves a whole cache in the staged file's place; null where the desk is to fetch page by page. */
export type PreparedFetch = (signal: AbortSignal) => Promise<Outcome<Fetched> | null>;

/** As much of a desk as this needs. */
export interface PreparedDesk extends Pick<SyncDesk, 'stagedFile' | 'key' | 'scopes'> {
  client: Pick<SyncDesk['client'], 'head' | 'prepared' | 'preparedBytes'>;
  session: Pick<SyncDesk['session'], 'authorised'>;
  state: Pick<SyncDesk['state'], 'fetching' | 'reached'>;
  cache: { meta: () => Pick<CacheMeta, 'epoch'> };
}

/** What no other way of fetching would mend. */
const FINAL: ReadonlySet<Failure['code']> = new Set(['signed-out', 'too-old', 'too-new', 'wipe-ordered', 'paused']);
/** Where somebody works with a copy that is to be replaced: writing this much anew holds the desk up for about a second. */
const MOST_AT_WORK = 64 * 1024 * 1024;
const TOLD_EVERY = 1024 * 1024;
const DISK_FULL = fail('disk-full', 'This computer’s disk is full. Free some space; Casefront goes on by itself.');

export function createPreparedFetch(desk: PreparedDesk): PreparedFetch {
  /** Copies that did not do: each is tried once. */
  const spurned = new Set<string>();
  const folder = path.dirname(desk.stagedFile);
  const partOf = (id: string): string => path.join(folder, `cache.prepared-${id}.part`);
  const ownFile = path.join(folder, 'cache.prepared.db');

  return async (signal) => {
    removeDatabase(ownFile);
    if (!PREPARED_SCOPES.every((scope) => covers(desk.scopes(), scope))) {
      removeParts(folder, null);
      return null;
    }
    // A line that is down is told as soon as ever; behind a centre that answers, a fault is this way's own.
    const head = await desk.session.authorised((token) => desk.client.head(token, 0, 0, signal));
    if (!head.ok) return head;
    const offered = await desk.session.authorised((token) => desk.client.prepared(token, CACHE_VERSION, signal));
    if (!offered.ok && FINAL.has(offered.failure.code)) return offered;
    const most = desk.cache.meta().epoch === null ? Infinity : MOST_AT_WORK;
    const fits = ({ id, epoch, bytes }: PreparedOffer): boolean => epoch === head.value.epoch && bytes <= most && !spurned.has(id);
    const offer = offered.ok && fits(offered.value) ? offered.value : null;
    removeParts(folder, offer === null ? null : partOf(offer.id));
    if (offer === null) return null;
    const part = partOf(offer.id);
    const fetched = await download(desk, offer, part, signal);
    if (!fetched.ok && (FINAL.has(fetched.failure.code) || fetched.failure.code === 'disk-full' || signal.aborted)) return fetched;
    if (fetched.ok && await sumOf(part) === offer.sha256) {
      renameSync(part, ownFile);
      const { epoch, version } = offer;
      const made = makeOwn(ownFile, { came: Buffer.from(offer.key, 'hex'), own: desk.key }, { head: { epoch, version }, scopes: desk.scopes() });
      if (made.ok) {
        removeDatabase(desk.stagedFile);
        renameSync(ownFile, desk.stagedFile);
        return succeed({ head: { epoch, version }, part: 'whole' });
      }
      removeDatabase(ownFile);
      if (made.fault === 'disk-full') return DISK_FULL;
    }
    spurned.add(offer.id);
    rmSync(part, { force: true });
    return null;
  };
}

function removeParts(folder: string, but: string | null): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const file = path.join(folder, name);
    if (/^cache\.prepared-[\da-f]+\.part$/.test(name) && file !== but) rmSync(file, { force: true });
  }
}

/** Goes on after each cut for as long as every try brings something. */
async function download(desk: PreparedDesk, { id, rows, bytes }: PreparedOffer, part: string, signal: AbortSignal): Promise<Outcome<null>> {
  const file = openSync(part, 'a');
  let told = 0;
  let fault: unknown = null;
  let at = statSync(part).size;
  try {
    for (;;) {
      if (at > bytes) return fail('not-found', 'The copy is longer than it should be.');
      if (at === bytes) {
        fsyncSync(file);
        return succeed(null);
      }
      const from = at;
      const came = await desk.session.authorised((token) => desk.client.preparedBytes(token, { id, from }, (some) => {
        try {
          writeSync(file, some);
        } catch (error) {
          fault = error;
          throw error;
        }
        at += some.length;
        if (at - told < TOLD_EVERY) return;
        told = at;
        desk.state.fetching({ table: 'prepared', done: Math.floor(rows * at / bytes), total: rows });
      }, signal));
      if (fault !== null) return isFull(fault) ? DISK_FULL : fail('not-found', 'The copy could not be written here.');
      if (!came.ok && (at === from || signal.aborted)) return came;
      if (at === from) return fail('not-found', 'The copy is shorter than it should be.');
      desk.state.reached();
    }
  } finally {
    closeSync(file);
  }
}

const isFull = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOSPC';

async function sumOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
