/**
 * What the contact in the bar is about, for whatever else on the screen can help with it. The bar says it; nobody else
 * has to know how a contact is written down.
 */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ContactReason } from '#domain/vocabulary.ts';
import { discardDraft } from './drafts.ts';

export interface ContactTopic {
  contactId: string;
  serviceIds: readonly string[];
  reasons: readonly ContactReason[];
}

const current = createStore<{ topic: ContactTopic | null }>(() => ({ topic: null }));

/** Says what the contact being written is about; null where none is. */
export function useSayTopic(topic: ContactTopic | null): void {
  const said = JSON.stringify(topic);
  useEffect(() => {
    current.setState({ topic: JSON.parse(said) as ContactTopic | null });
    return () => { current.setState({ topic: null }); };
  }, [said]);
}
export const useContactTopic = (): ContactTopic | null => useStore(current, ({ topic }) => topic);

/** What was ticked off during a contact goes with it. */
export const ticksKey = (contactId: string): string => `script:${contactId}`;
export function noteContactOver(contactId: string): void {
  void discardDraft(ticksKey(contactId));
  for (const listener of listeners) listener(contactId);
}

const listeners = new Set<(contactId: string) => void>();
/** Told of each contact that was saved or discarded; its draft is on its way out by then. */
export function onContactOver(listener: (contactId: string) => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}
