/** A contact as it is being written down: everything a crash must not lose, and how it becomes a command. */
import type { LogContactArgs } from '#domain/contacts/log-contact.ts';
import { LONGEST_NOTE } from '#domain/contacts/log-contact.ts';
import { endOfWorkOn, type NextStep } from '#domain/contacts/next-step.ts';
import { asId, type ContactId, type TicketId } from '#domain/ids.ts';
import type { ContactMatter } from '#domain/records/contacts.ts';
import { dateAt } from '#domain/time/dates.ts';
import type { AvoidableCode, Channel, ContactOutcome, ContactReason } from '#domain/vocabulary.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { ContactTopic } from '../../engine-client/contact-topic.ts';

/** One of the things it is about. */
export interface MatterDraft {
  reason: ContactReason | null;
  outcome: ContactOutcome | null;
  avoidable: AvoidableCode | null;
  serviceId: string | null;
  caseId: string | null;
}

/** Who goes on with it. Neither a person nor a service is whoever has the contact. */
export interface NextDraft {
  staffId: string | null;
  serviceId: string | null;
  words: string;
  /** The day that was promised; null where none was. */
  date: string | null;
}

export interface ContactDraft extends MatterDraft {
  /** Drawn when the contact starts, so that decisions made during it can name it and a second save changes nothing. */
  contactId: ContactId;
  startedAt: number;
  channel: Channel;
  further: MatterDraft[];
  councillorId: string | null;
  /** The resident asked the councillor to act. */
  residentAsked: boolean;
  next: NextDraft | null;
  note: string;
  /** Numbers that were called for it: saving it finishes them. */
  ticketIds: string[];
  /** It began with a search, and nothing has been done in it yet: it goes by itself, too. */
  byItself: boolean;
}

export const NO_MATTER: MatterDraft = { reason: null, outcome: null, avoidable: null, serviceId: null, caseId: null };

export const startContact = (contactId: string, startedAt: number, channel: Channel = 'phone-in', byItself = false): ContactDraft => ({
  ...NO_MATTER, contactId: asId(contactId), startedAt, channel, further: [], councillorId: null, residentAsked: false, next: null, note: '', ticketIds: [], byItself,
});

/** Everything that it is about, for what helps with it. */
export function topicOf({ contactId, further, ...first }: ContactDraft): ContactTopic {
  const matters = [first, ...further];
  return {
    contactId, serviceIds: [...new Set(matters.flatMap(({ serviceId }) => serviceId === null ? [] : [serviceId]))],
    reasons: [...new Set(matters.flatMap(({ reason }) => reason === null ? [] : [reason]))],
  };
}

/** A draft kept by an earlier version of the app lacks what came since. */
export const wholeDraft = (kept: ContactDraft): ContactDraft => ({ ...startContact(kept.contactId, kept.startedAt), ...kept });

const matterDraft = ({ reason, outcome, avoidable, serviceId, caseId }: ContactMatter): MatterDraft => ({ reason, outcome, avoidable, serviceId, caseId });

const nextDraft = ({ staffId, serviceId, words, promisedFor }: NextStep): NextDraft => ({ staffId, serviceId, words, date: promisedFor === null ? null : dateAt(promisedFor) });

/** A contact that came back, as it was entered. */
export const draftOf = (args: LogContactArgs): ContactDraft => ({
  ...startContact(args.contactId, args.startedAt, args.channel), ...matterDraft(args), further: args.furtherMatters.map(matterDraft),
  councillorId: args.enquiry?.councillorId ?? null, residentAsked: args.enquiry?.residentAsked === true,
  next: args.next === null ? null : nextDraft(args.next), note: args.note, ticketIds: args.ticketIds ?? [],
});

export const subjectOf = ({ residentId, propertyId }: LogContactArgs): SubjectRef | null =>
  residentId !== null ? { kind: 'resident', id: residentId } : propertyId !== null ? { kind: 'property', id: propertyId } : null;

/** One draft per subject; contacts with nobody named share one. */
export const draftKey = (subject: SubjectRef | null): string =>
  subject === null ? 'contact:anonymous' : `contact:${subject.kind}:${subject.id}`;

export type ContactField = 'councillor' | 'reason' | 'outcome' | 'further' | 'note';

/** What keeps the contact from being saved, in the order of the form. */
export function contactFaults(draft: ContactDraft): ContactField[] {
  const faults: ContactField[] = [];
  if (draft.channel === 'councillor' && draft.councillorId === null) faults.push('councillor');
  if (draft.reason === null) faults.push('reason');
  if (draft.outcome === null) faults.push('outcome');
  if (draft.further.some(({ reason, outcome }) => reason === null || outcome === null)) faults.push('further');
  if (draft.note.length > LONGEST_NOTE) faults.push('note');
  return faults;
}

/** True where discarding would throw away something a person typed or chose. */
export const isWorthKeeping = (draft: ContactDraft): boolean =>
  draft.note.trim() !== '' || draft.reason !== null || draft.outcome !== null || draft.serviceId !== null || draft.caseId !== null
  || draft.further.length > 0 || draft.councillorId !== null || draft.next !== null;

/** True of one that somebody else's record should take over, and not begin another beside it. */
export const isUnderWay = (draft: ContactDraft): boolean => isWorthKeeping(draft) || draft.ticketIds.length > 0;

/** Two contacts that turn out to be one: as long as both together, about all that either was about, and no word lost. */
export function joinedContacts(into: ContactDraft, from: ContactDraft): ContactDraft {
  const matters = [into, ...into.further, from, ...from.further].map(({ reason, outcome, avoidable, serviceId, caseId }) => ({ reason, outcome, avoidable, serviceId, caseId }))
    .filter((matter) => Object.values(matter).some((value) => value !== null));
  const [first = NO_MATTER, ...further] = matters;
  return {
    ...into, ...first, further, startedAt: Math.min(into.startedAt, from.startedAt), channel: isWorthKeeping(into) ? into.channel : from.channel,
    councillorId: into.councillorId ?? from.councillorId, residentAsked: into.residentAsked || from.residentAsked, next: into.next ?? from.next,
    note: [into.note, from.note].filter((note) => note.trim() !== '').join('\n\n'), ticketIds: [...new Set([...into.ticketIds, ...from.ticketIds])], byItself: false,
  };
}

function matterOf({ reason, outcome, avoidable, serviceId, caseId }: MatterDraft): ContactMatter | null {
  if (reason === null || outcome === null) return null;
  return { reason, outcome, avoidable, serviceId: serviceId === null ? null : asId(serviceId), caseId: caseId === null ? null : asId(caseId) };
}

const nextOf = ({ staffId, serviceId, words, date }: NextDraft): NextStep =>
  ({ staffId: staffId === null ? null : asId(staffId), serviceId: serviceId === null ? null : asId(serviceId), words: words.trim(), promisedFor: date === null ? null : endOfWorkOn(date) });

/** The command's arguments; null where a fault remains. `endedAt` never comes before the start, whatever the clock did. */
export function toLogContact(draft: ContactDraft, subject: SubjectRef | null, endedAt: number): LogContactArgs | null {
  const first = matterOf(draft);
  if (first === null || contactFaults(draft).length > 0) return null;
  return {
    contactId: draft.contactId,
    residentId: subject?.kind === 'resident' ? asId(subject.id) : null,
    propertyId: subject?.kind === 'property' ? asId(subject.id) : null,
    anonymous: subject === null,
    channel: draft.channel, ...first, furtherMatters: draft.further.map(matterOf).filter((matter) => matter !== null),
    enquiry: draft.channel !== 'councillor' || draft.councillorId === null ? null : { councillorId: asId(draft.councillorId), residentAsked: draft.residentAsked },
    next: draft.next === null ? null : nextOf(draft.next),
    ...draft.ticketIds.length === 0 ? {} : { ticketIds: draft.ticketIds.map((id) => asId<TicketId>(id)) },
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
