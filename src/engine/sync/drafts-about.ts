import type { OutboxStore } from '../store/outbox-store.ts';

/** Drafts that name a row that was purged, or a service their person no longer works in. Answers how many went. */
export function dropDraftsAbout(
  outbox: Pick<OutboxStore, 'listDrafts' | 'loadDraft' | 'discardDraft'>, rowIds: ReadonlySet<string>, serviceIds: readonly string[],
): number {
  const about = outbox.listDrafts('').filter(({ key }) => {
    if (key.split(':').some((part) => rowIds.has(part))) return true;
    return names(parse(outbox.loadDraft(key)), rowIds, serviceIds);
  });
  for (const { key } of about) outbox.discardDraft(key);
  return about.length;
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text) as unknown;
  } catch {
    // Not ours to read: it names nothing.
    return null;
  }
}

function names(value: unknown, rowIds: ReadonlySet<string>, serviceIds: readonly string[], field = ''): boolean {
  if (typeof value === 'string') return rowIds.has(value) || (field === 'serviceId' && serviceIds.includes(value));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, inner]) => names(inner, rowIds, serviceIds, name));
}
