/**
 * Contacts with nobody named that were put aside for another: each is a draft of its own on this desk until somebody goes on with
 * it. Names may be in them, so the screen forgets them as the desk is left.
 */
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import { invoke } from '../../engine-client/bridge.ts';
import { amendDraft, discardDraft, readDraft } from '../../engine-client/drafts.ts';
import { wholeDraft, type ContactDraft } from './contact-draft.ts';

const PREFIX = 'contact:aside:';
const asideKey = (contactId: string): string => `${PREFIX}${contactId}`;
export const isAside = (key: string): boolean => key.startsWith(PREFIX);

const store = createStore<{ asides: readonly ContactDraft[] }>(() => ({ asides: [] }));

/** The earliest first, each once. */
export const withAside = (before: readonly ContactDraft[], draft: ContactDraft): readonly ContactDraft[] =>
  [...before.filter(({ contactId }) => contactId !== draft.contactId), draft].toSorted((a, b) => a.startedAt - b.startedAt);

export const useAsides = (): readonly ContactDraft[] => useStore(store, ({ asides }) => asides);
export const forgetAsides = (): void => { store.setState({ asides: [] }); };

/** As this desk keeps it; null where it is gone. */
export async function asideOf(contactId: string): Promise<ContactDraft | null> {
  const kept = await readDraft<ContactDraft>(asideKey(contactId));
  return kept === null ? null : wholeDraft(kept);
}

/** What was put aside before this screen was there. */
export async function loadAsides(): Promise<void> {
  const answer = await invoke('draft.list', { prefix: PREFIX });
  if (!answer.ok) return;
  for (const { key } of answer.value.drafts) {
    const draft = await asideOf(key.slice(PREFIX.length));
    if (draft !== null) store.setState(({ asides }) => ({ asides: withAside(asides, draft) }));
  }
}

/** False where the desk could not keep it: then nothing may take its place. */
export async function keepAside(draft: ContactDraft): Promise<boolean> {
  const kept = await amendDraft<ContactDraft>(asideKey(draft.contactId), () => draft);
  if (kept) store.setState(({ asides }) => ({ asides: withAside(asides, draft) }));
  return kept;
}

export async function dropAside(contactId: string): Promise<void> {
  store.setState(({ asides }) => ({ asides: asides.filter((one) => one.contactId !== contactId) }));
  await discardDraft(asideKey(contactId));
}
