/** What a subscription holds, and how an event changes it. Whatever did not change keeps its identity. */
import type { LiveEvent } from '#contract/views.ts';

export type Collections = Record<string, readonly { key: string }[]>;
export interface LiveState {
  revision: number;
  collections: Collections;
}

type PatchedCollection = Extract<LiveEvent, { kind: 'patch' }>['collections'][string];

/** The state after an event; null where the event does not follow on from this one, so that a snapshot is needed. */
export function applyEvent(state: LiveState | null, event: LiveEvent): LiveState | null {
  if (event.kind === 'snapshot') return { revision: event.revision, collections: event.collections };
  if (state === null || event.revision !== state.revision + 1) return null;
  const collections: Collections = { ...state.collections };
  for (const [name, patch] of Object.entries(event.collections)) {
    const patched = patchItems(state.collections[name] ?? [], patch);
    if (patched === null) return null;
    collections[name] = patched;
  }
  return { revision: event.revision, collections };
}

function patchItems(items: readonly { key: string }[], { put, order }: PatchedCollection): readonly { key: string }[] | null {
  const changed = new Map(put.map((item) => [item.key, item]));
  if (order === null) return items.map((item) => changed.get(item.key) ?? item);
  const before = new Map(items.map((item) => [item.key, item]));
  const after = order.map((key) => changed.get(key) ?? before.get(key));
  return after.every((item) => item !== undefined) ? after : null;
}
