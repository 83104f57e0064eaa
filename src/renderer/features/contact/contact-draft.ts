/** A contact as it is being written down: everything a crash must not lose, and how it becomes a command. */
import type { LogContactArgs } from '#domain/contacts/log-contact.ts';
import { LONGEST_NOTE } from '#domain/contacts/log-contact.ts';
import { asId, type ContactId } from '#domain/ids.ts';
import type { AvoidableCode, Channel, ContactOutcome, ContactReason } from '#domain/vocabulary.ts';
import type { SubjectRef } from '#contract/views.ts';

export interface ContactDraft {
  /** Drawn when the contact starts, so that decisions made during it can name it and a second save changes nothing. */
  contactId: ContactId;
  startedAt: number;
  channel: Channel;
  reason: ContactReason | null;
  outcome: ContactOutcome | null;
  avoidable: AvoidableCode | null;
  serviceId: string | null;
  caseId: string | null;
  note: string;
}

export const startContact = (contactId: string, startedAt: number, channel: Channel = 'phone-in'): ContactDraft => ({
  contactId: asId(contactId), startedAt, channel, reason: null, outcome: null, avoidable: null, serviceId: null,
  caseId: null, note: '',
});

/** A contact that came back, as it was entered. */
export const draftOf = (args: LogContactArgs): ContactDraft => ({
  contactId: args.contactId, startedAt: args.startedAt, channel: args.channel, reason: args.reason, outcome: args.outcome,
  avoidable: args.avoidable, serviceId: args.serviceId, caseId: args.caseId, note: args.note,
});

export const subjectOf = ({ residentId, propertyId }: LogContactArgs): SubjectRef | null =>
  residentId !== null ? { kind: 'resident', id: residentId } : propertyId !== null ? { kind: 'property', id: propertyId } : null;

/** One draft per subject; contacts with nobody named share one. */
export const draftKey = (subject: SubjectRef | null): string =>
  subject === null ? 'contact:anonymous' : `contact:${subject.kind}:${subject.id}`;

export type ContactField = 'reason' | 'outcome' | 'note';

/** What keeps the contact from being saved, in the order of the form. */
export function contactFaults(draft: ContactDraft): ContactField[] {
  const faults: ContactField[] = [];
  if (draft.reason === null) faults.push('reason');
  if (draft.outcome === null) faults.push('outcome');
  if (draft.note.length > LONGEST_NOTE) faults.push('note');
  return faults;
}

/** True where discarding would throw away something a person typed or chose. */
export const isWorthKeeping = (draft: ContactDraft): boolean =>
  draft.note.trim() !== '' || draft.reason !== null || draft.outcome !== null || draft.serviceId !== null || draft.caseId !== null;

/** The command's arguments; null where a fault remains. `endedAt` never comes before the start, whatever the clock did. */
export function toLogContact(draft: ContactDraft, subject: SubjectRef | null, endedAt: number): LogContactArgs | null {
  if (draft.reason === null || draft.outcome === null || contactFaults(draft).length > 0) return null;
  return {
    contactId: draft.contactId,
    residentId: subject?.kind === 'resident' ? asId(subject.id) : null,
    propertyId: subject?.kind === 'property' ? asId(subject.id) : null,
    anonymous: subject === null,
    caseId: draft.caseId === null ? null : asId(draft.caseId),
    serviceId: draft.serviceId === null ? null : asId(draft.serviceId),
    channel: draft.channel, reason: draft.reason, outcome: draft.outcome, avoidable: draft.avoidable,
    note: draft.note.trim(), startedAt: draft.startedAt, endedAt: Math.max(draft.startedAt, endedAt),
  };
}

/** Minutes and seconds since the start, `4:07`, with hours where there are any. */
export function elapsedText(startedAt: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - startedAt) / 1000));
  const two = (value: number): string => value.toString().padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours === 0 ? `${String(minutes)}:${two(seconds % 60)}` : `${String(hours)}:${two(minutes)}:${two(seconds % 60)}`;
}
