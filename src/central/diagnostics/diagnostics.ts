/** Diagnostics that desks have sent, for whoever mends them. They name nobody; which desk sent one stands beside it. */
import { DIAGNOSTICS_KEPT_DAYS, type Diagnostics } from '#contract/diagnostics.ts';
import type { CentralStore } from '../pg/central-store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_LISTED = 500;

export interface ListedDiagnostics {
  number: number;
  receivedAt: number;
  staffId: string;
  deviceId: string;
  version: string | null;
  phase: string | null;
  waiting: number | null;
}

/** Keeps one and lets go of what is older than 90 days. */
export async function keepDiagnostics(
  store: CentralStore, from: { staffId: string; deviceId: string }, bundle: Diagnostics, now: number,
): Promise<number> {
  return store.transaction(async (transaction) => {
    await transaction.query('DELETE FROM diagnostics WHERE council = $1 AND received_at < $2', [store.council, now - DIAGNOSTICS_KEPT_DAYS * DAY_MS]);
    const { rows } = await transaction.query<{ n: number }>(
      'INSERT INTO diagnostics (council, received_at, staff_id, device_id, bundle) VALUES ($1, $2, $3, $4, $5::text::jsonb) RETURNING n',
      [store.council, now, from.staffId, from.deviceId, JSON.stringify(bundle)]);
    return rows[0]?.n ?? 0;
  });
}

/** How many a desk has sent since a moment. */
export async function sentSince(store: CentralStore, deviceId: string, since: number): Promise<number> {
  const { rows } = await store.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM diagnostics WHERE council = $1 AND received_at >= $2 AND device_id = $3', [store.council, since, deviceId]);
  return rows[0]?.n ?? 0;
}

/** Newest first, none older than 90 days. What was kept by another version may lack a field. */
export async function listDiagnostics(store: CentralStore, now: number): Promise<ListedDiagnostics[]> {
  const { rows } = await store.query<ListedDiagnostics>(
    `SELECT n AS number, received_at AS "receivedAt", staff_id AS "staffId", device_id AS "deviceId", bundle -> 'app' ->> 'version' AS version,
       bundle -> 'sync' ->> 'phase' AS phase, (bundle -> 'sync' ->> 'waiting')::int AS waiting
     FROM diagnostics WHERE council = $1 AND received_at >= $2 ORDER BY received_at DESC, n DESC LIMIT ${String(MOST_LISTED)}`,
    [store.council, now - DIAGNOSTICS_KEPT_DAYS * DAY_MS]);
  return rows;
}

/** One as it came, or null where there is none of that number, or no longer. */
export async function showDiagnostics(store: CentralStore, number: number, now: number): Promise<unknown> {
  const { rows } = await store.query<{ bundle: unknown }>(
    'SELECT bundle FROM diagnostics WHERE council = $1 AND n = $2 AND received_at >= $3', [store.council, number, now - DIAGNOSTICS_KEPT_DAYS * DAY_MS]);
  return rows[0]?.bundle ?? null;
}
