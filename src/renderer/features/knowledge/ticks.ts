import { useState } from 'react';
import { ticksKey } from '../../engine-client/contact-topic.ts';
import { useDraft } from '../../engine-client/drafts.ts';

/** Steps ticked off, by the version they are of. */
type Ticks = Readonly<Record<string, readonly number[]>>;

export interface TicksOf {
  ticked: ReadonlySet<number>;
  toggle: (step: number) => void;
  clear: () => void;
}

function ticksIn(all: Ticks, articleId: string, change: (all: Ticks) => void): TicksOf {
  const ticked = new Set(all[articleId]);
  return {
    ticked,
    toggle(step) { change({ ...all, [articleId]: ticked.has(step) ? [...ticked].filter((one) => one !== step) : [...ticked, step] }); },
    clear() { change({ ...all, [articleId]: [] }); },
  };
}

/** Kept with the contact that is being written, until that is over. */
export function useContactTicks(contactId: string, articleId: string): TicksOf {
  const [all, setAll] = useDraft<Ticks>(ticksKey(contactId), {});
  return ticksIn(all, articleId, setAll);
}

/** Without a contact they last as long as the article is looked at. */
export function useLooseTicks(articleId: string): TicksOf {
  const [all, setAll] = useState<Ticks>({});
  return ticksIn(all, articleId, setAll);
}
