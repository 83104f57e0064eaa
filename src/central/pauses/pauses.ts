/** Planned pauses at the centre: announced ahead, kept in a shared table, so that every desk has them with its feed. */
import { announcementFault, endOf, pauseInForce, type AnnouncementFault } from '#domain/pauses/pauses.ts';
import { asId, type PauseId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import type { SystemPause } from '#domain/records/council.ts';
import { v7 as uuid } from 'uuid';
import { fail, succeed, type Failure, type Outcome } from '#contract/failures.ts';
import { audit } from '../commands/audit.ts';
import { lockHead } from '../feed/write-changes.ts';
import type { CentralStore, CentralTransaction } from '../pg/central-store.ts';

export type Announcement = Pick<SystemPause, 'startsAt' | 'endsAt' | 'reason'>;
/** Whoever announces: a person at a desk, or the account of whoever runs the centre's own command. */
export interface Announcer { staffId: string; deviceId: string }

const faults: Record<AnnouncementFault, string> = {
  'ends-before-it-begins': 'The pause ends before it begins. Give a later end.',
  'over-already': 'That time is over already. Give a pause that lies ahead, or one that runs now.',
  'too-long': 'A pause lasts at most 30 days. Announce a shorter one, and another after it if it goes on.',
  'too-far': 'That is more than a year ahead. Announce it nearer the time.',
  'no-reason': 'Say why in a few words: everybody reads it.',
  'reason-too-long': 'The reason is longer than 200 characters. Shorten it.',
  overlaps: 'Another pause is announced for that time. Cancel it first, then announce this one.',
};

const readPauses = async (transaction: CentralTransaction): Promise<SystemPause[]> =>
  await transaction.load({ kind: 'rows', table: 'pause', where: {} }) as SystemPause[];

/** Every pause that was ever announced, the first to begin first. */
export async function listPauses(store: CentralStore): Promise<SystemPause[]> {
  const pauses = await store.transaction(readPauses);
  return pauses.sort((a, b) => a.startsAt - b.startsAt);
}

export async function announcePause(store: CentralStore, announced: Announcement, by: Announcer, now: number): Promise<Outcome<SystemPause>> {
  return store.transaction(async (transaction) => {
    // Two announcements take their turns, or each would find the time free.
    await lockHead(transaction, transaction.council);
    const fault = announcementFault(announced, await readPauses(transaction), now);
    if (fault !== null) return fail('bad-input', faults[fault]);
    const pause: SystemPause = {
      id: asId<PauseId>(uuid()), startsAt: announced.startsAt, endsAt: announced.endsAt, reason: announced.reason.trim(), announcedAt: now, cancelledAt: null,
    };
    await transaction.write([put('pause', pause)]);
    await audit(transaction, { at: now, ...by, action: 'announce-pause', subject: pause.id, detail: { startsAt: pause.startsAt, endsAt: pause.endsAt } });
    return succeed(pause);
  });
}

/** Calls a pause off, or ends early the one that runs. */
export async function cancelPause(store: CentralStore, id: string, by: Announcer, now: number): Promise<Outcome<SystemPause>> {
  return store.transaction(async (transaction) => {
    await lockHead(transaction, transaction.council);
    const pause = await transaction.load({ kind: 'row', table: 'pause', id }) as SystemPause | null;
    if (pause === null) return fail('not-found', 'No pause has that number. List them to see which there are.');
    if (endOf(pause) <= now) return fail('not-allowed', 'That pause is over or was cancelled already.');
    const cancelled: SystemPause = { ...pause, cancelledAt: now };
    await transaction.write([put('pause', cancelled)]);
    await audit(transaction, { at: now, ...by, action: 'cancel-pause', subject: id, detail: {} });
    return succeed(cancelled);
  });
}

/** What a desk that sends work is told while a pause is in force, or null. Reading goes on: news of its end must arrive. */
export async function pausedNow(store: CentralStore, now: number): Promise<Failure | null> {
  const { rows } = await store.query<SystemPause>(
    `SELECT id, starts_at AS "startsAt", ends_at AS "endsAt", reason, announced_at AS "announcedAt", cancelled_at AS "cancelledAt" FROM pause
     WHERE council = $1 AND starts_at <= $2 AND ends_at > $2 AND (cancelled_at IS NULL OR cancelled_at > $2)`, [store.council, now]);
  const pause = pauseInForce(rows, now);
  if (pause === null) return null;
  return fail('paused', 'The council’s systems are paused, as announced. Your work is kept on this desk and sent when they are back.', { until: endOf(pause) }).failure;
}
