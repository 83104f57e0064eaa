/**
 * What was granted since the copy was fetched, brought in a page at a time beside the feed. The feed is read for the
 * granted scope from the moment it is known, so only rows that have not changed since then are missing. A page is asked
 * for and applied with no reading of the feed in between: each of its rows stands at the centre at or after this desk's
 * cursor, so that a row that leaves later is taken out by the feed, and a newer one here is never written over.
 */
import { tableNames } from '#contract/tables.ts';
import { succeed, type Outcome } from '#contract/failures.ts';
import { rebuildOverlay } from '../outbox/replay.ts';
import type { CacheWriter, ScopeFetch } from '../store/cache.ts';
import type { CacheStore } from '../store/cache-store.ts';
import type { Touch } from '../store/touch.ts';
import type { SyncDesk } from './sync-desk.ts';

const ROWS = 500;

export const isArriving = (desk: Pick<SyncDesk, 'cache'>): boolean => desk.cache.meta().arriving.length > 0;

/** One page, in one transaction with how far it has come: a desk that is killed goes on behind the last key. */
export async function fetchArriving(desk: SyncDesk, signal: AbortSignal): Promise<Outcome<null>> {
  const brought = await bringPage(desk, desk.cache, signal, (writer) => {
    rebuildOverlay(desk.cache, writer, desk.actor, desk.outbox.overlay(desk.cache.meta().cursor));
  });
  if (!brought.ok) return brought;
  desk.committed(brought.value);
  return succeed(null);
}

/** All of it, into a copy that nobody reads yet. */
export async function fetchAllArriving(desk: Pick<SyncDesk, 'client' | 'session'>, staged: CacheStore, signal: AbortSignal): Promise<Outcome<null>> {
  while (staged.meta().arriving.length > 0) {
    const brought = await bringPage(desk, staged, signal, () => undefined);
    if (!brought.ok) return brought;
  }
  return succeed(null);
}

async function bringPage(
  { client, session }: Pick<SyncDesk, 'client' | 'session'>, cache: CacheStore, signal: AbortSignal, changed: (writer: CacheWriter) => void,
): Promise<Outcome<Touch[]>> {
  const next = cache.meta().arriving[0];
  if (next === undefined) return succeed([]);
  const { scope, table, after } = next;
  const page = await session.authorised((token) => client.snapshot(token, { table, after, limit: ROWS, scopes: [scope] }, signal));
  if (!page.ok) return page;
  const { arriving } = cache.meta();
  // Revoked while it was on its way: what it brings may not be kept.
  if (!arriving.some((one) => isSame(one, next))) return succeed([]);
  const { touches } = cache.transaction((writer) => {
    const applied = page.value.rows.map(({ version, scope: filedUnder = null, row }) =>
      writer.applyServer({ table, id: String(row['id']), version, scope: filedUnder, row }));
    const onward = furtherOf(next, page.value);
    writer.setMeta({ arriving: arriving.flatMap((one) => !isSame(one, next) ? [one] : onward === null ? [] : [onward]) });
    if (applied.includes(true)) changed(writer);
  });
  return succeed(touches);
}

const isSame = (one: ScopeFetch, other: ScopeFetch): boolean =>
  one.scope === other.scope && one.table === other.table && one.after === other.after;

/** Where the next page begins; null where the last table is done. */
function furtherOf({ scope, table, after }: ScopeFetch, { last, more }: { last: string | null; more: boolean }): ScopeFetch | null {
  if (more) return { scope, table, after: last ?? after };
  const following = tableNames[tableNames.indexOf(table) + 1];
  return following === undefined ? null : { scope, table: following, after: '' };
}
