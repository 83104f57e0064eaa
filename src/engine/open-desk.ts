/** Opens one person's desk: both files, the overlay, live queries, and the loop that keeps it with the centre. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Actor } from '#domain/commands/command.ts';
import { asId } from '#domain/ids.ts';
import { endOf, pauseInForce } from '#domain/pauses/pauses.ts';
import type { SignedInPerson } from '#contract/channels.ts';
import type { SyncEventKind } from '#contract/diagnostics.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { LiveEvent, SyncStatus } from '#contract/views.ts';
import type { SignInAnswer, WireStaff } from '#contract/wire.ts';
import { learnKnownCommands } from './commands/parked.ts';
import { createLiveViews, type LiveViews } from './live/live-views.ts';
import { createReadiness } from './pauses/readiness.ts';
import { watchPauses } from './pauses/pause-watch.ts';
import { overlayFrom } from './outbox/replay.ts';
import { readReference, referenceTables } from './queries/reference.ts';
import { openCache, type CacheStore } from './store/cache-store.ts';
import { openOutbox, type OutboxStore } from './store/outbox-store.ts';
import { faultOf, putInPlace, removeDatabase, setAside, type FileFault } from './store/sealed-database.ts';
import type { CentralClient } from './sync/central-client.ts';
import { createCentralSession } from './sync/central-session.ts';
import { createLease, DEFAULT_LEASE_HOURS, leaseOver } from './sync/lease.ts';
import { startFollowing, type Follower, type Trouble } from './sync/follow.ts';
import { learnScopes } from './sync/learn-scopes.ts';
import type { SyncDesk } from './sync/sync-desk.ts';
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
  /** How much of the person's work the centre does not have, at first and whenever it is another number. */
  unsent: (count: number) => void;
  /** Milliseconds of a clock that only goes forward. */
  forward: () => number;
  onError: (error: unknown) => void;
  nextSubscription: () => number;
}

/** Who sits here, kept in the outbox so that the desk opens without the centre. */
interface KeptPerson {
  staff: WireStaff;
  council: { id: string; name: string };
  scopes: string[];
  refreshToken: string;
  siteName: string | null;
}

export interface OpenDesk {
  desk: SyncDesk;
  live: LiveViews;
  follower: Follower;
  person: () => SignedInPerson;
  closed: () => boolean;
  /** Ends the loop, closes both files and forgets the key. */
  close: () => Promise<void>;
}

const SITE_NAME_WAIT_MS = 2000;

/** What is noted of a phase; the moments before the first answer are no news. */
const eventOf: Record<SyncStatus['phase'], SyncEventKind | null> = {
  starting: null, 'first-fetch': 'fetching', online: 'online', offline: 'offline', paused: 'paused', 'signed-out': 'signed-out', 'too-old': 'too-old', 'too-new': 'too-new',
};

const actorOf = (staff: WireStaff): Actor =>
  ({ staffId: asId(staff.id), name: staff.name, post: staff.post, role: staff.role, siteId: asId(staff.siteId) });

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

function openOutboxFile({ folder, key, setOutboxAside }: OpenArgs, now: number): Outcome<OutboxStore> {
  const file = path.join(folder, 'outbox.db');
  let opened = openOutbox(file, key);
  if (!opened.ok && setOutboxAside && opened.fault !== 'disk-full') {
    setAside(file, opened.fault, now);
    opened = openOutbox(file, key);
  }
  if (opened.ok) return succeed(opened.value);
  switch (opened.fault) {
    case 'disk-full': return diskFull();
    case 'newer': return fail('outbox-newer', 'The unsent work on this computer was written by a newer Casefront. Update Casefront to send it.');
    case 'damaged': return fail('outbox-damaged', 'The file with this desk’s unsent work is damaged. Keep it for your administrator and begin a new one.');
  }
}

function openCacheFile({ folder, key, rebuildCache }: OpenArgs, outbox: OutboxStore, now: number): Outcome<CacheStore> {
  const file = path.join(folder, 'cache.db');
  const { waiting, needsAttention } = outbox.counts();
  const unsent = waiting + needsAttention;
  if (rebuildCache && existsSync(file)) {
    const standing = openCache(file, key);
    if (standing.ok) standing.value.close();
    setAside(file, asideWord(standing.ok ? 'damaged' : standing.fault), now);
  }
  const opened = openCache(file, key);
  if (opened.ok) return succeed(opened.value);
  switch (opened.fault) {
    case 'disk-full': return diskFull();
    case 'newer': return fail('cache-newer', 'This computer’s copy was made by a newer Casefront. Update Casefront, or fetch the copy anew.', { unsent });
    case 'damaged': {
      const keptAs = setAside(file, 'damaged', now);
      return fail('cache-damaged', 'This computer’s copy is damaged. It has been put aside; fetch it anew. Unsent work is safe.', { unsent, keptAs });
    }
  }
}

const offsetIn = (outbox: OutboxStore): number => Number(outbox.getMeta('clockOffset') ?? 0);

function leaseIsOver({ since }: { since: number }, outbox: OutboxStore): Outcome<never> {
  const { waiting, needsAttention } = outbox.counts();
  return fail('lease-over', 'This desk has not been in touch for too long to open without the centre. Connect it to go on; your unsent work is safe.',
    { since, unsent: waiting + needsAttention });
}

const asideWord = (fault: FileFault): 'damaged' | 'newer' => fault === 'newer' ? 'newer' : 'damaged';
const diskFull = (): Outcome<never> => fail('disk-full', 'This computer’s disk is full. Free some space and try again; nothing has been lost.');

function whoIs(signIn: SignInAnswer | null, outbox: OutboxStore): Outcome<KeptPerson> {
  const kept = outbox.getMeta('person') as KeptPerson | null;
  if (signIn === null) {
    return kept === null ? fail('unknown-person', 'Nobody has used this desk before. Connect to the centre and sign in once.') : succeed(kept);
  }
  if (kept !== null && kept.staff.id !== signIn.staff.id) {
    return fail('not-allowed', 'This desk’s files belong to somebody else. Sign in as them, or use another profile.');
  }
  return succeed(keep(outbox, signIn, kept?.siteName ?? null));
}

function keep(outbox: OutboxStore, { staff, council, scopes, refreshToken }: SignInAnswer, siteName: string | null): KeptPerson {
  const person: KeptPerson = { staff, council, scopes, refreshToken, siteName };
  outbox.setMeta('person', person);
  return person;
}

/** Before the first fetch this desk has no sites; the one this person sits at is shown from the first moment. */
async function siteNameOf(person: KeptPerson, cache: CacheStore, client: CentralClient, signIn: SignInAnswer | null): Promise<string | null> {
  const here = cache.row('site', person.staff.siteId)?.row.name ?? null;
  if (here !== null || signIn === null) return here ?? person.siteName;
  const page = await client.snapshot(signIn.token, { table: 'site', after: '', limit: 1000 }, AbortSignal.timeout(SITE_NAME_WAIT_MS));
  const row = page.ok ? page.value.rows.find((one) => one.row['id'] === person.staff.siteId)?.row : undefined;
  return typeof row?.['name'] === 'string' ? row['name'] : person.siteName;
}

function assemble(
  { folder, key, deviceId, signIn }: OpenArgs, { client, now, deliver, trouble, wipe, unsent, forward, onError, nextSubscription }: DeskOptions,
  opened: KeptPerson, outbox: OutboxStore, openedCache: CacheStore,
): OpenDesk {
  const cacheFile = path.join(folder, 'cache.db');
  const closing = new AbortController();
  let kept = opened;
  let actor = actorOf(kept.staff);
  let cache = openedCache;
  overlayFrom({ actor, outbox }, cache, cache.meta().cursor);
  let reference = readReference(cache);

  const noteEvent = (kind: SyncEventKind): void => {
    try {
      outbox.noteEvent(kind, now());
    } catch (error) {
      // On a full disk the story of the connection has a gap; the work itself says that the disk is full.
      if (faultOf(error) !== 'disk-full') throw error;
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
      kept = keep(outbox, answer, kept.siteName);
      actor = actorOf(kept.staff);
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
  }
  let toldUnsent: number | null = null;
  const tellUnsent = (): void => {
    const { waiting, needsAttention } = outbox.counts();
    if (waiting + needsAttention === toldUnsent) return;
    unsent(toldUnsent = waiting + needsAttention);
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
  const readinessOf = createReadiness();
  const statusNow = (): SyncStatus => {
    const own = state.status(outbox.counts(), cache.meta());
    const running = pauseInForce(reference.pauses, centreNow());
    const oldest = own.waiting === 0 ? null : outbox.unsent(1)[0]?.madeAt ?? null;
    const status = {
      ...own,
      lastGoodSyncAt: own.lastHeardAt === null || oldest === null ? own.lastHeardAt : Math.min(own.lastHeardAt, oldest),
      // Whole seconds: it is measured anew with each answer, and no countdown is finer.
      clockOffset: Math.round(session.clockOffset() / 1000) * 1000,
      pausedUntil: own.phase !== 'paused' ? null : running === null ? pauseWatch.restingUntil() : endOf(running),
    };
    return { ...status, readiness: readinessOf(desk, status, centreNow()) };
  };
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
    get status() { return statusNow(); },
    get connection() { return state.connected ? 'online' : 'offline'; },
    outbox, now, deviceId, client, session, state, lease, key, noteEvent,
    restingUntil: () => pauseWatch.restingUntil(),
    stagedFile: path.join(folder, 'cache.staged.db'),
    scopes: () => kept.scopes,
    learnScopes(scopes) {
      kept = { ...kept, scopes };
      outbox.setMeta('person', kept);
    },
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
      if (before !== null && epoch !== null && before !== epoch) outbox.offerAgain(epoch, now());
      else outbox.setMeta('epoch', epoch);
      overlayFrom({ actor, outbox }, staged, cursor);
      staged.close();
      cache.close();
      putInPlace(desk.stagedFile, cacheFile);
      replaceCache(mustOpen(cacheFile, key));
      outbox.reached(cursor, now());
    },
    dropCache() {
      cache.close();
      removeDatabase(cacheFile);
      replaceCache(mustOpen(cacheFile, key));
    },
  };
  const live: LiveViews = createLiveViews(desk, deliver, onError, nextSubscription);
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
  if (signIn !== null) learnCommands(signIn);
  const follower = startFollowing({ desk, trouble, wipe, onError });
  pauseWatch.look();

  return {
    desk, live, follower,
    closed: () => closing.signal.aborted,
    person: () => ({
      staffId: kept.staff.id, name: kept.staff.name, post: kept.staff.post, role: kept.staff.role, siteId: kept.staff.siteId,
      siteName: kept.siteName ?? '', councilName: kept.council.name,
    }),
    async close() {
      closing.abort();
      clearInterval(minute);
      pauseWatch.stop();
      live.close();
      await follower.stop();
      keepTime();
      noteEvent('closed');
      cache.close();
      outbox.close();
      key.fill(0);
    },
  };
}

function mustOpen(file: string, key: Uint8Array): CacheStore {
  const opened = openCache(file, key);
  if (!opened.ok) throw new Error(`A copy that was just written can't be opened: ${opened.fault}.`);
  return opened.value;
}
