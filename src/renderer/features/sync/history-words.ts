/** How this desk stood with the centre, from one change to the next. */
import type { SyncEventItem } from '#contract/views/sync.ts';

export interface Stretch {
  key: string;
  kind: SyncEventItem['kind'];
  from: number;
  /** When the next began; null for the one that goes on. */
  to: number | null;
}

/** Moments rather than states: what was noted, and then the desk stood as it did. */
const moments = new Set<SyncEventItem['kind']>(['reset']);

/**
 * Stretches, newest first, from events newest first. A desk that was closed stands nowhere: the stretch before an
 * opening ends, as far as anybody knows, when the desk was opened again.
 */
export function stretchesOf(events: readonly SyncEventItem[]): Stretch[] {
  return events.map(({ key, kind, at }, index) => {
    const next = events.slice(0, index).findLast((later) => !moments.has(later.kind));
    return { key, kind, from: at, to: moments.has(kind) ? at : next?.at ?? null };
  });
}

export interface Segment { key: string; kind: Stretch['kind']; part: number }

/** The last `length` milliseconds as parts of a strip, oldest first; what is not known is left out at its beginning. */
export function stripOf(stretches: readonly Stretch[], now: number, length: number): { empty: number; segments: Segment[] } {
  const begin = now - length;
  const segments = stretches.filter(({ kind, to }) => !moments.has(kind) && (to ?? now) > begin).map(({ key, kind, from, to }) => ({
    key, kind, part: (Math.min(to ?? now, now) - Math.max(from, begin)) / length,
  })).filter(({ part }) => part > 0).reverse();
  return { empty: Math.max(0, 1 - segments.reduce((sum, { part }) => sum + part, 0)), segments };
}
