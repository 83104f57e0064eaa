/** How the desk stands with the centre, put together for the screen and for the rules that shrink offline. */
import { endOf, pauseInForce } from '#domain/pauses/pauses.ts';
import type { SyncEventKind } from '#contract/diagnostics.ts';
import type { SyncStatus } from '#contract/views/sync.ts';
import { limitsOf } from './authority/limits.ts';
import { createReadiness } from './pauses/readiness.ts';
import type { SyncDesk } from './sync/sync-desk.ts';

const HOUR_MS = 3_600_000;
/** Before the end of a lease there is time to find a connection. */
const LEASE_ENDS_SOON_MS = 8 * HOUR_MS;

/** What is noted of a phase; the moments before the first answer are no news. */
export const eventOf: Record<SyncStatus['phase'], SyncEventKind | null> = {
  starting: null, 'first-fetch': 'fetching', online: 'online', offline: 'offline', paused: 'paused', 'signed-out': 'signed-out', 'too-old': 'too-old', 'too-new': 'too-new',
};

export function createDeskStatus(): (desk: SyncDesk) => SyncStatus {
  const readinessOf = createReadiness();
  return (desk) => {
    const { outbox, cache, reference, session, state, lease } = desk;
    const offset = session.clockOffset();
    const centreNow = desk.now() + offset;
    const own = state.status(outbox.counts(), cache.meta());
    const running = pauseInForce(reference.pauses, centreNow);
    const oldest = own.waiting === 0 ? null : outbox.unsent(1)[0]?.madeAt ?? null;
    const { at: leaseEndsAt, left } = lease.end();
    const limitsUntil = limitsOf(desk)?.expiresAt;
    const status = {
      ...own,
      lastGoodSyncAt: own.lastHeardAt === null || oldest === null ? own.lastHeardAt : Math.min(own.lastHeardAt, oldest),
      // Whole seconds: it is measured anew with each answer, and no countdown is finer.
      clockOffset: Math.round(offset / 1000) * 1000,
      pausedUntil: own.phase !== 'paused' ? null : running === null ? desk.restingUntil() : endOf(running),
      ...left > LEASE_ENDS_SOON_MS || state.connected ? {} : { leaseEndsAt },
      ...limitsUntil === undefined ? {} : { limitsUntil },
    };
    return { ...status, readiness: readinessOf(desk, status, centreNow) };
  };
}
