/** Rows about what to do for somebody, and what to beware of. */
import type { ContactId, InterpretingId, MarkerId, NeedId, PropertyId, ResidentId, StaffId, TaskId } from '../ids.ts';
import type { CalendarDate, Instant } from '../time/instant.ts';
import type { InterpretingKind, MarkerCategory, NeedKind } from '../vocabulary.ts';

export interface Need {
  id: NeedId;
  residentId: ResidentId;
  kind: NeedKind;
  /** What to do, in words: "Book a BSL interpreter". Of somebody vulnerable too it says what to do and never why. */
  action: string;
  reviewBy: CalendarDate | null;
  /** Null where it came from another system, or before this was kept. */
  recordedBy: StaffId | null;
  recordedAt: Instant | null;
  bookings: NeedBooking[];
  endedAt: Instant | null;
  endedBy: StaffId | null;
  endReasons: string | null;
}

/** An interpreter, a room, a session that was asked for because of a need; the task is whoever’s who arranges it. */
export interface NeedBooking {
  id: string;
  taskId: TaskId;
  on: CalendarDate;
  /** "10:30", by the clock on the wall. */
  time: string;
  place: string;
  bookedBy: StaffId;
  cancelledAt: Instant | null;
  /** Of the agency or the hub, once it is arranged; absent until then. */
  confirmed?: { reference: string; by: StaffId; at: Instant };
}

/** Who interpreted in a contact, by their agency’s number; or that a child’s offer to was declined. */
export interface Interpreting {
  id: InterpretingId;
  residentId: ResidentId;
  contactId: ContactId | null;
  kind: InterpretingKind;
  /** The interpreter’s own number at the agency; empty where a child was declined. */
  reference: string;
  language: string;
  notedBy: StaffId;
  notedAt: Instant;
}

export interface Marker {
  id: MarkerId;
  residentId: ResidentId | null;
  propertyId: PropertyId | null;
  category: MarkerCategory;
  /** The control measure: what to do. The story behind it is in `markerNarrative`, which a desk never receives. */
  control: string;
  provisional: boolean;
  reviewBy: CalendarDate;
  endedOn: CalendarDate | null;
  /** The day of the incident it rests on, and who recorded it; null for those from before this was kept. */
  incidentOn: CalendarDate | null;
  authorId: StaffId | null;
  recordedAt: Instant | null;
  /** When the person was told that it stands; null where they have not been. */
  toldOn: CalendarDate | null;
  /** The second person. */
  approvedBy: StaffId | null;
}

/** For leaders: what happened, and what they made of it since. */
export interface MarkerNarrative {
  id: MarkerId;
  narrative: string;
  reviews: MarkerReview[];
}

export interface MarkerReview {
  at: Instant;
  staffId: StaffId;
  kind: 'approved' | 'declined' | 'kept' | 'ended';
  words: string;
}
