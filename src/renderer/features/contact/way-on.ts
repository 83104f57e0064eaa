/** Which of two contacts with nobody named goes on, where one begins while the other is being written: the person says. */
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import type { ContactDraft } from './contact-draft.ts';

/** Put aside what is being written; save it first; it is the same contact; neither now. */
export type WayOn = 'aside' | 'save' | 'same' | 'later';

export interface WayOnQuestion {
  what: 'ticket' | 'enquiry' | 'transfer';
  /** Of whoever comes now: a number with its name, a councillor. */
  name: string;
  /** What is being written. */
  before: ContactDraft;
  /** Whether it can be the same contact. */
  maybeSame: boolean;
}

interface Asked extends WayOnQuestion { answer: (way: WayOn) => void }

const store = createStore<{ asked: Asked | null; toSave: string | null; goneOn: string | null }>(() => ({ asked: null, toSave: null, goneOn: null }));

export const useWayOnQuestion = (): WayOnQuestion | null => useStore(store, ({ asked }) => asked);

/** One question at a time: what comes while one is open is answered as if nobody had pressed. */
export function askWayOn(question: WayOnQuestion): Promise<WayOn> {
  if (store.getState().asked !== null) return Promise.resolve('later');
  return new Promise((resolve) => { store.setState({ asked: { ...question, answer: resolve } }); });
}

export function answerWayOn(way: WayOn): void {
  const { asked } = store.getState();
  store.setState({ asked: null });
  asked?.answer(way);
}

/** The bar saves this contact, and asks for what is missing. */
export const askToSave = (contactId: string): void => { store.setState({ toSave: contactId }); };
export const useToSave = (contactId: string | null): boolean => useStore(store, ({ toSave }) => contactId !== null && toSave === contactId);
export const noteSaveBegun = (): void => { store.setState({ toSave: null }); };

/** The bar goes to the form of this contact: somebody chose to go on with it. */
export const goToForm = (contactId: string): void => { store.setState({ goneOn: contactId }); };
export const useGoneOn = (contactId: string | null): boolean => useStore(store, ({ goneOn }) => contactId !== null && goneOn === contactId);
export const noteAtForm = (): void => { store.setState({ goneOn: null }); };

export function forgetWayOn(): void {
  answerWayOn('later');
  store.setState({ toSave: null, goneOn: null });
}
