/**
 * Keeps the desk with the centre for as long as it is open: send, read, wait for news. What fails is tried again, sooner
 * when somebody asks; what a person must mend is told once and tried again now and then.
 */
import type { TroubleCode } from '#contract/engine-protocol.ts';
import { succeed, type Failure, type Outcome } from '#contract/failures.ts';
import { askForLimits, renewLimits } from '../authority/limits.ts';
import { diskFailure, isDiskFault } from '../store/disk-faults.ts';
import { faultOf } from '../store/sealed-database.ts';
import { fetchArriving, isArriving } from './arriving.ts';
import { createBehind, type Behind } from './behind.ts';
import { bootstrapFrom, type FetchOptions } from './bootstrap.ts';
import { learnScopes } from './learn-scopes.ts';
import { createNews } from './news.ts';
import { pause as pauseUntil } from './pause.ts';
import { createPreparedFetch, type PreparedFetch } from './prepared.ts';
import { pullAll } from './pull.ts';
import { pushAll } from './push.ts';
import { tellCentre } from './restored.ts';
import { sourceFrom } from './row-source.ts';
import { owesReceipt, sendReceipts } from './send-receipts.ts';
import type { SyncDesk } from './sync-desk.ts';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 3000;
/** While a planned pause is in force. Its end wakes the desk by itself; this is for one that ends early. */
const RESTING_PAUSE_MS = 30_000;
const FIRST_RESET_PAUSE_MS = 5000;
const LONGEST_RESET_PAUSE_MS = 10 * 60_000;
/** After what only a person can mend. */
const BARRED_PAUSE_MS = 30_000;

/** A damaged file is no trouble of the loop's: it ends it. */
export type Trouble = Exclude<TroubleCode, 'cache-damaged'>;

export interface Follower {
  /** There is something to send, or a pause began or ended: go round at once. `asked`: also send in spite of a pause. */
  kick: (asked?: boolean) => void;
  stop: () => Promise<void>;
}

export interface FollowOptions {
  desk: SyncDesk;
  trouble: (code: Trouble) => void;
  /** The centre has this desk wiped, and what could be sent has been; `unsent` is what could not. */
  wipe: (token: string, unsent: number) => void;
  /** What is no expected failure, e.g. a damaged file; the loop has ended. */
  onError: (error: unknown) => void;
}

export function startFollowing({ desk, trouble, wipe, onError }: FollowOptions): Follower {
  const stopping = new AbortController();
  let waking = new AbortController();
  let pauses = 0;
  const resets = resetBackOff();
  let told: Failure['code'] | Trouble | null = null;
  let asked = false;
  /** The centre took nothing: a pause is in force there, whatever this desk knows of it. */
  let turnedAway = false;

  const news = createNews(desk);
  const prepared = createPreparedFetch(desk);
  const behind = createBehind({
    desk, prepared, onError,
    onReady: () => { waking.abort(); },
  });

  /** One time round; it ends well when there was news or the wait for it was over. */
  async function round(): Promise<Outcome<unknown>> {
    const { signal } = stopping;
    if (desk.cache.meta().epoch === null) {
      const fetched = await fetchAnew(desk, { behind, prepared }, signal);
      if (!fetched.ok) return fetched;
    }
    if (!desk.state.connected) {
      const met = await learnFirst(desk, signal);
      if (!met.ok) return met;
    }
    await sendReceipts(desk, signal);
    // Before and after: the centre's report says whose work is on its way.
    for (const step of [tellCentre, pushUnlessPaused, tellCentre]) {
      const done = await step(desk, signal);
      if (!done.ok) return done;
    }
    const pulled = await pullAll(desk, news.page, signal);
    if (!pulled.ok) return pulled;
    // Before the desk says that it is connected: from then on it could be cut off at any moment.
    const limits = await renewLimits(desk, signal);
    if (!limits.ok) return limits;
    answered();
    await behind.heedScopes();
    if (behind.ready) {
      const placed = await behind.putInPlace(signal);
      if (!placed.ok) return placed;
    }
    behind.start();
    if (isToSend() || owesReceipt(desk)) return succeed(null);
    if (isArriving(desk)) return fetchArriving(desk, signal);
    return waitForNews();
  }

  const isResting = (): boolean => turnedAway || desk.restingUntil() !== null;

  const isToSend = (): boolean => !isResting() && desk.outbox.isDue(desk.now());

  /** A desk does not knock all through a pause: it sends when the pause is over, or when its person asks. */
  async function pushUnlessPaused(_desk: SyncDesk, signal: AbortSignal): Promise<Outcome<unknown>> {
    const insists = asked;
    asked = false;
    turnedAway = false;
    if (desk.restingUntil() !== null && !insists) return succeed(null);
    const pushed = await pushAll(desk, signal);
    if (pushed.ok || pushed.failure.code !== 'paused') return pushed;
    turnedAway = true;
    return succeed(null);
  }

  async function waitForNews(): Promise<Outcome<unknown>> {
    for (;;) {
      const { epoch, cursor } = desk.cache.meta();
      const signal = AbortSignal.any([stopping.signal, waking.signal]);
      const word = await news.next({ epoch, version: cursor }, signal);
      if (signal.aborted) return succeed(null);
      // A head that stands before this desk is that of a centre put back to an earlier day: the next pull says so.
      if (!word.ok || word.value === 'moved' || isToSend()) return word;
      desk.cache.heard(desk.now());
      desk.lease.touched(null);
      desk.signal('status');
      // Turned away for a pause that this desk's clock does not see: nothing here would say when it is over.
      if (turnedAway && desk.restingUntil() === null) return succeed(null);
    }
  }

  function answered(): void {
    pauses = 0;
    told = null;
    resets.followed();
    news.connected();
    desk.lease.touched(null);
    if (isResting()) desk.state.paused(desk.now());
    else desk.state.reached();
  }

  async function handle(failure: Failure): Promise<void> {
    if (failure.code === 'wipe-ordered') {
      const sent = await pushAll(desk, stopping.signal, Number.POSITIVE_INFINITY);
      // The line broke while there was work to send: the order stands, and so does the work.
      if (!sent.ok && sent.failure.code === 'centre-unreachable') return handle(sent.failure);
      const { waiting, needsAttention } = desk.outbox.counts();
      wipe(String(failure.details?.['wipe'] ?? ''), waiting + needsAttention);
      return pause(BARRED_PAUSE_MS);
    }
    if (failure.code === 'wrong-epoch' || failure.code === 'reset') {
      const seconds = Number(failure.details?.['retryAfter'] ?? 0);
      // Many desks fetch at once: this one goes on with the copy it has until its turn.
      if (seconds > 0) {
        desk.state.reached();
        return pause(seconds * 1000 + Math.random() * 1000);
      }
      const early = resets.early();
      if (early > 0) {
        tell('reset-again');
        desk.state.lost(desk.now(), 'reset-again');
        return pause(early);
      }
      desk.noteEvent('reset');
      const fetched = await fetchAnew(desk, { behind, prepared }, stopping.signal);
      if (fetched.ok) return resets.fetched();
      const again = fetched.failure.code === 'wrong-epoch' || (fetched.failure.code === 'reset' && fetched.failure.details?.['retryAfter'] === undefined);
      return handle(again ? { ...fetched.failure, code: 'unexpected' } : fetched.failure);
    }
    if (failure.code === 'signed-out' || failure.code === 'too-old' || failure.code === 'too-new') {
      desk.state.barred(failure.code);
      tell(failure.code);
      return pause(BARRED_PAUSE_MS);
    }
    if (isDiskFault(failure.code)) tell(failure.code);
    if (desk.restingUntil() !== null) {
      desk.state.paused(desk.now());
      return pause(RESTING_PAUSE_MS / 2 + Math.random() * RESTING_PAUSE_MS);
    }
    desk.state.lost(desk.now(), isDiskFault(failure.code) ? failure.code : null);
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** pauses);
    pauses += 1;
    // Desks that lost the centre together must not all come back at the same instant.
    return pause(longest / 2 + Math.random() * longest / 2);
  }
  function tell(code: Trouble): void {
    if (told !== code) trouble(code);
    told = code;
  }
  function pause(ms: number): Promise<void> {
    return pauseUntil(ms, AbortSignal.any([stopping.signal, waking.signal]));
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      waking = new AbortController();
      let outcome = await round().catch(diskFaultOrThrow);
      // What mends one failure may meet another: a copy is fetched anew, and the disk is full.
      while (!outcome.ok && !stopping.signal.aborted) outcome = await handle(outcome.failure).then(() => succeed(null), diskFaultOrThrow);
    }
  }
  const ended = loop().catch((error: unknown) => {
    if (!stopping.signal.aborted) onError(error);
  });

  return {
    kick(insists = false) {
      pauses = 0;
      asked ||= insists;
      waking.abort();
    },
    async stop() {
      stopping.abort();
      await Promise.all([behind.stop(), news.stop()]);
      await ended;
    },
  };
}

/** Back in touch: what may no longer be seen goes before work is sent, which may take a while, and before rows are read. */
async function learnFirst(desk: SyncDesk, signal: AbortSignal): Promise<Outcome<null>> {
  const head = await desk.session.authorised((token) => desk.client.head(token, 0, 0, signal));
  if (!head.ok) return head;
  // Of another history it says nothing about this copy, which is fetched anew.
  if (head.value.scopes !== undefined && head.value.epoch === desk.cache.meta().epoch) learnScopes(desk, head.value.scopes);
  return succeed(null);
}

/**
 * A desk that is told to fetch anew right after it has must not go on doing that. From the first whole fetch on until
 * the feed has been followed once, each further one waits longer.
 */
export function resetBackOff(forward: () => number = () => performance.now()): { early: () => number; fetched: () => void; followed: () => void } {
  let fetches = 0;
  let notBefore = 0;
  return {
    /** Milliseconds for which it is too early to fetch again. */
    early: () => Math.max(0, notBefore - forward()),
    fetched() {
      notBefore = forward() + Math.min(LONGEST_RESET_PAUSE_MS, FIRST_RESET_PAUSE_MS * 2 ** fetches);
      fetches += 1;
    },
    followed() {
      fetches = 0;
      notBefore = 0;
    },
  };
}

/** What the disk does is mended by a person while the desk stays open; anything else thrown is a bug or a damaged file. */
function diskFaultOrThrow(error: unknown): Outcome<never> {
  const fault = faultOf(error);
  if (!isDiskFault(fault)) throw error;
  return diskFailure(fault, 'goes-on');
}

async function fetchAnew(desk: SyncDesk, { behind, prepared }: { behind: Behind; prepared: PreparedFetch }, signal: AbortSignal): Promise<Outcome<unknown>> {
  // Both write to the one staged file.
  await behind.stop();
  desk.state.fetching('begun');
  const onProgress: FetchOptions['onProgress'] = (progress) => { desk.state.fetching(progress); };
  const fetched = await prepared.fetch({ wanted: 'soonest', onProgress }, signal) ?? await bootstrapFrom(sourceFrom(desk, signal), {
    stagedFile: desk.stagedFile, key: desk.key, scopes: desk.scopes(), now: () => desk.now(), wanted: 'soonest', gently: false, onProgress,
  });
  // With the copy comes what may be decided by it; where that fails now, the next round asks.
  if (fetched.ok && !signal.aborted) await askForLimits(desk, signal);
  // Said before the file is published: whoever reads the new rows reads the new state with them.
  desk.state.fetching('over');
  if (fetched.ok && !signal.aborted) {
    if (fetched.value.part === 'people') desk.state.arriving({ table: 'contact', done: 0, total: 0 });
    desk.publishStaged();
  }
  return fetched;
}
