/**
 * What follows when the centre says what a person may see. What they lost goes first: rows, index, overlay, drafts
 * about it, in one transaction of the cache, before anything else is fetched. What they gained is noted and fetched
 * beside everything else (`arriving.ts`).
 */
import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { covers, isRestrictedScope, RESTRICTED, sameScopes } from '#contract/scopes.ts';
import { tableNames } from '#contract/tables.ts';
import { proofLine, type PurgeReceipt, type RowsProof } from '#contract/wire.ts';
import { rebuildOverlay } from '../outbox/replay.ts';
import type { CacheMeta, Purged } from '../store/cache.ts';
import { dropDraftsAbout } from './drafts-about.ts';
import { keepReceipt } from './send-receipts.ts';
import type { SyncDesk } from './sync-desk.ts';

const [firstTable = 'site'] = tableNames;

type Learning = Pick<SyncDesk, 'actor' | 'cache' | 'outbox' | 'now' | 'learnScopes' | 'committed' | 'dropCache' | 'signal'>;

/** `purged`: rows went, and the receipt for them waits. `dropped`: so many that the copy is to be fetched anew. */
export function learnScopes(desk: Learning, allowed: string[]): 'kept' | 'purged' | 'dropped' {
  handOverReceipt(desk);
  const meta = desk.cache.meta();
  if (meta.epoch === null || sameScopes(meta.scopes, allowed)) {
    desk.learnScopes(allowed);
    return 'kept';
  }
  const arrived = arrivedScopes(meta);
  const lost = meta.scopes.filter((scope) => !covers(allowed, scope));
  if (lost.length > 0) purge(desk, meta, allowed, lost);
  desk.learnScopes(allowed);
  // Nearly everything has gone: what little is left comes quicker anew than it is picked out.
  if (lost.includes('council')) {
    desk.dropCache();
    return 'dropped';
  }
  desk.cache.transaction((writer) => {
    const arriving = desk.cache.meta().arriving.filter(({ scope }) => covers(allowed, scope));
    const gained = allowed.filter((scope) => !covers(arrived, scope) && !arriving.some((one) => one.scope === scope));
    writer.setMeta({ scopes: allowed, arriving: [...arriving, ...gained.map((scope) => ({ scope, table: firstTable, after: '' }))] });
  });
  return lost.length > 0 ? 'purged' : 'kept';
}

/** Scopes of a person that are here whole. */
export const arrivedScopes = ({ scopes, arriving }: CacheMeta): string[] =>
  scopes.filter((scope) => !arriving.some((one) => one.scope === scope));

/** What the centre can hold the desk to: a copy whose older part is still arriving is whole in nothing. */
const provenScopes = (meta: CacheMeta): string[] => meta.part === 'whole' ? arrivedScopes(meta) : [];

function purge(desk: Learning, meta: CacheMeta, allowed: string[], lost: string[]): void {
  const { cache, outbox } = desk;
  // Of a wider scope that was lost, a part may be held still: one service of all services.
  const standing = allowed.filter((scope) => covers(meta.scopes, scope));
  const { touches } = cache.purge((writer) => {
    const purged = writer.purge((scope) => covers(standing, scope));
    const arriving = meta.arriving.filter(({ scope }) => covers(standing, scope));
    // Unsent work may have leant on what has gone.
    writer.setMeta({ scopes: standing, arriving });
    rebuildOverlay(cache, writer, desk.actor, outbox.overlay(meta.cursor));
    // In another file, and before this one commits: killed in between, the desk purges once more and finds no drafts.
    const drafts = dropDraftsAbout(outbox, new Set(purged.rows.map(({ id }) => id)), servicesIn(lost));
    writer.setMeta({ receipt: receiptOf(purged, {
      epoch: meta.epoch ?? '', cursor: meta.cursor, lost, kept: standing.filter((scope) => covers(provenScopes(meta), scope)), drafts,
      purgedAt: desk.now(), whole: meta.part === 'whole' && !meta.arriving.some(({ scope }) => lost.includes(scope)),
    }) });
  });
  handOverReceipt(desk);
  desk.committed(touches);
  desk.signal('outbox');
}

const servicesIn = (scopes: string[]): string[] => scopes.filter(isRestrictedScope).map((scope) => scope.slice(RESTRICTED.length));

/** From the cache, which can be thrown away, to the outbox, which is not. */
function handOverReceipt({ cache, outbox }: Learning): void {
  const { receipt } = cache.meta();
  if (receipt === null) return;
  keepReceipt(outbox, receipt);
  cache.transaction((writer) => { writer.setMeta({ receipt: null }); });
}

function receiptOf(purged: Purged, about: Omit<PurgeReceipt, 'receiptId' | 'purged' | 'documents' | 'remains'>): PurgeReceipt {
  const hash = createHash('sha256');
  for (const { table, id, version } of purged.rows) hash.update(proofLine(table, id, version));
  const proof: RowsProof = { rows: purged.rows.length, checksum: hash.digest('hex') };
  return { receiptId: uuid(), ...about, purged: proof, documents: purged.documents, remains: null };
}
