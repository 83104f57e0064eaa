import { accepted, defineCommand, refused, row, rows, type RowRequest, type Verdict } from '../commands/command.ts';
import type { CaseId, ContactId, CouncillorId, PropertyId, ResidentId, ServiceId, TicketId } from '../ids.ts';
import { put } from '../records.ts';
import { seenIn } from '../queue/tickets.ts';
import type { CaseFile, Contact, ContactMatter } from '../records/contacts.ts';
import type { Ticket } from '../records/queue.ts';
import type { Instant } from '../time/instant.ts';
import { calendarOf } from '../time/working-days.ts';
import { restrictedCategories, type AvoidableCode, type Channel, type ContactOutcome, type ContactReason } from '../vocabulary.ts';
import { mattersOf } from './matters.ts';
import { enquiryOf, enquiryRows } from './member-enquiry.ts';
import { clauseNobodyInfluences, saysDecided } from './member-scope.ts';
import { nextFault, nextRows, type NextStep } from './next-step.ts';

export const LONGEST_NOTE = 20_000;
export const MOST_FURTHER_MATTERS = 8;

export interface LogContactArgs {
  contactId: ContactId;
  residentId: ResidentId | null;
  propertyId: PropertyId | null;
  /** A contact with nobody named: a street report, a caller who hangs up. */
  anonymous: boolean;
  caseId: CaseId | null;
  serviceId: ServiceId | null;
  channel: Channel;
  reason: ContactReason;
  outcome: ContactOutcome;
  avoidable: AvoidableCode | null;
  /** What it was about besides. */
  furtherMatters: ContactMatter[];
  /** Which councillor it was, and whether the resident had asked them to. */
  enquiry: { councillorId: CouncillorId; residentAsked: boolean } | null;
  /** Who goes on with it, and by when that was promised; null where nothing is left to do. */
  next: NextStep | null;
  /** Who was called to the desk and seen in it: they are seen to once it is saved. Absent where nobody was called. */
  ticketIds?: TicketId[] | undefined;
  note: string;
  startedAt: Instant;
  endedAt: Instant | null;
}

/** No row has this id. */
const NONE = { id: '' };

type FurtherCase = `case${number}`;
type SeenTicket = `ticket${number}`;

const furtherCases = (args: LogContactArgs): Record<FurtherCase, RowRequest<'caseFile'>> =>
  Object.fromEntries(args.furtherMatters.map(({ caseId }, n) => [`case${String(n)}`, row('caseFile', caseId)]));

const seenTickets = ({ ticketIds = [] }: LogContactArgs): Record<SeenTicket, RowRequest<'ticket'>> =>
  Object.fromEntries(ticketIds.map((id, n) => [`ticket${String(n)}`, row('ticket', id)]));

/** Puts one contact on the record, with all that it was about and what follows from it. */
export const logContact = defineCommand({
  version: 2,
  roles: ['operative', 'approver', 'governance', 'partner'],
  needs: (args: LogContactArgs) => ({
    ...furtherCases(args), ...seenTickets(args),
    resident: row('resident', args.residentId),
    caseFile: row('caseFile', args.caseId),
    existing: row('contact', args.contactId),
    service: row('service', args.next === null ? null : args.serviceId),
    councillor: row('councillor', args.enquiry?.councillorId ?? null),
    owner: row('staff', args.next?.staffId ?? null),
    nextService: row('service', args.next?.serviceId ?? null),
    // Most contacts have neither days to count nor a second matter, and ask for nothing that they don't need.
    holidays: rows('holiday', args.next === null && args.enquiry === null ? NONE : { division: 'england-and-wales' }),
    restricted: rows('service', args.furtherMatters.length === 0 ? NONE : { category: restrictedCategories[0] }),
  }),
  needsThen: ({ resident, caseFile }, args) => ({
    property: row('property', args.enquiry === null ? null : args.propertyId ?? resident?.propertyId ?? caseFile?.propertyId ?? null),
    ofCase: row('resident', args.residentId === null ? caseFile?.residentId ?? null : null),
  }),
  decide: (facts, args, context): Verdict => {
    const { resident, caseFile } = facts;
    // A replay changes nothing, and nobody writes over a contact that somebody has put on the record.
    if (facts.existing !== null) return accepted();
    if (args.residentId === null && args.propertyId === null && !args.anonymous) return refused('command.needs-subject');
    if (args.residentId !== null && resident === null) return refused('command.unknown-resident');
    if (args.caseId !== null && caseFile === null) return refused('command.unknown-case');
    if (args.note.length > LONGEST_NOTE) return refused('command.note-too-long', { limit: LONGEST_NOTE });
    if (args.endedAt !== null && args.endedAt < args.startedAt) return refused('command.time-backwards');

    const restricted = new Set(facts.restricted.map(({ id }) => id));
    for (const [n, { serviceId, caseId }] of args.furtherMatters.entries()) {
      const file = (facts as Partial<Record<FurtherCase, CaseFile | null>>)[`case${n}`] ?? null;
      if (caseId !== null && file === null) return refused('command.unknown-case');
      // A row has one scope: what only some may see is not hidden behind what all may.
      if ([serviceId, file?.serviceId].some((id) => id != null && restricted.has(id))) return refused('command.matter-apart');
    }
    if (args.enquiry !== null) {
      if (args.channel !== 'councillor') return refused('command.enquiry-by-councillor');
      if (facts.councillor === null) return refused('command.unknown-councillor');
      const kept = mattersOf(args).find(({ serviceId, outcome }) => saysDecided(outcome) && clauseNobodyInfluences(context.scheme?.clauses ?? [], serviceId) !== undefined);
      if (kept !== undefined) return refused('command.no-influence');
    }
    const calendar = calendarOf(facts.holidays);
    const fault = nextFault(args, { ...facts, context });
    if (fault !== null) return fault;

    const enquiry = args.enquiry === null || facts.councillor === null ? null : enquiryOf(args, {
      councillor: facts.councillor, property: resident?.confidential === true ? null : facts.property, calendar, clauses: context.scheme?.clauses ?? [], countsAt: context.countsAt,
    });
    // Nobody is on a partner's desk to be named: the case says whom it is about.
    const partner = context.actor.role === 'partner';
    const spokenOf = resident ?? (partner ? facts.ofCase : null);
    const contact: Contact = {
      id: args.contactId, residentId: args.residentId ?? (partner ? caseFile?.residentId ?? null : null),
      propertyId: args.propertyId ?? resident?.propertyId ?? caseFile?.propertyId ?? null,
      caseId: args.caseId, serviceId: args.serviceId, channel: args.channel, reason: args.reason, outcome: args.outcome,
      avoidable: args.avoidable, furtherMatters: args.furtherMatters.length === 0 ? null : args.furtherMatters, enquiry, note: args.note,
      staffId: context.actor.staffId, siteId: context.actor.siteId,
      startedAt: args.startedAt, endedAt: args.endedAt, externalReference: null,
    };
    const tickets = (args.ticketIds ?? []).map((_id, n) => (facts as Partial<Record<SeenTicket, Ticket | null>>)[`ticket${n}`] ?? null);
    return accepted(
      put('contact', contact),
      ...tickets.flatMap((ticket) => seenIn(ticket, contact, context)),
      ...spokenOf === null ? [] : [put('resident', { ...spokenOf, lastContactAt: Math.max(spokenOf.lastContactAt ?? 0, context.countsAt) })],
      ...nextRows(contact, args.next, { service: facts.service, calendar, context }),
      ...facts.councillor === null ? [] : enquiryRows(contact, facts.councillor, args.next?.staffId ?? context.actor.staffId, context),
    );
  },
});
