/**
 * Takes old changes out of the feed. A desk that has read less than what is left, after weeks in a drawer, fetches its
 * copy anew. The floor is raised first and the rows go afterwards, so whoever reads a change and then finds the floor
 * still below it has missed nothing.
 */
import type { CentralStore } from '../pg/central-store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Rows a transaction: short enough that a desk's work never waits for one. */
const BATCH = 5000;

export const KEEP_DAYS = 30;

/** Up to which version there are no changes any more; 0 where all are there. */
export async function floorOf(store: Pick<CentralStore, 'query' | 'council'>): Promise<number> {
  const { rows } = await store.query<{ floor: number }>('SELECT floor FROM sync_head WHERE council = $1', [store.council]);
  return rows[0]?.floor ?? 0;
}

/** Notes where the head stands now: compaction goes by age, and a change has no time of its own. */
export async function markHead(store: CentralStore, now: number): Promise<void> {
  await store.transaction(({ query, council }) => query(
    'INSERT INTO head_mark (council, at, version) SELECT council, $2, version FROM sync_head WHERE council = $1 ON CONFLICT DO NOTHING', [council, now]));
}

export interface Compacted {
  floor: number;
  /** Changes taken out. */
  removed: number;
}

/** Keeps the changes of so many days, as far as the marks tell; of 0 days it keeps none. */
export async function compact(store: CentralStore, { now, keepDays = KEEP_DAYS, stopping }: { now: number; keepDays?: number; stopping?: AbortSignal }): Promise<Compacted> {
  const { council } = store;
  const floor = await store.transaction(async ({ query }) => {
    const oldest = keepDays === 0 ? 'SELECT version FROM sync_head WHERE council = $1 AND $2::bigint IS NOT NULL'
      : 'SELECT max(version) FROM head_mark WHERE council = $1 AND at <= $2::bigint';
    // Never above the head: a centre that was put back to an earlier day has marks of its future.
    const { rows } = await query<{ floor: number }>(
      `UPDATE sync_head SET floor = greatest(floor, least(version, coalesce((${oldest}), 0))) WHERE council = $1 RETURNING floor`,
      [council, now - keepDays * DAY_MS]);
    await query('DELETE FROM head_mark WHERE council = $1 AND (version < $2 OR at > $3)', [council, rows[0]?.floor ?? 0, now]);
    return rows[0]?.floor ?? 0;
  });
  let removed = 0;
  for (let more = true; more && stopping?.aborted !== true;) {
    const { rows } = await store.transaction(({ query }) => query<{ gone: number }>(
      `WITH old AS (DELETE FROM change WHERE (council, version, n) IN
         (SELECT council, version, n FROM change WHERE council = $1 AND version <= $2 ORDER BY version, n LIMIT ${String(BATCH)}) RETURNING 1)
       SELECT count(*) AS gone FROM old`, [council, floor]));
    const gone = rows[0]?.gone ?? 0;
    removed += gone;
    more = gone === BATCH;
  }
  return { floor, removed };
}
