/** Contacts that begin away from the bar they are written in: with a search, or with a ticket that is called. */
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { Channel } from '#domain/vocabulary.ts';

export interface ContactBegun {
  /** Null is the desk's usual one. */
  channel: Channel | null;
  startedAt: number;
  /** Nobody asked for it: it goes again without a word where nothing is done in it. */
  byItself: boolean;
}

const keyOf = ({ kind, id }: SubjectRef): string => `${kind}:${id}`;
const store = createStore<{ begun: Readonly<Record<string, ContactBegun>>; used: string | null }>(() => ({ begun: {}, used: null }));

/** Begins a contact with whoever's record is about to be open; the bar takes it over, and one that is being written goes on. */
export function beginContact(subject: SubjectRef, { channel = null, startedAt, byItself = false }: { channel?: Channel | null; startedAt: number; byItself?: boolean }): void {
  store.setState(({ begun }) => ({ begun: { ...begun, [keyOf(subject)]: { channel, startedAt, byItself } } }));
}

export const useContactBegun = (subject: SubjectRef | null): ContactBegun | null =>
  useStore(store, ({ begun }) => (subject === null ? null : begun[keyOf(subject)] ?? null));

export function takeContactBegun(subject: SubjectRef): void {
  store.setState(({ begun: { [keyOf(subject)]: _taken, ...rest } }) => ({ begun: rest }));
}

export const forgetContactsBegun = (): void => { store.setState({ begun: {}, used: null }); };

/** Something was done that names this contact: it is one, whoever began it. */
export const noteContactUsed = (contactId: string): void => { store.setState({ used: contactId }); };
export const useContactUsed = (): string | null => useStore(store, ({ used }) => used);
