/** Safety markers: put on by one person, approved by another, looked at again by a date, ended with reasons. DOMAIN (c), (g) 3. */
import { accepted, defineCommand, refused, row } from '../commands/command.ts';
import type { MarkerId, PropertyId, ResidentId } from '../ids.ts';
import { put } from '../records.ts';
import type { Marker, MarkerNarrative, MarkerReview } from '../records/care.ts';
import { dateAt, monthsAfter } from '../time/dates.ts';
import type { CalendarDate, Instant } from '../time/instant.ts';
import type { MarkerCategory } from '../vocabulary.ts';

/** A marker is looked at again within a year at the latest. */
export const LONGEST_REVIEW_MONTHS = 12;

/** Still standing on a day. */
export const stands = ({ endedOn }: Pick<Marker, 'endedOn'>, day: CalendarDate): boolean => endedOn === null || endedOn > day;

/** What a marker asks of a leader now; null where it asks for nothing. Past its review it goes on being shown. */
export function asksFor(marker: Pick<Marker, 'provisional' | 'reviewBy' | 'endedOn'>, day: CalendarDate): 'approval' | 'review' | null {
  if (!stands(marker, day)) return null;
  if (marker.provisional) return 'approval';
  return marker.reviewBy < day ? 'review' : null;
}

const reviewFault = (reviewBy: CalendarDate, now: Instant) =>
  reviewBy <= dateAt(now) ? refused('command.review-in-past') : reviewBy > monthsAfter(dateAt(now), LONGEST_REVIEW_MONTHS) ? refused('command.review-too-late') : null;

export interface PlaceMarkerArgs {
  markerId: MarkerId;
  /** One of the two: whom or which address it is about. */
  residentId: ResidentId | null;
  propertyId: PropertyId | null;
  category: MarkerCategory;
  incidentOn: CalendarDate;
  /** The specific incident, for leaders alone. A desk that has sent it forgets it; see docs/adr/0025. */
  narrative: string;
  control: string;
  toldOn: CalendarDate | null;
  reviewBy: CalendarDate;
}

/** Puts a marker on somebody or an address. It protects from that moment and is provisional until a second person agrees. */
export const placeMarker = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: PlaceMarkerArgs) => ({ existing: row('marker', args.markerId), resident: row('resident', args.residentId), property: row('property', args.propertyId) }),
  needsThen: () => ({}),
  decide: ({ existing, resident, property }, args, context) => {
    if (existing !== null) return accepted();
    if ((args.residentId === null) === (args.propertyId === null)) return refused('command.marker-on-one');
    if (args.residentId !== null && resident === null) return refused('command.unknown-resident');
    if (args.propertyId !== null && property === null) return refused('command.unknown-property');
    const today = dateAt(context.countsAt);
    if (args.incidentOn > today) return refused('command.incident-in-future');
    if (args.toldOn !== null && args.toldOn > today) return refused('command.told-in-future');
    if (args.control.trim() === '') return refused('command.control-needed');
    // At the centre it may come without: a desk offers again what it has sent, and by then knows no more than the control.
    if (args.narrative.trim() === '' && context.place === 'desk') return refused('command.incident-needed');
    const late = context.place === 'desk' ? reviewFault(args.reviewBy, context.countsAt) : null;
    if (late !== null) return late;
    return accepted(
      put('marker', {
        id: args.markerId, residentId: args.residentId, propertyId: args.propertyId, category: args.category, control: args.control.trim(), provisional: true,
        reviewBy: args.reviewBy, endedOn: null, incidentOn: args.incidentOn, authorId: context.actor.staffId, recordedAt: context.countsAt, toldOn: args.toldOn, approvedBy: null,
      }),
      put('markerNarrative', { id: args.markerId, narrative: args.narrative.trim(), reviews: [] }),
    );
  },
});

const reviewed = (known: MarkerNarrative | null, id: MarkerId, review: MarkerReview): MarkerNarrative =>
  ({ id, narrative: known?.narrative ?? '', reviews: [...known?.reviews ?? [], review] });

export interface AnswerMarkerArgs {
  markerId: MarkerId;
  answer: 'approve' | 'decline';
  /** When the person was told; null where they are not, for a reason given in the words. */
  toldOn: CalendarDate | null;
  words: string;
}

/** The second person’s word on a provisional marker. Whoever put it there is not the second person. */
export const answerMarker = defineCommand({
  version: 1,
  roles: ['approver'],
  needs: (args: AnswerMarkerArgs) => ({ marker: row('marker', args.markerId), narrative: row('markerNarrative', args.markerId) }),
  needsThen: () => ({}),
  decide: ({ marker, narrative }, args, context) => {
    if (marker === null) return refused('command.unknown-marker');
    const { staffId } = context.actor;
    const today = dateAt(context.countsAt);
    if (args.answer === 'approve' ? marker.approvedBy === staffId : !stands(marker, today) && marker.approvedBy === null) return accepted();
    if (!marker.provisional || !stands(marker, today)) return refused('command.marker-answered');
    if (marker.authorId === staffId) return refused('command.own-marker');
    if (args.toldOn !== null && args.toldOn > today) return refused('command.told-in-future');
    if ((args.answer === 'decline' || args.toldOn === null) && args.words.trim() === '') return refused(args.answer === 'decline' ? 'command.reasons-needed' : 'command.why-not-told');
    const review: MarkerReview = { at: context.countsAt, staffId, kind: args.answer === 'approve' ? 'approved' : 'declined', words: args.words.trim() };
    const next: Marker = args.answer === 'approve' ? { ...marker, provisional: false, approvedBy: staffId, toldOn: args.toldOn ?? marker.toldOn } : { ...marker, endedOn: today };
    return accepted(put('marker', next), put('markerNarrative', reviewed(narrative, marker.id, review)));
  },
});

export interface ReviewMarkerArgs {
  markerId: MarkerId;
  /** The review date that was on the screen: of two who review, the second is told. */
  reviewedBy: CalendarDate;
  keep: boolean;
  control: string;
  /** The next review, where it is kept. */
  reviewBy: CalendarDate;
  words: string;
}

/** A leader looks at a marker again: it is kept with another date, perhaps another control, or ends; either with reasons. */
export const reviewMarker = defineCommand({
  version: 1,
  roles: ['approver'],
  needs: (args: ReviewMarkerArgs) => ({ marker: row('marker', args.markerId), narrative: row('markerNarrative', args.markerId) }),
  needsThen: () => ({}),
  decide: ({ marker, narrative }, args, context) => {
    if (marker === null) return refused('command.unknown-marker');
    const today = dateAt(context.countsAt);
    const done = args.keep ? marker.reviewBy === args.reviewBy && marker.control === args.control.trim() : !stands(marker, today);
    if (done) return accepted();
    if (!stands(marker, today)) return refused('command.marker-over');
    if (marker.provisional) return refused('command.marker-provisional');
    if (marker.reviewBy !== args.reviewedBy) return refused('command.changed-meanwhile');
    if (args.words.trim() === '') return refused('command.reasons-needed');
    const review: MarkerReview = { at: context.countsAt, staffId: context.actor.staffId, kind: args.keep ? 'kept' : 'ended', words: args.words.trim() };
    const reviews = put('markerNarrative', reviewed(narrative, marker.id, review));
    if (!args.keep) return accepted(put('marker', { ...marker, endedOn: today }), reviews);
    if (args.control.trim() === '') return refused('command.control-needed');
    const late = reviewFault(args.reviewBy, context.countsAt);
    if (late !== null) return late;
    return accepted(put('marker', { ...marker, control: args.control.trim(), reviewBy: args.reviewBy }), reviews);
  },
});
