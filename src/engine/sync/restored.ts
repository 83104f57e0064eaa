/** After a restore of the centre: tells it how much of this desk's work is offered again, and how much of that is left. */
import { succeed, type Outcome } from '#contract/failures.ts';
import type { SyncDesk } from './sync-desk.ts';

/** Says it before the first piece and after the last, so that the centre knows whose work is still to come. */
export async function tellCentre(desk: SyncDesk, signal: AbortSignal): Promise<Outcome<null>> {
  const restore = desk.outbox.restore();
  const { epoch } = desk.cache.meta();
  if (restore === null || restore.epoch !== epoch || restore.toldLeft === 0) return succeed(null);
  const { offered, left } = desk.outbox.offerCounts(epoch);
  if (restore.toldLeft === left) return succeed(null);
  const told = await desk.session.authorised((token) =>
    desk.client.reoffered(token, { epoch, deviceId: desk.deviceId, staffId: desk.actor.staffId, offered, left }, signal));
  // A centre that keeps no report takes the work all the same.
  if (!told.ok && told.failure.code !== 'not-found') return told;
  desk.outbox.noteRestore({ toldLeft: left, ...told.ok ? { restoredTo: told.value.restoredTo } : {} });
  desk.signal('outbox');
  return succeed(null);
}
