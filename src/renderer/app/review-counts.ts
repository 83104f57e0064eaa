import { useLive } from '../engine-client/live.ts';

/** What waits for this leader: markers to approve or past review, and proposals of others that two records are one person’s. */
export function useReviewCounts(): { markers: number; duplicates: number } {
  const counts = useLive('markers', {}).collections?.counts[0];
  const proposed = useLive('duplicates', { duplicateId: null }).collections?.proposed ?? [];
  return { markers: (counts?.approval ?? 0) + (counts?.review ?? 0), duplicates: proposed.filter(({ mine }) => !mine).length };
}
