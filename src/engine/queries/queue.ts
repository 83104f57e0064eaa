/** Everything that waits for somebody, over all channels and sites, in the order in which it is its turn. */
import { inOrder, placeOfCallBack, placeOfTicket, placeOfTransfer, waitsOf } from '#domain/queue/order.ts';
import { nextNumber } from '#domain/queue/ticket-numbers.ts';
import type { Ticket } from '#domain/records/queue.ts';
import { windowStart } from '#domain/time/windows.ts';
import type { LostCall, QueueItem, QueueSite, TicketItem } from '#contract/views/queue.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { Desk } from '../desk.ts';
import type { LiveQuery } from '../live/live-query.ts';
import type { Stored } from '../store/cache.ts';
import { promiseItem } from './promises.ts';
import { clauseOf, nameOrNull } from './reference.ts';
import { turnOf } from './requests.ts';
import { transfersOf } from './transfers.ts';

const MOST = 500;
const MOST_OVER = 50;
/** Somebody who came before midnight is still there. */
const LONGEST_MS = 24 * 3_600_000;

const subjectOf = (residentId: string | null, propertyId: string | null = null): SubjectRef | null =>
  residentId !== null ? { kind: 'resident', id: residentId } : propertyId !== null ? { kind: 'property', id: propertyId } : null;
const nameOf = ({ cache }: Desk, residentId: string | null): string | null => cache.row('resident', residentId)?.row.preferredName ?? null;

function ticketItem(desk: Desk, { row, pending }: Stored<'ticket'>, numbers: ReadonlyMap<string, number>): TicketItem {
  const { reference, actor } = desk;
  const place = placeOfTicket(row, desk.now());
  const sent = row.steps.findLast(({ kind }) => kind === 'sent');
  return {
    key: row.id, kind: 'ticket', siteId: row.siteId, pending, place, subject: subjectOf(row.residentId), name: nameOf(desk, row.residentId) ?? row.calledName, ticket: row,
    serviceName: nameOrNull(reference.services, row.serviceId), calledByName: nameOrNull(reference.staff, row.calledBy), mine: row.calledBy === actor.staffId,
    // Nothing stops one person from giving out numbers at two desks that hear nothing of each other.
    twin: (numbers.get(row.number) ?? 0) > 1,
    sentWords: sent?.words ?? '', contactSaved: desk.cache.row('contact', row.contactId) !== null,
    next: row.status === 'waiting' && place.why !== 'not-yet' && (row.teamId === null || row.teamId === actor.teamId),
  };
}

function callBacks(desk: Desk): QueueItem[] {
  const now = desk.now();
  // What is due later today waits its turn too; it comes after everything that is due.
  return desk.cache.select('promise', `WHERE status = 'open' AND due_at <= ? ORDER BY due_at, id LIMIT ?`, [now + LONGEST_MS, MOST]).map((stored) => {
    const promise = promiseItem(desk, stored);
    const mine = promise.ownerId === desk.actor.staffId;
    const place = placeOfCallBack(promise, now);
    return {
      key: promise.id, kind: 'call-back', siteId: desk.reference.staff.get(promise.ownerId)?.siteId ?? null, pending: promise.pending, place, subject: subjectOf(promise.residentId),
      name: promise.residentName, promise, mine, next: mine && promise.kind === 'call-back' && place.why !== 'not-yet',
    };
  });
}

function requests(desk: Desk): QueueItem[] {
  const { cache, reference, actor } = desk;
  return cache.select('escalation', `WHERE status = 'pending' ORDER BY requested_at, id LIMIT ?`, [MOST]).flatMap(({ row, pending }): QueueItem[] => {
    const clause = clauseOf(reference, row.clauseId, row.schemeVersion, desk.now(), actor.teamId);
    const { yours } = turnOf(desk, row, clause);
    if (!yours && row.requestedBy !== actor.staffId) return [];
    return [{
      key: row.id, kind: 'request', siteId: reference.staff.get(row.requestedBy)?.siteId ?? null, pending, place: { since: row.requestedAt, rank: row.requestedAt, why: 'in-turn' },
      next: false, subject: subjectOf(row.residentId), name: nameOf(desk, row.residentId) ?? '', escalation: row, clauseTitle: clause?.title ?? row.clauseNumber, yours,
    }];
  });
}

/** Until the person has seen to it, or the place in the queue is nobody's any more. */
const lostCalls = ({ outbox, now }: Desk): LostCall[] => outbox.inState('refused').filter(({ name, madeAt }) => (name === 'call-ticket' || name === 'answer-transfer') && madeAt > now() - LONGEST_MS)
  .map(({ commandId, sentence }) => ({ key: commandId, sentence: sentence ?? '' }));

function sitesOf({ reference, actor, now }: Desk, tickets: readonly Ticket[]): QueueSite[] {
  const today = windowStart({ kind: 'calendar-day' }, now());
  const staff = [...reference.staff.values()];
  const sites = [...reference.sites.values()];
  return sites.flatMap((site) => {
    const there = tickets.filter((ticket) => ticket.siteId === site.id);
    // A back office has no counter; it is listed once somebody was sent there.
    if (there.length === 0 && (site.kind === 'back-office' || site.kind === 'partner') && site.id !== actor.siteId) return [];
    const todays = there.filter(({ arrivedAt, status }) => arrivedAt >= today || status === 'waiting');
    return [{ key: site.id, name: site.name, ...waitsOf(todays, now()), nextNumber: nextNumber({ siteId: site.id, staffId: actor.staffId, sites, staff, tickets, now: now() }) }];
  });
}

export const queueQuery: LiveQuery<'queue'> = {
  always: new Set(['ticket', 'transfer', 'promise', 'escalation', 'site', 'staff', 'service', 'scheme', 'deputy']),
  related: new Set(['resident', 'caseFile', 'contact']),
  signals: new Set(['time', 'outbox']),
  read(desk) {
    const since = desk.now() - LONGEST_MS;
    const stored = desk.cache.select('ticket', 'WHERE arrived_at >= ? ORDER BY arrived_at, id', [since]);
    const open = stored.filter(({ row }) => row.endedAt === null);
    const numbers = new Map<string, number>();
    for (const { row } of open) numbers.set(row.number, (numbers.get(row.number) ?? 0) + 1);
    const items = stored.map((one) => ticketItem(desk, one, numbers));
    const transfers = transfersOf(desk);
    const handed: QueueItem[] = transfers.filter(({ forMe, status }) => forMe && status === 'waiting').map((transfer) => ({
      key: transfer.key, kind: 'transfer', siteId: desk.actor.siteId, pending: transfer.pending, place: placeOfTransfer(transfer, desk.now()), next: true,
      subject: transfer.subject, name: nameOf(desk, transfer.residentId) ?? transfer.calledName, transfer,
    }));
    const today = windowStart({ kind: 'calendar-day' }, desk.now());
    const waiting = [...items.filter(({ ticket }) => ticket.status === 'waiting'), ...callBacks(desk), ...handed, ...requests(desk)].toSorted(inOrder);
    return {
      collections: {
        waiting, called: items.filter(({ ticket }) => ticket.status === 'called' || ticket.status === 'with'),
        over: items.filter(({ ticket }) => ticket.endedAt !== null && ticket.endedAt >= today).toSorted((a, b) => (b.ticket.endedAt ?? 0) - (a.ticket.endedAt ?? 0)).slice(0, MOST_OVER),
        sites: sitesOf(desk, stored.map(({ row }) => row)), lost: lostCalls(desk), transfers,
      },
      about: new Set([...items.flatMap(({ ticket }) => [ticket.residentId, ticket.contactId]), ...waiting.map(({ subject }) => subject?.id), ...transfers.flatMap(({ residentId, caseId }) => [residentId, caseId])].filter((id) => typeof id === 'string')),
    };
  },
};
