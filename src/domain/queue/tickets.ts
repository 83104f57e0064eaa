/** Somebody waits, is called to a desk, and is seen; nobody is turned away and nobody is called twice. */
import { accepted, defineCommand, refused, row, type Context } from '../commands/command.ts';
import type { ContactId, ResidentId, ServiceId, SiteId, TicketId } from '../ids.ts';
import { put, type RowChange } from '../records.ts';
import type { Contact } from '../records/contacts.ts';
import type { Ticket } from '../records/queue.ts';
import type { Instant } from '../time/instant.ts';
import { restrictedCategories, type ContactReason, type NeedKind, type ServiceCategory, type TicketChannel, type TicketNote, type TicketStatus } from '../vocabulary.ts';

export interface TakeTicketArgs {
  ticketId: TicketId;
  /** As it was read out: it stays what they were told. */
  number: string;
  siteId: SiteId;
  channel: TicketChannel;
  residentId: ResidentId | null;
  calledName: string;
  reason: ContactReason | null;
  serviceId: ServiceId | null;
  needs: NeedKind[];
  vulnerable: boolean;
  dueAt: Instant | null;
  note: string;
}

export const isRestricted = (category: ServiceCategory): boolean => (restrictedCategories as readonly ServiceCategory[]).includes(category);

/** Puts somebody in the queue of a site. */
export const takeTicket = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: TakeTicketArgs) => ({
    existing: row('ticket', args.ticketId), site: row('site', args.siteId), resident: row('resident', args.residentId), service: row('service', args.serviceId),
  }),
  needsThen: () => ({}),
  decide: ({ existing, site, resident, service }, args, context) => {
    if (existing !== null) return accepted();
    if (site === null) return refused('command.unknown-site');
    if (args.residentId !== null && resident === null) return refused('command.unknown-resident');
    if (args.residentId === null && args.calledName.trim() === '') return refused('command.called-name-needed');
    if (args.channel === 'appointment' && args.dueAt === null) return refused('command.appointment-time-needed');
    // Everybody at the counter sees the queue: what only a few may know is not written there.
    if (service !== null && isRestricted(service.category)) return refused('command.ticket-confidential');
    return accepted(put('ticket', {
      id: args.ticketId, number: args.number, siteId: args.siteId, teamId: null, channel: args.channel, residentId: args.residentId, calledName: args.calledName.trim(),
      reason: args.reason, serviceId: args.serviceId, needs: args.needs, vulnerable: args.vulnerable, dueAt: args.channel === 'appointment' ? args.dueAt : null,
      note: args.note.trim(), arrivedAt: context.countsAt, takenBy: context.actor.staffId, status: 'waiting', calledAt: null, calledBy: null, desk: '', endedAt: null,
      contactId: null, steps: [],
    }));
  },
});

export interface CallTicketArgs {
  ticketId: TicketId;
  /** When it was called, by the desk's clock: two presses are one. */
  at: Instant;
  /** Where they are to come to; empty where the screen says it. */
  desk: string;
  /** The contact that begins with it. */
  contactId: ContactId | null;
}

type Step = Ticket['steps'][number];
const stepped = (ticket: Ticket, { at, staffId, kind, siteId = null, words = '' }: Pick<Step, 'at' | 'staffId' | 'kind'> & Partial<Step>): Step[] =>
  [...ticket.steps, { at, staffId, kind, siteId, words }];

/** Calls somebody who waits to a desk. Of two desks that call one person the centre's first has them. */
export const callTicket = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: CallTicketArgs) => ({ ticket: row('ticket', args.ticketId) }),
  needsThen: ({ ticket }) => ({ caller: row('staff', ticket?.calledBy ?? null) }),
  decide: ({ ticket, caller }, args, context) => {
    const { staffId } = context.actor;
    if (ticket === null) return refused('command.unknown-ticket');
    if (wasDone(ticket, args.at, staffId)) return accepted();
    if (ticket.status === 'called' || ticket.status === 'with') return refused('command.ticket-called', { number: ticket.number, name: caller?.name ?? '' });
    if (ticket.status !== 'waiting') return refused('command.ticket-over', { number: ticket.number });
    return accepted(put('ticket', {
      ...ticket, status: 'called', calledAt: context.countsAt, calledBy: staffId, desk: args.desk.trim(), contactId: args.contactId,
      steps: stepped(ticket, { at: args.at, staffId, kind: 'called' }),
    }));
  },
});

const wasDone = (ticket: Ticket, at: Instant, staffId: string): boolean => ticket.steps.some((step) => step.at === at && step.staffId === staffId);

/** What each note makes of the ticket, and from where it may be noted. */
const becomes: Readonly<Record<TicketNote, { status: TicketStatus; from: readonly TicketStatus[] }>> = {
  with: { status: 'with', from: ['called'] },
  finished: { status: 'finished', from: ['called', 'with'] },
  left: { status: 'left', from: ['waiting', 'called', 'with'] },
  'no-show': { status: 'no-show', from: ['called'] },
  'put-back': { status: 'waiting', from: ['called', 'with'] },
};

export interface NoteTicketArgs {
  ticketId: TicketId;
  at: Instant;
  what: TicketNote;
  /** The contact in which they were seen. */
  contactId: ContactId | null;
  words: string;
}

/** They came, went, were seen to, or wait again where they were. */
export const noteTicket = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: NoteTicketArgs) => ({ ticket: row('ticket', args.ticketId) }),
  needsThen: () => ({}),
  decide: ({ ticket }, args, context) => {
    if (ticket === null) return refused('command.unknown-ticket');
    const { staffId } = context.actor;
    if (wasDone(ticket, args.at, staffId)) return accepted();
    const { status, from } = becomes[args.what];
    if (!from.includes(ticket.status)) return refused('command.ticket-moved-on', { number: ticket.number });
    const back = args.what === 'put-back';
    return accepted(put('ticket', {
      ...ticket, status, calledAt: back ? null : ticket.calledAt, calledBy: back ? null : ticket.calledBy, desk: back ? '' : ticket.desk,
      contactId: back ? null : args.contactId ?? ticket.contactId, endedAt: back || args.what === 'with' ? null : context.countsAt,
      steps: stepped(ticket, { at: args.at, staffId, kind: args.what, words: args.words.trim() }),
    }));
  },
});

/**
 * Whoever was called is seen to when the contact with them is saved. One who waits again by then, or is with another, stays
 * where they are, and nothing of it keeps the contact from the record.
 */
export function seenIn(ticket: Ticket | null, contact: Pick<Contact, 'id' | 'startedAt' | 'endedAt'>, { actor: { staffId }, countsAt }: Pick<Context, 'actor' | 'countsAt'>): RowChange[] {
  if (ticket === null || ticket.calledBy !== staffId || !becomes.finished.from.includes(ticket.status)) return [];
  return [put('ticket', {
    ...ticket, status: 'finished', contactId: contact.id, endedAt: countsAt,
    steps: stepped(ticket, { at: contact.endedAt ?? contact.startedAt, staffId, kind: 'finished' }),
  })];
}

export interface SendTicketArgs {
  ticketId: TicketId;
  at: Instant;
  siteId: SiteId;
  teamId: string | null;
  words: string;
}

/** To another site or team. They keep their number and the time at which they came. */
export const sendTicket = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: SendTicketArgs) => ({ ticket: row('ticket', args.ticketId), site: row('site', args.siteId) }),
  needsThen: () => ({}),
  decide: ({ ticket, site }, args, context) => {
    if (ticket === null) return refused('command.unknown-ticket');
    const { staffId } = context.actor;
    if (wasDone(ticket, args.at, staffId)) return accepted();
    if (site === null) return refused('command.unknown-site');
    if (ticket.endedAt !== null) return refused('command.ticket-over', { number: ticket.number });
    if (ticket.siteId === args.siteId && ticket.teamId === args.teamId) return refused('command.ticket-there-already', { number: ticket.number });
    return accepted(put('ticket', {
      ...ticket, siteId: args.siteId, teamId: args.teamId, status: 'waiting', calledAt: null, calledBy: null, desk: '', contactId: null,
      steps: stepped(ticket, { at: args.at, staffId, kind: 'sent', siteId: args.siteId, words: args.words.trim() }),
    }));
  },
});
