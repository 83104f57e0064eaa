/**
 * The rest of a first fetch, while somebody works already with the part that came first. It is fetched whole into a file
 * beside the cache, in steps too short to hold up a keystroke, and the cache follows the feed meanwhile. When it is
 * whole it reads the feed up to where the cache stands, so that nothing on the screen goes back in time, and takes the
 * cache's place in one rename. No row is ever written into a cache behind the feed's back.
 */
import { succeed, type Outcome } from '#contract/failures.ts';
import { sameScopes } from '#contract/scopes.ts';
import { openCache } from '../store/cache-store.ts';
import { removeDatabase } from '../store/sealed-database.ts';
import { fetchAllArriving } from './arriving.ts';
import { bootstrapFrom } from './bootstrap.ts';
import { pause } from './pause.ts';
import type { PreparedFetch } from './prepared.ts';
import { sourceFrom } from './row-source.ts';
import type { SyncDesk } from './sync-desk.ts';

const TRY_AGAIN_MS = 3000;
const ROWS = 1000;

export interface Behind {
  /** Begins, or goes on, where the cache is a part; does nothing where it is whole or this is under way. */
  start: () => void;
  /** What may be seen has changed: rows that came for what it was before go, and it begins anew. */
  heedScopes: () => Promise<void>;
  /** Fetched whole, and to be put in place between two readings of the feed. */
  readonly ready: boolean;
  putInPlace: (signal: AbortSignal) => Promise<Outcome<null>>;
  /** What has come is kept; the next start goes on from it. */
  stop: () => Promise<void>;
}

export interface BehindOptions {
  desk: SyncDesk;
  prepared: PreparedFetch;
  onReady: () => void;
  onError: (error: unknown) => void;
}

export function createBehind({ desk, prepared, onReady, onError }: BehindOptions): Behind {
  let stopping = new AbortController();
  let running: Promise<void> | null = null;
  let ready = false;
  let scopes: string[] = [];

  async function run(signal: AbortSignal): Promise<void> {
    for (;;) {
      const fetched = await prepared.fetch({ wanted: 'whole', onProgress: (progress) => { desk.state.arriving(progress); } }, signal)
        ?? await bootstrapFrom(sourceFrom(desk, signal), {
          stagedFile: desk.stagedFile, key: desk.key, scopes, now: () => desk.now(), wanted: 'whole', gently: true,
          onProgress: (progress) => {
            // A keystroke's worth of work may have waited for the last step: whoever closes the desk need not wait for all.
            signal.throwIfAborted();
            desk.state.arriving(progress);
          },
        });
      if (signal.aborted) return;
      if (fetched.ok && await bringTheRest(desk, signal)) {
        ready = true;
        return onReady();
      }
      await pause(TRY_AGAIN_MS, signal);
      if (signal.aborted) return;
    }
  }

  async function stop(): Promise<void> {
    stopping.abort();
    ready = false;
    await running;
  }

  return {
    get ready() { return ready; },
    start() {
      if (running !== null || ready || desk.cache.meta().part === 'whole') return;
      stopping = new AbortController();
      const { signal } = stopping;
      scopes = desk.scopes();
      running = run(signal).catch((error: unknown) => {
        if (!signal.aborted) onError(error);
      }).finally(() => { running = null; });
    },
    async putInPlace(signal) {
      ready = false;
      const caughtUp = await catchUp(desk, signal);
      if (!caughtUp.ok) return caughtUp;
      if (caughtUp.value === 'outdated') {
        removeDatabase(desk.stagedFile);
        return succeed(null);
      }
      desk.state.arriving(null);
      desk.publishStaged();
      return succeed(null);
    },
    async heedScopes() {
      if ((running === null && !ready) || sameScopes(scopes, desk.scopes())) return;
      await stop();
      removeDatabase(desk.stagedFile);
      prepared.clear();
    },
    stop,
  };
}

/** A prepared copy holds what everybody may see; what more this person has on the screen already may not go again. */
async function bringTheRest(desk: SyncDesk, signal: AbortSignal): Promise<boolean> {
  const opened = openCache(desk.stagedFile, desk.key);
  if (!opened.ok) return false;
  try {
    for (;;) {
      const arrived = await fetchAllArriving(desk, opened.value, signal);
      if (arrived.ok || signal.aborted) return arrived.ok;
      await pause(TRY_AGAIN_MS, signal);
    }
  } finally {
    opened.value.close();
  }
}

/** Reads the feed into the staged file until it is no older than the cache; `outdated` where what may be seen has changed. */
async function catchUp(desk: SyncDesk, signal: AbortSignal): Promise<Outcome<'caught-up' | 'outdated'>> {
  const opened = openCache(desk.stagedFile, desk.key);
  if (!opened.ok) return succeed('outdated');
  const staged = opened.value;
  try {
    for (;;) {
      const { epoch, cursor, scopes, proof } = staged.meta();
      if (epoch === null || epoch !== desk.cache.meta().epoch || !sameScopes(scopes, desk.cache.meta().scopes)) return succeed('outdated');
      const page = await desk.session.authorised((token) => desk.client.pull(token, {
        epoch, cursor, limit: ROWS, ...proof == null ? {} : { proof },
      }, signal));
      if (!page.ok) return page;
      if (!sameScopes(scopes, page.value.scopes)) return succeed('outdated');
      staged.transaction((writer) => {
        for (const change of page.value.changes) writer.applyServer(change);
        // Its word that it stood there goes with the cursor, as in any page of the feed.
        writer.setMeta({ lastHeardAt: desk.now(), ...page.value.version >= cursor ? { cursor: page.value.version, proof: page.value.proof } : {} });
      });
      if (!page.value.more && staged.meta().cursor >= desk.cache.meta().cursor) return succeed('caught-up');
    }
  } finally {
    staged.close();
  }
}
