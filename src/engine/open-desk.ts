/** Opens one person's desk: both files, the overlay, live queries, and the loop that keeps it with the centre. */
import path from 'node:path';
import { endOf } from '#domain/pauses/pauses.ts';
import type { SignedInPerson } from '#contract/channels.ts';
import type { SyncEventKind } from '#contract/diagnostics.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { LiveEvent } from '#contract/views.ts';
import type { SignInAnswer } from '#contract/wire.ts';
import { limitsOf, pinCentreKey, signsLimits } from './authority/limits.ts';
import { learnKnownCommands } from './commands/parked.ts';
import { mustOpen, openCacheFile, openOutboxFile } from './desk-files.ts';
import { createDeskStatus, eventOf } from './desk-status.ts';
import { actorOf, keepPerson, signedInPerson, siteNameOf, whoIs, type KeptPerson } from './kept-person.ts';
import { createLiveViews, type LiveViews } from './live/live-views.ts';
import { watchPauses } from './pauses/pause-watch.ts';
import { overlayFrom } from './outbox/replay.ts';
import { readReference, referenceTables } from './queries/reference.ts';
import type { CacheStore } from './store/cache-store.ts';
import type { OutboxStore } from './store/outbox-store.ts';
import { isDiskFault } from './store/disk-faults.ts';
import { faultOf, putInPlace, removeDatabase } from './store/sealed-database.ts';
import type { CentralClient } from './sync/central-client.ts';
import { createCentralSession } from './sync/central-session.ts';
import { createLease, DEFAULT_LEASE_HOURS, leaseOver } from './sync/lease.ts';
import { watchLease } from './sync/lease-watch.ts';
import { startFollowing, type Follower, type Trouble } from './sync/follow.ts';
import { learnScopes } from './sync/learn-scopes.ts';
import type { SyncDesk } from './sync/sync-desk.ts';
import { createPresence, type DeskPresence } from './sync/presence.ts';
import { createSyncState } from './sync/sync-state.ts';

export interface OpenArgs {
  folder: string;
  key: Uint8Array;
  deviceId: string;
  signIn: SignInAnswer | null;
  rebuildCache: boolean;
  setOutboxAside: boolean;
}

export interface DeskOptions {
  client: CentralClient;
  now: () => number;
  deliver: (event: LiveEvent) => void;
  trouble: (code: Trouble) => void;
  wipe: (token: string, unsent: number) => void;
  /** Out of touch since then, for longer than it may be open; `unsent` pieces of work wait here. */
  leaseOver: (since: number, unsent: number) => void;
  /** How much of the person's work the centre does not have, at first and whenever it is another number. */
  unsent: (count: number) => void;
  /** Milliseconds of a clock that only goes forward. */
  forward: () => number;
  onError: (error: unknown) => void;
  nextSubscription: () => number;
}

export interface OpenDesk {
  desk: SyncDesk;
  live: LiveViews;
  follower: Follower;
  presence: DeskPresence;
  person: () => SignedInPerson;
  closed: () => boolean;
  /** Ends the loop, closes both files and forgets the key. */
  close: () => Promise<void>;
}

export async function openDesk(args: OpenArgs, options: DeskOptions): Promise<Outcome<OpenDesk>> {
  const outbox = openOutboxFile(args, options.now());
  if (!outbox.ok) return outbox;
  const over = args.signIn === null ? leaseOver(outbox.value, options.now(), offsetIn(outbox.value)) : null;
  const person = over === null ? whoIs(args.signIn, outbox.value) : leaseIsOver(over, outbox.value);
  const cache = person.ok ? openCacheFile(args, outbox.value, options.now()) : person;
  if (!person.ok || !cache.ok) {
    outbox.value.close();
    return person.ok ? cache as Outcome<never> : person;
  }
  const siteName = await siteNameOf(person.value, cache.value, options.client, args.signIn);
  const known: KeptPerson = { ...person.value, siteName };
  outbox.value.setMeta('person', known);
  return succeed(assemble(args, options, known, outbox.value, cache.value));
}

const offsetIn = (outbox: OutboxStore): number => Number(outbox.getMeta('clockOffset') ?? 0);

function leaseIsOver({ since }: { since: number }, outbox: OutboxStore): Outcome<never> {
  const { waiting, needsAttention } = outbox.counts();
  return fail('lease-over', 'This desk has not been in touch for too long to open without the centre. Connect it to go on; your unsent work is safe.',
    { since, unsent: waiting + needsAttention });
}

function assemble(
  { folder, key, deviceId, signIn }: OpenArgs, { client, now, deliver, trouble, wipe, leaseOver: tellLeaseOver, unsent, forward, onError, nextSubscription }: DeskOptions,
  opened: KeptPerson, outbox: OutboxStore, openedCache: CacheStore,
): OpenDesk {
  const cacheFile = path.join(folder, 'cache.db');
  const closing = new AbortController();
  let kept = opened;
  let actor = actorOf(kept);
  let cache = openedCache;
  overlayFrom({ actor, outbox }, cache, cache.meta().cursor);
  let reference = readReference(cache);

  const noteEvent = (kind: SyncEventKind): void => {
    try {
      outbox.noteEvent(kind, now());
    } catch (error) {
      // On a disk that takes nothing the story of the connection has a gap; the work itself says so.
      if (!isDiskFault(faultOf(error))) throw error;
    }
  };
  const state = createSyncState((connection) => {
    const kind = eventOf[state.phase];
    if (kind !== null) noteEvent(kind);
    live.signal(connection ? 'connection' : 'status');
  });
  const session = createCentralSession({
    client, deviceId, staffId: kept.staff.id, now, signIn, refreshToken: kept.refreshToken, clockOffset: offsetIn(outbox),
    signal: closing.signal,
    onMeasured(centreTime) { lease.touched(centreTime); },
    onRenewed(answer) {
      kept = keepPerson(outbox, answer, kept.siteName);
      actor = actorOf(kept);
      if (answer.leaseHours !== undefined) lease.granted(answer.leaseHours);
      learnScopes(desk, answer.scopes);
      learnCommands(answer);
    },
  });
  const learnCommands = ({ commands }: SignInAnswer): void => {
    if (commands !== undefined && learnKnownCommands(desk, commands)) live.allStale();
  };
  const lease = createLease(outbox, {
    now, clockOffset: () => session.clockOffset(), forward,
    pauses: () => reference.pauses.map((pause) => ({ from: pause.startsAt, until: endOf(pause) })),
  });
  if (signIn !== null) {
    lease.touched(signIn.centreTime);
    lease.granted(signIn.leaseHours ?? DEFAULT_LEASE_HOURS);
    pinCentreKey(outbox, signIn.centreKey);
  }
  let toldUnsent: number | null = null;
  const unsentNow = (): number => {
    const { waiting, needsAttention } = outbox.counts();
    return waiting + needsAttention;
  };
  const tellUnsent = (): void => {
    const count = unsentNow();
    if (count !== toldUnsent) unsent(toldUnsent = count);
  };
  const keepTime = (): void => {
    outbox.setMeta('clockOffset', session.clockOffset());
    lease.keep();
  };
  const centreNow = (): number => now() + session.clockOffset();
  const pauseWatch = watchPauses({
    deviceId, centreNow, pauses: () => reference.pauses,
    changed() {
      live.signal('status');
      follower.kick();
    },
  });
  const statusOf = createDeskStatus();
  const replaceCache = (next: CacheStore): void => {
    cache = next;
    reference = readReference(cache);
    pauseWatch.look();
    live.allStale();
  };

  const desk: SyncDesk = {
    get actor() { return actor; },
    get cache() { return cache; },
    get reference() { return reference; },
    get status() { return statusOf(desk); },
    get policyAsOf() {
      const heard = cache.meta().lastHeardAt ?? 0;
      if (state.connected || !signsLimits(outbox)) return heard;
      const limits = limitsOf(desk);
      // Aged by a clock that only goes forward: setting this computer’s back gains nothing.
      return limits === null || lease.now() > limits.expiresAt ? 0 : now() - Math.max(0, Math.round(lease.now() - limits.issuedAt));
    },
    get connection() { return state.connected ? 'online' : 'offline'; },
    outbox, now, centreNow, deviceId, client, session, state, lease, key, noteEvent,
    restingUntil: () => pauseWatch.restingUntil(),
    stagedFile: path.join(folder, 'cache.staged.db'),
    scopes: () => kept.scopes,
    learnScopes(scopes) {
      kept = { ...kept, scopes };
      outbox.setMeta('person', kept);
    },
    present: (subject) => presence.others(subject),
    heardPresent(told) { presence.heard(told); },
    committed(touches) {
      if (touches.some(({ table }) => referenceTables.has(table))) {
        reference = readReference(cache);
        pauseWatch.look();
      }
      live.touched(touches);
    },
    signal(signal) {
      live.signal(signal);
      if (signal === 'outbox') tellUnsent();
    },
    publishStaged() {
      const staged = mustOpen(desk.stagedFile, key);
      const { epoch, cursor } = staged.meta();
      const before = outbox.getMeta('epoch');
      if (before !== null && epoch !== null && before !== epoch) outbox.offerAgain(epoch);
      else outbox.setMeta('epoch', epoch);
      overlayFrom({ actor, outbox }, staged, cursor);
      staged.close();
      cache.close();
      putInPlace(desk.stagedFile, cacheFile);
      replaceCache(mustOpen(cacheFile, key));
      outbox.reached(cursor);
    },
    dropCache() {
      cache.close();
      removeDatabase(cacheFile);
      replaceCache(mustOpen(cacheFile, key));
    },
  };
  const live: LiveViews = createLiveViews(desk, deliver, onError, nextSubscription);
  const presence = createPresence(desk, () => { live.signal('presence'); });
  // Signing in was a contact with the centre: what its answer takes away goes before anything is shown.
  learnScopes(desk, kept.scopes);
  tellUnsent();
  const minute = setInterval(() => {
    live.signal('time');
    keepTime();
    // The clocks may have been found further apart.
    pauseWatch.look();
  }, 60_000);
  noteEvent('opened');
  const leaseWatch = watchLease(lease, (since) => { tellLeaseOver(since, unsentNow()); });
  if (signIn !== null) learnCommands(signIn);
  const follower = startFollowing({ desk, trouble, wipe, onError });
  pauseWatch.look();

  return {
    desk, live, follower, presence,
    closed: () => closing.signal.aborted,
    person: () => signedInPerson(kept),
    async close() {
      // Says with the token at hand that nobody is here: it needs neither files nor key.
      const left = presence.leave();
      closing.abort();
      clearInterval(minute);
      leaseWatch.stop();
      pauseWatch.stop();
      live.close();
      await follower.stop();
      keepTime();
      noteEvent('closed');
      cache.close();
      outbox.close();
      key.fill(0);
      await left;
    },
  };
}
