/** The reconciliation report: for each restore, what desks brought back, what they could not, and who is still missing. */
import { RETAINED_MS, type OfferOutcome, type ReconciliationItem, type ReofferedRequest, type RestoreReport } from '#contract/restore.ts';
import type { CentralStore } from '../pg/central-store.ts';

const MOST_ITEMS = 500;
/** A report is read for a while after the last desk can have come. */
const SHOWN_MS = 3 * RETAINED_MS;

/** A desk's own word on how far it is. */
export async function noteDesk(store: CentralStore, { epoch, deviceId, staffId, offered, left }: ReofferedRequest, now: number): Promise<void> {
  await store.transaction((transaction) => transaction.query(
    `INSERT INTO restore_desk (council, epoch, device_id, staff_id, heard_at, offered, remaining) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (council, epoch, device_id, staff_id) DO UPDATE SET offered = excluded.offered, remaining = excluded.remaining`,
    [store.council, epoch, deviceId, staffId, now, offered, left]));
}

interface FoundRestore { epoch: string; noticedAt: number; restoredTo: number | null; noticedBy: RestoreReport['noticedBy'] }

/** Every restore of the last three months, the newest first. */
export async function reconciliation(store: CentralStore, now: number): Promise<RestoreReport[]> {
  const { rows } = await store.query<FoundRestore>(
    `SELECT epoch, noticed_at AS "noticedAt", restored_to AS "restoredTo", noticed_by AS "noticedBy" FROM restore
     WHERE council = $1 AND noticed_at > $2 ORDER BY noticed_at DESC, epoch`, [store.council, now - SHOWN_MS]);
  const reports: RestoreReport[] = [];
  for (const restore of rows) reports.push(await reportOf(store, restore));
  return reports;
}

async function reportOf(store: CentralStore, restore: FoundRestore): Promise<RestoreReport> {
  const { council } = store;
  const { rows: counted } = await store.query<{ outcome: OfferOutcome; times: number }>(
    'SELECT outcome, count(*) AS times FROM restore_offer WHERE council = $1 AND epoch = $2 GROUP BY outcome', [council, restore.epoch]);
  const count = (outcome: OfferOutcome): number => counted.find((one) => one.outcome === outcome)?.times ?? 0;
  const { rows: needsPerson } = await store.query<ReconciliationItem>(
    `SELECT o.command_id AS "commandId", o.name, coalesce(s.name, '') AS "staffName", o.resident_id AS "residentId", o.made_at AS "madeAt", o.outcome, o.sentence
     FROM restore_offer o LEFT JOIN staff s ON s.council = o.council AND s.id = o.staff_id
     WHERE o.council = $1 AND o.epoch = $2 AND o.outcome NOT IN ('replayed', 'already-there')
     ORDER BY o.made_at, o.command_id LIMIT ${String(MOST_ITEMS)}`, [council, restore.epoch]);
  const { rows: desks } = await store.query<{ done: number; underWay: number }>(
    `SELECT count(*) FILTER (WHERE remaining = 0) AS done, count(*) FILTER (WHERE remaining > 0) AS "underWay"
     FROM restore_desk WHERE council = $1 AND epoch = $2`, [council, restore.epoch]);
  const { rows: unheard } = await store.query<RestoreReport['unheard'][number]>(
    `SELECT s.name AS "staffName", coalesce(l.name, '') AS "siteName", d.device_id AS "deviceId", d.last_seen_at AS "lastSeenAt"
     FROM device d JOIN staff s ON s.council = d.council AND s.id = d.staff_id LEFT JOIN site l ON l.council = s.council AND l.id = s.site_id
     WHERE d.council = $1 AND d.last_seen_at > $3 AND d.first_seen_at < $4 AND NOT EXISTS (SELECT 1 FROM restore_desk r
       WHERE r.council = d.council AND r.epoch = $2 AND r.device_id = d.device_id AND r.staff_id = d.staff_id)
     ORDER BY s.name, d.device_id`, [council, restore.epoch, (restore.restoredTo ?? restore.noticedAt) - RETAINED_MS, restore.noticedAt]);
  return {
    ...restore, needsPerson, unheard, desksDone: desks[0]?.done ?? 0, desksUnderWay: desks[0]?.underWay ?? 0,
    counts: {
      replayed: count('replayed'), alreadyThere: count('already-there'), outsideAuthority: count('outside-authority'),
      refused: count('refused'), waiting: count('waiting'), parked: count('parked'),
    },
  };
}
