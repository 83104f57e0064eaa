import { useState } from 'react';
import { asId, type EscalationId } from '#domain/ids.ts';
import { useDraft } from './drafts.ts';
import { giveCommand } from './give.ts';
import { newId } from './ids.ts';

interface Saying {
  words: string;
  change: (words: string) => void;
  /** Resolves with whether it was taken. */
  say: () => Promise<boolean>;
  working: boolean;
  failure: string | null;
}

/** Something being said about a request: kept while it is typed, and said once however often the button is pressed. */
export function useSaying(escalationId: string, kind: 'question' | 'reply'): Saying {
  const [draft, setDraft, { discard }] = useDraft(`say:${kind}:${escalationId}`, { entryId: '', words: '' });
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  return {
    words: draft.words, working, failure,
    change(words) { setDraft({ entryId: draft.entryId === '' ? newId() : draft.entryId, words }); },
    async say() {
      if (working) return false;
      setWorking(true);
      setFailure(null);
      const given = await giveCommand('discuss-escalation', { escalationId: asId<EscalationId>(escalationId), entryId: draft.entryId === '' ? newId() : draft.entryId, kind, words: draft.words.trim() });
      setWorking(false);
      if (given.ok) discard();
      else setFailure(given.failure.sentence);
      return given.ok;
    },
  };
}

/** Tells whoever asked that their request is being looked at; said twice, it stands there once. */
export const sayLooking = (escalationId: string, staffId: string): void => {
  void giveCommand('discuss-escalation', { escalationId: asId<EscalationId>(escalationId), entryId: `${escalationId}.looking.${staffId}`, kind: 'looking', words: '' });
};
