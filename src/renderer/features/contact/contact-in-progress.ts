import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { Channel } from '#domain/vocabulary.ts';
import { draftKey } from './contact-draft.ts';

/** `channel` is null where nobody has said that they are speaking. */
interface InProgress { contactId: string; channel: Channel | null }

/** Which contact is being written down for whom, so that a decision made during it can say so. */
const contactsInProgress = createStore<Record<string, InProgress>>(() => ({}));

export function noteContactInProgress(key: string, contact: InProgress | null): void {
  contactsInProgress.setState((before) => {
    const { [key]: _ended, ...rest } = before;
    return contact === null ? rest : { ...rest, [key]: contact };
  }, true);
}

/** The id of the contact in progress with this subject; null where there is none. */
export const useContactInProgress = (subject: SubjectRef | null): string | null =>
  useStore(contactsInProgress, (contacts) => contacts[draftKey(subject)]?.contactId ?? null);

/** On which channel this person is speaking about the subject now; null where no contact is in progress. */
export const useChannelInProgress = (subject: SubjectRef): Channel | null =>
  useStore(contactsInProgress, (contacts) => contacts[draftKey(subject)]?.channel ?? null);
