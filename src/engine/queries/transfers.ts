/** Contacts that were handed over: to this person, and by them. */
import type { Transfer } from '#domain/records/queue.ts';
import { isFor } from '#domain/queue/transfers.ts';
import type { TransferItem } from '#contract/views/queue.ts';
import type { Desk } from '../desk.ts';
import type { Stored } from '../store/cache.ts';
import { nameOrNull, staffName } from './reference.ts';

const UNANSWERED_MS = 2 * 60_000;
/** One that nobody took in so long is no longer anybody's turn; what was said stays on the record. */
export const TRANSFERS_SHOWN_MS = 24 * 3_600_000;
const MOST = 200;

const forMe = ({ reference, actor }: Desk, transfer: Transfer): boolean => {
  const me = reference.staff.get(actor.staffId);
  return me !== undefined && isFor(transfer, me);
};

export function transferItem(desk: Desk, { row, pending }: Stored<'transfer'>): TransferItem {
  const { reference, actor, cache } = desk;
  return {
    ...row, key: row.id, pending, fromName: staffName(reference, row.fromId), toName: nameOrNull(reference.staff, row.toStaffId),
    answeredByName: nameOrNull(reference.staff, row.answeredBy), serviceName: nameOrNull(reference.services, row.serviceId),
    caseReference: cache.row('caseFile', row.caseId)?.row.reference ?? null, spokenWith: [...new Set(row.chain.map(({ staffId }) => staffName(reference, staffId)))],
    subject: cache.row('resident', row.residentId) !== null ? { kind: 'resident', id: row.residentId ?? '' } : cache.row('property', row.propertyId) !== null ? { kind: 'property', id: row.propertyId ?? '' } : null,
    forMe: forMe(desk, row), mine: row.fromId === actor.staffId, unanswered: row.status === 'waiting' && desk.now() - row.sentAt > UNANSWERED_MS,
  };
}

/** Waiting for this person or taken by them; or sent by them and not taken back. */
export function transfersOf(desk: Desk): TransferItem[] {
  const since = desk.now() - TRANSFERS_SHOWN_MS;
  return (['waiting', 'declined', 'accepted'] as const).flatMap((status) => desk.cache.select('transfer', 'WHERE status = ? AND sent_at >= ? ORDER BY sent_at, id LIMIT ?', [status, since, MOST]))
    .map((stored) => transferItem(desk, stored)).filter((item) => (item.status === 'accepted' ? item.mine || item.answeredBy === desk.actor.staffId : item.mine || (item.forMe && item.status === 'waiting')));
}
