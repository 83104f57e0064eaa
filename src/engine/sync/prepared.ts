/**
 * A fetch by a copy that the centre has prepared: its bytes are fetched, from any byte on, and written anew under this
 * desk's key, in a thread of its own. Whatever goes wrong with it, the desk fetches page by page as it always could.
 */
import { v4 as uuid } from 'uuid';
import { existsSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { fail, succeed, type Failure, type Outcome } from '#contract/failures.ts';
import { maySeePrepared } from '#contract/prepared.ts';
import type { PreparedOffer } from '#contract/wire.ts';
import { diskFailure, isDiskFault } from '../store/disk-faults.ts';
import { makeOwn } from '../store/prepared-file.ts';
import { CACHE_VERSION } from '../store/schema.ts';
import { removeDatabase } from '../store/sealed-database.ts';
import type { Fetched, FetchOptions } from './bootstrap.ts';
import type { SyncDesk } from './sync-desk.ts';

export interface PreparedFetch {
  /** Leaves a cache in the staged file's place; null where the desk is to fetch page by page. */
  fetch: (how: Pick<FetchOptions, 'onProgress'> & { wanted: 'soonest' | 'whole' }, signal: AbortSignal) => Promise<Outcome<Fetched> | null>;
  /** Removes what was begun and never finished. */
  clear: () => void;
}

/** As much of a desk as this needs. */
export interface PreparedDesk extends Pick<SyncDesk, 'stagedFile' | 'key' | 'scopes'> {
  client: Pick<SyncDesk['client'], 'head' | 'prepared' | 'preparedBytes'>;
  session: Pick<SyncDesk['session'], 'authorised'>;
  state: Pick<SyncDesk['state'], 'reached'>;
}

/** What no other way of fetching would mend. */
const FINAL: ReadonlySet<Failure['code']> = new Set(['signed-out', 'too-old', 'too-new', 'wipe-ordered', 'paused']);
const TOLD_EVERY = 1024 * 1024;
/** Times that the bytes of one copy are asked for and nothing comes, from a centre that answers other questions. */
const MOST_TRIES = 4;

export function createPreparedFetch(desk: PreparedDesk): PreparedFetch {
  /** Copies that did not do: each is tried once. */
  const spurned = new Set<string>();
  const folder = path.dirname(desk.stagedFile);
  const partOf = (id: string): string => path.join(folder, `cache.prepared-${id}.part`);

  return {
    clear: () => { removeLeft(folder, null); },
    async fetch({ wanted, onProgress }, signal) {
      if (!maySeePrepared(desk.scopes())) {
        removeLeft(folder, null);
        return null;
      }
      // A line that is down is told as soon as ever; behind a centre that answers, a fault is this way's own.
      const head = await desk.session.authorised((token) => desk.client.head(token, 0, 0, signal));
      if (!head.ok) return head;
      const offered = await desk.session.authorised((token) => desk.client.prepared(token, { layout: CACHE_VERSION, wanted }, signal));
      if (!offered.ok && FINAL.has(offered.failure.code)) return offered;
      const fits = ({ id, epoch }: PreparedOffer): boolean => epoch === head.value.epoch && !spurned.has(id);
      const offer = offered.ok && fits(offered.value) ? offered.value : null;
      removeLeft(folder, offer === null ? null : partOf(offer.id));
      if (offer === null) return null;
      const came = partOf(offer.id);
      let fetched = await download(desk, offer, came, onProgress, signal);
      for (let tries = 1; !fetched.ok && fetched.failure.code === 'centre-unreachable' && !signal.aborted; tries += 1) {
        // A silence is no fault of the copy: a line that is down is said to be, and a centre that answers is asked again.
        const back = await desk.session.authorised((token) => desk.client.head(token, 0, 0, signal));
        if (!back.ok) return back;
        if (tries === MOST_TRIES) break;
        fetched = await download(desk, offer, came, onProgress, signal);
      }
      if (!fetched.ok && (FINAL.has(fetched.failure.code) || isDiskFault(fetched.failure.code) || signal.aborted)) return fetched;
      if (fetched.ok) {
        // How far that is nobody knows.
        onProgress({ table: 'search', done: offer.rows, total: 0 });
        const made = await ownFrom(desk, offer, came, signal);
        if (made.ok || isDiskFault(made.failure.code) || signal.aborted) return made;
      }
      spurned.add(offer.id);
      rmSync(came, { force: true });
      return null;
    },
  };

  async function ownFrom({ key, scopes, stagedFile }: PreparedDesk, offer: PreparedOffer, came: string, signal: AbortSignal): Promise<Outcome<Fetched>> {
    const { epoch, version, part } = offer;
    // A name of its own: a thread that was left to itself may still be writing into the one before.
    const ownFile = path.join(folder, `cache.prepared-${uuid()}.own`);
    renameSync(came, ownFile);
    const wanted = { head: { epoch, version }, part, scopes: scopes(), sha256: offer.sha256 };
    const made = await makeOwn(ownFile, { came: Buffer.from(offer.key, 'hex'), own: key }, wanted, signal);
    if (made.ok) {
      removeDatabase(stagedFile);
      renameSync(ownFile, stagedFile);
      return succeed({ head: { epoch, version }, part });
    }
    if (made.fault === 'stopped') return fail('centre-unreachable', 'The fetch was stopped.');
    removeDatabase(ownFile);
    return isDiskFault(made.fault) ? diskFailure(made.fault, 'goes-on') : fail('not-found', 'The copy did not do.');
  }
}

function removeLeft(folder: string, but: string | null): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const file = path.join(folder, name);
    if (!/^cache\.prepared-[\da-f-]+\.(part|own)(-wal|-shm)?$/.test(name) || file === but) continue;
    try {
      rmSync(file, { force: true });
    } catch (error) {
      // Windows keeps a file that a thread still writes: the next fetch removes it.
      if (!isHeld(error)) throw error;
    }
  }
}

const isHeld = (error: unknown): boolean => error instanceof Error && 'code' in error && (error.code === 'EBUSY' || error.code === 'EPERM');

/** Goes on after each cut for as long as every try brings something. */
async function download(
  desk: PreparedDesk, { id, rows, bytes }: PreparedOffer, part: string, onProgress: FetchOptions['onProgress'], signal: AbortSignal,
): Promise<Outcome<null>> {
  const file = await open(part, 'a');
  let told = 0;
  let fault: unknown = null;
  try {
    let at = (await file.stat()).size;
    for (;;) {
      if (at > bytes) return fail('not-found', 'The copy is longer than it should be.');
      if (at === bytes) {
        await file.sync();
        return succeed(null);
      }
      const from = at;
      const came = await desk.session.authorised((token) => desk.client.preparedBytes(token, { id, from }, (some) => {
        try {
          writeSync(file.fd, some);
        } catch (error) {
          fault = error;
          throw error;
        }
        at += some.length;
        if (at - told < TOLD_EVERY) return;
        told = at;
        onProgress({ table: 'prepared', done: Math.floor(rows * at / bytes), total: rows });
      }, signal));
      if (fault !== null) return isFull(fault) ? diskFailure('disk-full', 'goes-on') : fail('not-found', 'The copy could not be written here.');
      if (!came.ok && (at === from || signal.aborted)) return came;
      if (at === from) return fail('not-found', 'The copy is shorter than it should be.');
      desk.state.reached();
    }
  } finally {
    await file.close();
  }
}

const isFull = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOSPC';
