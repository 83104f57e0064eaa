/** What the screen knows of contacts that began away from the bar they are written in; see `app/begin-contact.ts`. */
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';

const store = createStore<{ begun: ReadonlySet<string>; used: string | null }>(() => ({ begun: new Set(), used: null }));

/** It began just now and not on an earlier day. */
export const noteContactBegun = (contactId: string): void => { store.setState(({ begun }) => ({ begun: new Set([...begun, contactId]) })); };
export const useBeganHere = (contactId: string | null): boolean => useStore(store, ({ begun }) => contactId !== null && begun.has(contactId));

export const forgetContactsBegun = (): void => { store.setState({ begun: new Set(), used: null }); };

/** Something was done that names this contact: it is one, whoever began it. */
export const noteContactUsed = (contactId: string): void => { store.setState({ used: contactId }); };
export const useContactUsed = (): string | null => useStore(store, ({ used }) => used);
