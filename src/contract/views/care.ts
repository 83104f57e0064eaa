/** Needs and markers. */
import type { Interpreting, Marker, MarkerNarrative, MarkerReview, Need } from '#domain/records/care.ts';
import type { SubjectRef } from './subject-ref.ts';

export interface NeedItem extends Need {
  key: string;
  pending: boolean;
  /** What is still to come, the soonest first; `arranged` once whoever arranges it has done so. */
  booked: { id: string; on: string; time: string; place: string; arranged: boolean; reference: string | null }[];
}

export interface InterpretingItem extends Interpreting { key: string; pending: boolean }

export interface MarkerItem extends Marker {
  key: string;
  reviewOverdue: boolean;
  on: 'person' | 'property';
  /** Only where this person may read it. */
  narrative: MarkerNarrative['narrative'] | null;
  reviews: (MarkerReview & { name: string })[];
  pending: boolean;
  authorName: string | null;
  approvedByName: string | null;
}

/** A marker that waits for a leader, and whom or which address it is about. */
export interface MarkerTask extends MarkerItem { subject: SubjectRef; title: string; address: string | null; mine: boolean }

/** What waits for a leader; empty for everybody else. At most 200 of each are here, `counts` has all. */
export interface MarkersCollections { approval: MarkerTask; review: MarkerTask; counts: { key: 'counts'; approval: number; review: number } }

/** Something that is to be booked because of a need, of whichever resident. */
export interface BookingItem {
  key: string;
  pending: boolean;
  needId: Need['id'];
  residentId: string;
  name: string;
  kind: Need['kind'];
  /** What to do, in words. */
  action: string;
  /** Which language is to be interpreted; null where none is. */
  language: string | null;
  on: string;
  time: string;
  /** Null where it may tell of somebody who hides, or whose record opens only with a reason. */
  place: string | null;
  /** Whose appointment it is; null where this desk does not have the task. */
  serviceName: string | null;
  askedByName: string;
  /** This person asked for it. */
  mine: boolean;
  askedAt: number | null;
  /** Once it is arranged. */
  reference: string | null;
  confirmedAt: number | null;
  confirmedByName: string | null;
}

export interface BookingsCollections {
  /** Still to be booked and still to come, the soonest first, at most 500. */
  waiting: BookingItem;
  /** Marked as booked in the last 24 hours, newest first. */
  booked: BookingItem;
}

/** All that are still to be booked, however many are shown. */
export interface BookingsWaitingCollections { counts: { key: 'counts'; waiting: number } }
