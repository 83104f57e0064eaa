/** Whom this person has opened since they signed in. Names are in it, so it is forgotten as the desk is left. */
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import type { SubjectRef } from '#contract/views/subject-ref.ts';

export interface Recent {
  subject: SubjectRef;
  name: string;
  detail: string;
}

const AT_MOST = 8;
const store = createStore<{ recent: readonly Recent[] }>(() => ({ recent: [] }));

/** The newest first, each once. */
export const withRecent = (before: readonly Recent[], opened: Recent): readonly Recent[] =>
  [opened, ...before.filter(({ subject }) => subject.id !== opened.subject.id || subject.kind !== opened.subject.kind)].slice(0, AT_MOST);

export const useRecent = (): readonly Recent[] => useStore(store, ({ recent }) => recent);
export const noteOpened = (opened: Recent): void => { store.setState(({ recent }) => ({ recent: withRecent(recent, opened) })); };
export const forgetRecent = (): void => { store.setState({ recent: [] }); };
