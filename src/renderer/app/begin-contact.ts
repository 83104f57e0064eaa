/** Contacts that begin elsewhere than in the bar along the bottom: with a number that is called, or with what was handed over. */
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import type { TransferItem } from '#contract/views/queue.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { asId, type CaseId, type CouncillorId, type ServiceId } from '#domain/ids.ts';
import type { HandedOver } from '#domain/records/queue.ts';
import type { Channel } from '#domain/vocabulary.ts';
import { invoke } from '../engine-client/bridge.ts';
import { flushDrafts } from '../engine-client/drafts.ts';
import { draftKey, joinedContacts, startContact, wholeDraft, type ContactDraft } from '../features/contact/contact-draft.ts';
import { openSubject } from './routes.ts';

/** How often a contact was put under a key from here: the bar that shows it reads it again. */
const begun = createStore<Record<string, number>>(() => ({}));
export const useContactKept = (subject: SubjectRef | null): number => useStore(begun, (all) => all[draftKey(subject)] ?? 0);

async function draftOf(key: string): Promise<ContactDraft | null> {
  // What is being typed is on its way first: it is what is looked for.
  await flushDrafts();
  const answer = await invoke('draft.load', { key });
  return answer.ok && answer.value.value !== null ? JSON.parse(answer.value.value) as ContactDraft | null : null;
}

async function keep(key: string, draft: ContactDraft): Promise<boolean> {
  const kept = await invoke('draft.save', { key, value: JSON.stringify(draft) });
  if (kept.ok) begun.setState((all) => ({ ...all, [key]: (all[key] ?? 0) + 1 }));
  return kept.ok;
}

/** Opens the record, where there is one, with a contact begun; one that is being written down already goes on. */
export async function beginCalled(subject: SubjectRef | null, { channel, startedAt, contactId }: { channel: Channel; startedAt: number; contactId: string }): Promise<void> {
  const key = draftKey(subject);
  if (await draftOf(key) === null) await keep(key, startContact(contactId, startedAt, channel));
  if (subject !== null) openSubject(subject);
}

/** All that is typed of a contact, for whoever goes on with it. */
export const handedOverOf = ({ channel, reason, avoidable, note, further, councillorId, residentAsked }: ContactDraft): HandedOver => ({
  channel, reason, avoidable, note, councillorId: councillorId === null ? null : asId<CouncillorId>(councillorId), residentAsked,
  further: further.map((matter) => ({ ...matter, serviceId: matter.serviceId === null ? null : asId<ServiceId>(matter.serviceId), caseId: matter.caseId === null ? null : asId<CaseId>(matter.caseId) })),
});

/** The contact in which what was handed over goes on; null where one with nobody named is in its way. */
export async function adopt({ subject, handedOver, serviceId, caseId, startedAt }: TransferItem, contactId: string): Promise<ContactDraft | null> {
  const key = draftKey(subject);
  const before = await draftOf(key);
  if (subject === null && before !== null) return null;
  const came: ContactDraft = { ...startContact(contactId, startedAt, handedOver.channel), ...handedOver, serviceId, caseId };
  // A crash may have come between this desk and the centre: then it stands here already and is not put in twice.
  const draft = before === null ? came : before.note.includes(came.note) && before.startedAt <= startedAt ? before : joinedContacts(wholeDraft(before), came);
  return await keep(key, draft) ? draft : null;
}
