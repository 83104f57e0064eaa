/** Arguments of every command as they cross a process or the wire, checked before a rule sees them. */
import { z } from 'zod';
import type { CommandArgs, CommandName } from '#domain/commands/all.ts';
import { LONGEST_NOTE } from '#domain/contacts/log-contact.ts';
import { avoidableCodes, channels, contactOutcomes, contactReasons } from '#domain/vocabulary.ts';
import type {
  CaseId, ContactId, DecisionId, EscalationId, PropertyId, ResidentId, ServiceId, Id,
} from '#domain/ids.ts';

const id = <T extends Id<string>>() => z.string().min(1).max(100) as unknown as z.ZodType<T, string>;
const instant = z.int().min(0);
const longText = z.string().max(LONGEST_NOTE);
const evidence = z.array(z.object({
  kind: z.enum([
    'fault-recorded', 'apology-given', 'crew-damage-log', 'cancelled-in-time', 'crew-failure-code', 'missed-collection-log',
    'proof-of-address', 'proof-of-vehicle', 'hardship-statement', 'payment-record', 'second-failure-report',
  ]),
  detail: longText,
})).max(20);

/** What may be asked of a clause; amounts are in its measure (pence, times, days). */
const request = {
  reference: z.string().min(4).max(40),
  clauseId: z.string().min(1).max(100),
  residentId: id<ResidentId>(),
  contactId: id<ContactId>().nullable(),
  amount: z.int().min(0).max(100_000_000),
  item: z.string().max(100).nullable(),
  reasonCode: z.string().max(100),
  reasons: longText,
  evidence,
};

export const commandSchemas = {
  'log-contact': z.object({
    contactId: id<ContactId>(), residentId: id<ResidentId>().nullable(), propertyId: id<PropertyId>().nullable(),
    anonymous: z.boolean(), caseId: id<CaseId>().nullable(), serviceId: id<ServiceId>().nullable(),
    channel: z.enum(channels), reason: z.enum(contactReasons), outcome: z.enum(contactOutcomes),
    avoidable: z.enum(avoidableCodes).nullable(),
    // The rule refuses a long note with a sentence; the schema only keeps out what no hand typed.
    note: z.string().max(LONGEST_NOTE * 10),
    startedAt: instant, endedAt: instant.nullable(),
  }),
  'make-decision': z.object({
    decisionId: id<DecisionId>(), ...request, confirmed: z.array(z.string().max(100)).max(20), alternativesRejected: longText,
  }),
  'request-approval': z.object({ escalationId: id<EscalationId>(), ...request, exceptional: z.boolean() }),
  'answer-escalation': z.object({
    escalationId: id<EscalationId>(), answer: z.enum(['approve', 'decline', 'refer']),
    amount: z.int().min(0).max(100_000_000).nullable(), reasons: longText,
  }),
} satisfies { [N in CommandName]: z.ZodType<CommandArgs<N>> };

export const commandNames = Object.keys(commandSchemas) as CommandName[];
export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commandSchemas, name);
