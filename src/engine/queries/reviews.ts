/** Counts for a leader’s tabs. They are on every screen of theirs, so neither list is made for them. */
import type { LiveQuery } from '../live/live-query.ts';
import { bothOf, proposalOf, recordsOfBoth } from './duplicates.ts';
import { markersWaiting } from './markers.ts';

export const reviewsQuery: LiveQuery<'reviews'> = {
  always: new Set(['marker', 'duplicate', 'merge']),
  // A pair is on the list once both records are here, and as long as they are not one.
  related: new Set(['resident']),
  signals: new Set(['time']),
  read(desk) {
    const proposed = desk.cache.select('duplicate', `WHERE status = 'proposed'`, []).map(({ row }) => row);
    const others = proposed.filter((pair) => bothOf(desk, pair) !== null && proposalOf(desk, pair)?.proposedBy !== desk.actor.staffId);
    const { approval, review } = desk.actor.role === 'approver' ? markersWaiting(desk) : { approval: 0, review: 0 };
    return {
      collections: { counts: [{ key: 'counts', markers: approval + review, duplicates: others.length }] },
      about: new Set(proposed.flatMap((pair) => recordsOfBoth(desk, pair))),
    };
  },
};
