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
import { onContactOver } from '../engine-client/contact-topic.ts';
import { amendDraft, readDraft } from '../engine-client/drafts.ts';
import { newId } from '../engine-client/ids.ts';
import { asideOf, dropAside, keepAside } from '../features/contact/aside.ts';
import { begunByCall, begunByCouncillor, begunBySearch, begunByTransfer, withCouncillor, withTicket } from '../features/contact/begun-contact.ts';
import { draftKey, isUnderWay, startContact, wholeDraft, type ContactDraft } from '../features/contact/contact-draft.ts';
import { askToSave, askWayOn, goToForm, type WayOnQuestion } from '../features/contact/way-on.ts';
import { go, isOpen, isRecordOpen, openSubject } from './routes.ts';

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

/** The contact with nobody named, as it stands now. */
async function nobodys(): Promise<ContactDraft | null> {
  const kept = await readDraft<ContactDraft>(draftKey(null));
  return kept === null ? null : wholeDraft(kept);
}

/** Goes by itself where nothing is done in it. */
export async function beginSearched(subject: SubjectRef, { channel, startedAt }: { channel: Channel; startedAt: number }): Promise<void> {
  const unnamed = await nobodys();
  // It is offered to whoever is opened, and no other begins by itself.
  if (unnamed !== null && isUnderWay(unnamed)) return;
  await begin(subject, (before) => isOpen(subject) ? begunBySearch(before, { contactId: newId(), channel, startedAt }) : null);
}

/** One with nobody named, `next` where another is saved first. */
interface Begun { draft: ContactDraft; next: boolean }

interface Coming {
  what: WayOnQuestion['what'];
  name: string;
  /** What it begins as where it is not the contact that is being written. */
  came: ContactDraft;
  /** What is being written, where it turns out to be the same contact; null where it can’t be. */
  same: (before: ContactDraft) => ContactDraft | null;
}

/** Puts it where contacts with nobody named are written; what is being written there is put aside. False where the desk could not keep both. */
async function takeItsPlace(came: ContactDraft): Promise<boolean> {
  const before = await nobodys();
  if (before !== null && isUnderWay(before) && !await keepAside(before)) return false;
  let last: ContactDraft | null = null;
  const kept = await amendDraft<ContactDraft>(draftKey(null), (now) => {
    last = now === null ? null : wholeDraft(now);
    return came;
  });
  // Typed while it was put aside.
  if (last !== null && isUnderWay(last) && JSON.stringify(last) !== JSON.stringify(before)) await keepAside(last);
  return kept;
}

/** What follows the contact that is saved first, by that one’s id. */
const after = new Map<string, string>();
onContactOver((contactId) => {
  const next = after.get(contactId);
  after.delete(contactId);
  // On somebody’s record their own contact was meant: the other stays put aside, in sight.
  if (next !== undefined && !isRecordOpen()) void goOnWith(next);
});

/** Begins one with nobody named where another is being written: the person says at once which goes on. Null where neither does. */
async function beginBeside(before: ContactDraft, { what, name, came, same }: Coming): Promise<Begun | null> {
  switch (await askWayOn({ what, name, before, maybeSame: same(before) !== null })) {
    case 'later': return null;
    case 'same': {
      const draft = await begin(null, (now) => same(now ?? before));
      if (draft !== null) showForm(draft.contactId);
      return draft === null ? null : { draft, next: false };
    }
    case 'aside':
      noteContactBegun(came.contactId);
      if (!await takeItsPlace(came)) return null;
      showForm(came.contactId);
      return { draft: came, next: false };
    case 'save':
      noteContactBegun(came.contactId);
      if (!await keepAside(came)) return null;
      after.set(before.contactId, came.contactId);
      if (isRecordOpen()) go({ name: 'home' });
      askToSave(before.contactId);
      return { draft: came, next: true };
  }
}

/** The form of one with nobody named is not to be seen on a record. */
function showForm(contactId: string): void {
  if (isRecordOpen()) go({ name: 'home' });
  goToForm(contactId);
}

/** A contact that was put aside is written again; what is being written instead of it is put aside. */
export async function goOnWith(contactId: string): Promise<void> {
  const draft = await asideOf(contactId);
  if (draft !== null && !await takeItsPlace(draft)) return;
  await dropAside(contactId);
  if (draft !== null) showForm(contactId);
}

/** Their enquiry, with nobody named yet: whoever it is about is opened next and it moves to them. Says whether it began, or is next. */
export async function beginEnquiry({ councillorId, name }: { councillorId: string; name: string }, startedAt: number): Promise<'begun' | 'next' | 'not'> {
  go({ name: 'councillor', councillorId });
  const asks = { contactId: newId(), startedAt, councillorId };
  if (await begin(null, (before) => begunByCouncillor(before, asks)) !== null) return 'begun';
  const before = await nobodys();
  const came = begunByCouncillor(null, asks);
  const begun = before === null || came === null ? null : await beginBeside(before, { what: 'enquiry', name, came, same: (now) => withCouncillor(now, councillorId) });
  return begun === null ? 'not' : begun.next ? 'next' : 'begun';
}

/** Opens the record, where there is one, with a contact begun; one that is being written down already goes on. */
export async function beginCalled(subject: SubjectRef | null, { called, ...begun }: { channel: Channel; startedAt: number; contactId: string; ticketId: string | null; called: string }): Promise<void> {
  const call = { ...begun, named: subject !== null };
  const draft = await begin(subject, (before) => begunByCall(before, call));
  if (subject !== null) return openSubject(subject);
  const before = draft === null ? await nobodys() : null;
  const came = begunByCall(null, call);
  const { ticketId } = begun;
  if (before !== null && came !== null) await beginBeside(before, { what: 'ticket', name: called, came, same: (now) => ticketId === null ? null : withTicket(now, ticketId) });
}

/** All that is typed of a contact, for whoever goes on with it. */
export const handedOverOf = ({ channel, reason, avoidable, note, further, councillorId, residentAsked }: ContactDraft): HandedOver => ({
  channel, reason, avoidable, note, councillorId: councillorId === null ? null : asId<CouncillorId>(councillorId), residentAsked,
  further: further.map((matter) => ({ ...matter, serviceId: matter.serviceId === null ? null : asId<ServiceId>(matter.serviceId), caseId: matter.caseId === null ? null : asId<CaseId>(matter.caseId) })),
});

/** The contact in which what was handed over goes on; null where one with nobody named is in its way, and the person left it so. */
export async function beginHandedOver({ subject, handedOver, serviceId, caseId, startedAt, calledName }: TransferItem): Promise<ContactDraft | null> {
  const came: ContactDraft = { ...startContact(newId(), startedAt, handedOver.channel), ...handedOver, serviceId, caseId };
  const draft = await begin(subject, (before) => begunByTransfer(before, came, subject !== null));
  const before = draft === null && subject === null ? await nobodys() : null;
  if (before === null) return draft;
  return (await beginBeside(before, { what: 'transfer', name: calledName, came, same: (now) => begunByTransfer(now, came, true) }))?.draft ?? null;
}
