import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import type { SubjectRef } from '#contract/views.ts';
import { draftKey } from './contact-draft.ts';

/** Which contact is being written down for whom, so that a decision made during it can say so. */
const contactsInProgress = createStore<Record<string, string>>(() => ({}));

export function noteContactInProgress(key: string, contactId: string | null): void {
  contactsInProgress.setState((before) => {
    const { [key]: _ended, ...rest } = before;
    return contactId === null ? rest : { ...rest, [key]: contactId };
  }, true);
}

/** The id of the contact in progress with this subject; null where there is none. */
export const useContactInProgress = (subject: SubjectRef): string | null =>
  useStore(contactsInProgress, (contacts) => contacts[draftKey(subject)] ?? null);
