/**
 * The centre put back to an earlier day. What desks were told after that day is gone here, so their copies and their
 * cursors mean nothing any more: a new epoch says so, and each desk fetches its copy anew and offers its work again.
 */
import { randomUUID } from 'node:crypto';
import { RETAINED_MS, type RestoreReport } from '#contract/restore.ts';
import { audit } from '../commands/audit.ts';
import type { CentralStore, CentralTransaction } from '../pg/central-store.ts';

export interface Restore {
  epoch: string;
  noticedAt: number;
  /** The last moment this record knows of; null where it knows of none. */
  restoredTo: number | null;
}

export interface NoticedRestore {
  by: RestoreReport['noticedBy'];
  now: number;
  /** What was recorded from here on was recorded after the restore, and does not tell how far back it went. */
  before?: number;
  /** Nothing is done where the epoch is another by now: somebody else noticed first. */
  epoch?: string;
}

/** Begins a new epoch; null where one was begun already. */
export async function recordRestore(store: CentralStore, { by, now, before = now + 1, epoch }: NoticedRestore): Promise<Restore | null> {
  const identity = await identityOf(store);
  return store.transaction(async (transaction) => {
    const { rows: heads } = await transaction.query<{ epoch: string }>('SELECT epoch FROM sync_head WHERE council = $1 FOR UPDATE', [store.council]);
    const previous = heads[0]?.epoch;
    if (previous === undefined) throw new Error('the council has no feed');
    if (epoch !== undefined && previous !== epoch) return null;
    const restore: Restore = { epoch: randomUUID(), noticedAt: now, restoredTo: await lastKnown(transaction, before) };
    await transaction.query('UPDATE sync_head SET epoch = $2 WHERE council = $1', [store.council, restore.epoch]);
    await transaction.query(`INSERT INTO restore (council, epoch, previous_epoch, noticed_at, restored_to, noticed_by) VALUES ($1, $2, $3, $4, $5, $6)`,
      [store.council, restore.epoch, previous, now, restore.restoredTo, by]);
    await rememberIdentity(transaction, identity);
    await audit(transaction, { at: now, staffId: 'centre', deviceId: 'centre', action: 'restored', subject: null, detail: { by, restoredTo: restore.restoredTo } });
    return restore;
  });
}

/** When anybody last did something that is on this record. */
async function lastKnown(transaction: CentralTransaction, before: number): Promise<number | null> {
  const { rows } = await transaction.query<{ at: number | null }>(`SELECT max(at) AS at FROM (
      SELECT max(at) AS at FROM audit WHERE council = $1 AND action <> 'restored' AND at < $2
      UNION ALL SELECT max(received_at) FROM command_result WHERE council = $1 AND received_at < $2
      UNION ALL SELECT max(last_seen_at) FROM device WHERE council = $1 AND last_seen_at < $2
    ) AS known`, [transaction.council, before]);
  return rows[0]?.at ?? null;
}

/**
 * A PostgreSQL that was restored says so itself: another cluster has another identifier, and one brought back to a point
 * in time, or a standby put in its place, is on another timeline. The embedded store has no such thing.
 */
async function identityOf(store: CentralStore): Promise<string | null> {
  if (store.kind !== 'postgres') return null;
  try {
    const { rows } = await store.query<{ identity: string }>(
      `SELECT system_identifier::text || '/' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) AS identity FROM pg_control_system()`);
    return rows[0]?.identity ?? null;
  } catch {
    // Not every account may ask, nor does every compatible database answer: then an administrator or a desk says it.
    return null;
  }
}

const rememberIdentity = async (transaction: CentralTransaction, identity: string | null): Promise<void> => {
  if (identity === null) return;
  await transaction.query('INSERT INTO lineage (council, identity) VALUES ($1, $2) ON CONFLICT (council) DO UPDATE SET identity = excluded.identity',
    [transaction.council, identity]);
};

/** At the start of a centre: whether the database is another than the last time. */
export async function noticeAtStart(store: CentralStore, now: number): Promise<Restore | null> {
  const identity = await identityOf(store);
  if (identity === null) return null;
  // Several centres may start at once and all find it: the epoch that stood before is ended once.
  const { epoch } = await store.head();
  const { rows } = await store.query<{ identity: string }>('SELECT identity FROM lineage WHERE council = $1', [store.council]);
  const known = rows[0]?.identity;
  if (known !== undefined && known !== identity) return recordRestore(store, { by: 'database', now, epoch });
  if (known === undefined) await store.transaction((transaction) => rememberIdentity(transaction, identity));
  return null;
}

/** The restore that began this epoch. Null where none did. */
export async function restoreOf(transaction: Pick<CentralTransaction, 'query'>, council: string, epoch: string): Promise<Restore | null> {
  const { rows } = await transaction.query<Restore>(
    `SELECT epoch, noticed_at AS "noticedAt", restored_to AS "restoredTo" FROM restore WHERE council = $1 AND epoch = $2`, [council, epoch]);
  return rows[0] ?? null;
}

/** While desks may still bring work that is missing here. */
export const isUnderWay = ({ noticedAt }: Restore, now: number): boolean => now < noticedAt + RETAINED_MS;
