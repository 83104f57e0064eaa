import { useLive } from '../engine-client/live.ts';

/** What waits for this leader: markers to approve or past review, and proposals of others that two records are one person’s. */
export function useReviewCounts(): { markers: number; duplicates: number } {
  return useLive('reviews', {}).collections?.counts[0] ?? { markers: 0, duplicates: 0 };
}
