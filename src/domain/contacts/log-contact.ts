import { accepted, defineCommand, refused, row } from '../commands/command.ts';
import type { CaseId, ContactId, PropertyId, ResidentId, ServiceId } from '../ids.ts';
import { put, type Contact } from '../records.ts';
import type { Instant } from '../time/instant.ts';
import type { AvoidableCode, Channel, ContactOutcome, ContactReason } from '../vocabulary.ts';

export const LONGEST_NOTE = 20_000;

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
  note: string;
  startedAt: Instant;
  endedAt: Instant | null;
}

/** Puts one contact on the record. */
export const logContact = defineCommand({
  version: 1,
  roles: ['operative', 'approver', 'governance', 'partner'],
  needs: (args: LogContactArgs) => ({
    resident: row('resident', args.residentId),
    caseFile: row('caseFile', args.caseId),
    existing: row('contact', args.contactId),
  }),
  needsThen: () => ({}),
  decide: (facts, args, context) => {
    // A replay changes nothing, and nobody writes over a contact that somebody has put on the record.
    if (facts.existing !== null) return accepted();
    if (args.residentId === null && args.propertyId === null && !args.anonymous) return refused('command.needs-subject');
    if (args.residentId !== null && facts.resident === null) return refused('command.unknown-resident');
    if (args.caseId !== null && facts.caseFile === null) return refused('command.unknown-case');
    if (args.note.length > LONGEST_NOTE) return refused('command.note-too-long', { limit: LONGEST_NOTE });
    if (args.endedAt !== null && args.endedAt < args.startedAt) return refused('command.time-backwards');
    const contact: Contact = {
      id: args.contactId, residentId: args.residentId,
      propertyId: args.propertyId ?? facts.resident?.propertyId ?? facts.caseFile?.propertyId ?? null,
      caseId: args.caseId, serviceId: args.serviceId, channel: args.channel, reason: args.reason, outcome: args.outcome,
      avoidable: args.avoidable, note: args.note, staffId: context.actor.staffId, siteId: context.actor.siteId,
      startedAt: args.startedAt, endedAt: args.endedAt, externalReference: null,
    };
    const lastContactAt = Math.max(facts.resident?.lastContactAt ?? 0, context.countsAt);
    return facts.resident === null
      ? accepted(put('contact', contact))
      : accepted(put('contact', contact), put('resident', { ...facts.resident, lastContactAt }));
  },
});
