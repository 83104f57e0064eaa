/**
 * Contacts that begin elsewhere than in the bar along the bottom: with a record that is opened from the search, a number that is
 * called, or what was handed over. All of them are drafts before anything else, so that a crash loses none; a bar that is open shows it.
 */
import type { TransferItem } from '#contract/views/queue.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { asId, type CaseId, type CouncillorId, type ServiceId } from '#domain/ids.ts';
import type { HandedOver } from '#domain/records/queue.ts';
import type { Channel } from '#domain/vocabulary.ts';
import { noteContactBegun } from '../engine-client/contact-begun.ts';
import { amendDraft } from '../engine-client/drafts.ts';
import { newId } from '../engine-client/ids.ts';
import { begunByCall, begunByCouncillor, begunBySearch, begunByTransfer } from '../features/contact/begun-contact.ts';
import { draftKey, isUnderWay, startContact, wholeDraft, type ContactDraft } from '../features/contact/contact-draft.ts';
import { go, isOpen, openSubject } from './routes.ts';

/** The contact that `make` made of what stood there; null where it left that, or the desk could not keep it. */
async function begin(subject: SubjectRef | null, make: (before: ContactDraft | null) => ContactDraft | null): Promise<ContactDraft | null> {
  let made: ContactDraft | null = null;
  const kept = await amendDraft<ContactDraft>(draftKey(subject), (before) => {
    made = make(before === null ? null : wholeDraft(before));
    if (made !== null) noteContactBegun(made.contactId);
    return made;
  });
  return kept ? made : null;
}

/** Whether one with nobody named is being written: it is offered to whoever is opened, and no other begins by itself. */
async function isOneWithNobody(): Promise<boolean> {
  let found = false;
  await amendDraft<ContactDraft>(draftKey(null), (before) => {
    found = before !== null && isUnderWay(wholeDraft(before));
    return null;
  });
  return found;
}

/** Goes by itself where nothing is done in it. */
export async function beginSearched(subject: SubjectRef, { channel, startedAt }: { channel: Channel; startedAt: number }): Promise<void> {
  if (await isOneWithNobody()) return;
  await begin(subject, (before) => isOpen(subject) ? begunBySearch(before, { contactId: newId(), channel, startedAt }) : null);
}

/** Their enquiry, with nobody named yet: whoever it is about is opened next and it moves to them. False where another is in its way. */
export async function beginEnquiry(councillorId: string, startedAt: number): Promise<boolean> {
  go({ name: 'councillor', councillorId });
  return await begin(null, (before) => begunByCouncillor(before, { contactId: newId(), startedAt, councillorId })) !== null;
}

/** Opens the record, where there is one, with a contact begun; one that is being written down already goes on. */
export async function beginCalled(subject: SubjectRef | null, begun: { channel: Channel; startedAt: number; contactId: string; ticketId: string | null }): Promise<void> {
  await begin(subject, (before) => begunByCall(before, { ...begun, named: subject !== null }));
  if (subject !== null) openSubject(subject);
}

/** All that is typed of a contact, for whoever goes on with it. */
export const handedOverOf = ({ channel, reason, avoidable, note, further, councillorId, residentAsked }: ContactDraft): HandedOver => ({
  channel, reason, avoidable, note, councillorId: councillorId === null ? null : asId<CouncillorId>(councillorId), residentAsked,
  further: further.map((matter) => ({ ...matter, serviceId: matter.serviceId === null ? null : asId<ServiceId>(matter.serviceId), caseId: matter.caseId === null ? null : asId<CaseId>(matter.caseId) })),
});

/** The contact in which what was handed over goes on; null where one with nobody named is in its way. */
export async function beginHandedOver({ subject, handedOver, serviceId, caseId, startedAt }: TransferItem): Promise<ContactDraft | null> {
  const came: ContactDraft = { ...startContact(newId(), startedAt, handedOver.channel), ...handedOver, serviceId, caseId };
  return begin(subject, (before) => begunByTransfer(before, came, subject !== null));
}
