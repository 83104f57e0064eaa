/** Markers that wait for a leader: for a second person’s word, or for the review whose day has passed. */
import { dateAt } from '#domain/time/dates.ts';
import type { Snapshot } from '#contract/views.ts';
import type { MarkerItem, MarkersCollections, MarkerTask } from '#contract/views/care.ts';
import type { Desk } from '../desk.ts';
import type { LiveQuery } from '../live/live-query.ts';
import type { Stored } from '../store/cache.ts';
import { addressText } from './address.ts';
import { nameOrNull, staffName } from './reference.ts';
import { homeShown } from './sight.ts';

const MOST = 200;
type Asked = [where: string, values: string[]];

export function markerItem(desk: Desk, { row, pending }: Stored<'marker'>, on: MarkerItem['on']): MarkerItem {
  // Only a person whose scope has the narrative has this row at all.
  const story = desk.cache.row('markerNarrative', row.id)?.row ?? null;
  return {
    ...row, key: row.id, pending, on, reviewOverdue: row.reviewBy < dateAt(desk.now()), narrative: story?.narrative ?? null,
    reviews: story?.reviews.map((review) => ({ ...review, name: staffName(desk.reference, review.staffId) })) ?? [],
    authorName: nameOrNull(desk.reference.staff, row.authorId), approvedByName: nameOrNull(desk.reference.staff, row.approvedBy),
  };
}

function taskOf(desk: Desk, stored: Stored<'marker'>): MarkerTask[] {
  const { row } = stored;
  const resident = desk.cache.row('resident', row.residentId)?.row;
  const property = desk.cache.row('property', row.propertyId)?.row ?? null;
  if (resident === undefined && property === null) return [];
  const address = addressText(resident === undefined ? property : homeShown(desk, resident));
  return [{
    ...markerItem(desk, stored, resident === undefined ? 'property' : 'person'), address, title: resident?.preferredName ?? property?.addressLine ?? '', mine: row.authorId === desk.actor.staffId,
    subject: resident === undefined ? { kind: 'property', id: row.propertyId ?? '' } : { kind: 'resident', id: resident.id },
  }];
}

const STANDING = '(ended_on IS NULL OR ended_on > ?)';
const toApprove = (day: string): Asked => [`WHERE provisional = 1 AND ${STANDING}`, [day]];
const toReview = (day: string): Asked => [`WHERE provisional = 0 AND review_by < ? AND ${STANDING}`, [day, day]];

/** All that wait for a leader, however many are shown. */
export function markersWaiting({ cache, now }: Pick<Desk, 'cache' | 'now'>): { approval: number; review: number } {
  const day = dateAt(now());
  return { approval: cache.count('marker', ...toApprove(day)), review: cache.count('marker', ...toReview(day)) };
}

export const markersQuery: LiveQuery<'markers'> = {
  always: new Set(['marker', 'markerNarrative', 'staff']),
  related: new Set(['resident', 'property', 'access']),
  signals: new Set(['time']),
  read(desk) {
    if (desk.actor.role !== 'approver') {
      const none: Snapshot<MarkersCollections> = { approval: [], review: [], counts: [{ key: 'counts', approval: 0, review: 0 }] };
      return { collections: none, about: new Set() };
    }
    const day = dateAt(desk.now());
    const read = ([where, values]: Asked): MarkerTask[] => desk.cache.select('marker', `${where} ORDER BY review_by, id LIMIT ?`, [...values, MOST]).flatMap((stored) => taskOf(desk, stored));
    const collections: Snapshot<MarkersCollections> = {
      approval: read(toApprove(day)), review: read(toReview(day)),
      counts: [{ key: 'counts', ...markersWaiting(desk) }],
    };
    const shown = [...collections.approval, ...collections.review];
    return { collections, about: new Set(shown.flatMap(({ residentId, propertyId }) => [residentId, propertyId]).filter((id) => id !== null)) };
  },
};
