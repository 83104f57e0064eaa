/** Reads the feed from where this desk stands, a page and a transaction at a time. */
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { TableName } from '#domain/records.ts';
import { sameScopes } from '#contract/scopes.ts';
import { rebuildOverlay } from '../outbox/replay.ts';
import { learnScopes } from './learn-scopes.ts';
import type { LiveNews } from './live-news.ts';
import type { PullPage } from './pages.ts';
import { owesReceipt } from './send-receipts.ts';
import type { SyncDesk } from './sync-desk.ts';

const MOST_ROWS = 1000;
const FEWEST_ROWS = 50;
/** What held work may be waiting for after a restore of the centre. */
const AWAITED: ReadonlySet<TableName> = new Set(['escalation', 'resident', 'caseFile']);

/** `streamed`: what changed since a place, where the centre has said so already and there is nothing to ask. */
export async function pullAll(desk: SyncDesk, streamed: LiveNews['page'], signal: AbortSignal): Promise<Outcome<null>> {
  let limit = MOST_ROWS;
  for (;;) {
    const { epoch, cursor, proof, scopes } = desk.cache.meta();
    if (epoch === null) return fail('wrong-epoch', 'This desk has no copy yet. It is being fetched.');
    const told = streamed({ epoch, version: cursor });
    // Written for whom this person was when it was sent: where that has changed since, the centre is asked.
    const page = told !== null && sameScopes(told.scopes, scopes) ? succeed(told) : await desk.session.authorised((token) => desk.client.pull(token, { epoch, cursor, limit, ...proof == null ? {} : { proof } }, signal));
    if (!page.ok) {
      // A poor line may carry a small page where it cuts a large one.
      if (page.failure.details?.['cut'] !== true || limit === FEWEST_ROWS || signal.aborted) return page;
      limit = Math.max(FEWEST_ROWS, Math.floor(limit / 4));
      continue;
    }
    // Another file took the cache's place while this was asked for: its own cursor says what it lacks.
    if (desk.cache.meta().cursor !== cursor) continue;
    const applied = applyPage(desk, page.value);
    if (!applied.ok) return applied;
    if (!page.value.more || owesReceipt(desk)) return succeed(null);
  }
}

/** Rows, cursor and overlay in one transaction: whoever reads sees the page whole or not at all. */
export function applyPage(desk: SyncDesk, page: PullPage): Outcome<null> {
  const { epoch, cursor } = desk.cache.meta();
  if (page.epoch !== epoch) return fail('wrong-epoch', 'The centre has another history. This desk’s copy is fetched anew.');
  const learnt = learnScopes(desk, page.scopes);
  // The receipt says how things stood before anything else came: this page is asked for again.
  if (learnt === 'purged') return succeed(null);
  if (learnt === 'dropped') {
    return fail('wrong-epoch', 'What you may see has changed. This desk’s copy is fetched anew.');
  }
  const now = desk.now();
  const settles = desk.outbox.overlay(cursor).length !== desk.outbox.overlay(page.version).length;
  const { touches } = desk.cache.transaction((writer) => {
    for (const change of page.changes) writer.applyServer(change);
    if (page.version > cursor || !page.more) {
      const proof = page.version >= cursor ? { proof: page.proof ?? null } : {};
      writer.setMeta(page.more ? { cursor: page.version, ...proof } : { cursor: Math.max(cursor, page.version), lastHeardAt: now, ...proof });
    }
    if (page.changes.length > 0 || settles) rebuildOverlay(desk.cache, writer, desk.actor, desk.outbox.overlay(page.version));
  });
  desk.outbox.reached(desk.cache.meta().cursor);
  if (page.changes.some(({ table }) => AWAITED.has(table))) desk.outbox.releaseHeld();
  desk.committed(touches);
  desk.signal('outbox');
  return succeed(null);
}
