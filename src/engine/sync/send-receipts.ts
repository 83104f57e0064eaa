/** Purge receipts on their way to the centre: kept in the outbox until it has them, whatever becomes of the copy. */
import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { covers } from '#contract/scopes.ts';
import { usualScope } from '#contract/scope-of-row.ts';
import { tableNames } from '#contract/tables.ts';
import { proofLine, type PurgeReceipt, type RowsProof } from '#contract/wire.ts';
import type { CacheStore } from '../store/cache-store.ts';
import type { OutboxStore } from '../store/outbox-store.ts';
import type { SyncDesk } from './sync-desk.ts';

const PAGE = 2000;
const META = 'purgeReceipts';

type Kept = Pick<OutboxStore, 'getMeta' | 'setMeta'>;
const waiting = (outbox: Kept): PurgeReceipt[] => (outbox.getMeta(META) ?? []) as PurgeReceipt[];

export function keepReceipt(outbox: Kept, receipt: PurgeReceipt): void {
  outbox.setMeta(META, [...waiting(outbox).filter(({ receiptId }) => receiptId !== receipt.receiptId), receipt]);
}

/** Something was purged just now, and what remains is to be told before anything else comes. */
export const owesReceipt = ({ cache, outbox }: Pick<SyncDesk, 'cache' | 'outbox'>): boolean =>
  waiting(outbox).some((receipt) => receipt.remains === null && standsAt(cache, receipt));

const standsAt = (cache: CacheStore, { epoch, cursor }: PurgeReceipt): boolean => cache.meta().epoch === epoch && cache.meta().cursor === cursor;

/**
 * Sends what waits, the oldest first. Nothing else is read from the centre while it is told what remains; where it can't
 * be reached now, that is kept with the receipt and sent another time.
 */
export async function sendReceipts({ cache, outbox, session, client }: Pick<SyncDesk, 'cache' | 'outbox' | 'session' | 'client'>, signal: AbortSignal): Promise<void> {
  for (const { receiptId } of waiting(outbox)) {
    const receipt = waiting(outbox).find((one) => one.receiptId === receiptId);
    if (receipt === undefined) continue;
    const told = receipt.remains === null ? { ...receipt, remains: await remainsOf(cache, receipt) } : receipt;
    outbox.setMeta(META, waiting(outbox).map((one) => one.receiptId === receiptId ? told : one));
    const sent = await session.authorised((token) => client.purgeReceipt(token, told, signal));
    // An older centre has no place for it, and learns nothing from being asked again and again.
    if (!sent.ok && sent.failure.code !== 'not-found' && sent.failure.code !== 'bad-input') return;
    outbox.setMeta(META, waiting(outbox).filter((one) => one.receiptId !== receiptId));
  }
}

/** Null where the copy has moved on, or is gone: what remained then can't be told any more. */
async function remainsOf(cache: CacheStore, receipt: PurgeReceipt): Promise<RowsProof | null> {
  if (!standsAt(cache, receipt)) return null;
  const hash = createHash('sha256');
  let rows = 0;
  for (const table of tableNames.toSorted()) {
    for (let after = ''; ;) {
      const page = cache.serverRows(table, after, PAGE);
      for (const { id, version, scope } of page) {
        if (!covers(receipt.kept, scope ?? usualScope(table) ?? '')) continue;
        hash.update(proofLine(table, id, version));
        rows += 1;
      }
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) break;
      after = last.id;
      await breathe();
      if (!standsAt(cache, receipt)) return null;
    }
  }
  return { rows, checksum: hash.digest('hex') };
}
