/** A councillor, and what they asked before. */
import type { ContactMatter, MemberEnquiry } from '#domain/records/contacts.ts';
import type { Councillor } from '#domain/records/council.ts';
import type { SubjectRef } from './subject-ref.ts';

export interface CouncillorHeader extends Councillor {
  key: 'header';
  inOffice: boolean;
  /** All that they asked, however many are shown. */
  counts: { open: number; past: number };
}

/** What the council owes a councillor: the acknowledgement, or the answer. */
export interface OwedItem {
  /** The day by the clock of enquiries; it never moves. */
  by: string;
  /** `unknown` where this desk does not have whoever’s work it is. */
  status: 'open' | 'done' | 'ended' | 'unknown';
  /** A later moment that was agreed since; null where none was. */
  agreedFor: number | null;
  doneOn: string | null;
  /** What came of it, and who said so; both null where nobody did, and of a sealed record. */
  words: string | null;
  doneByName: string | null;
  /** Still open, and its day is over. */
  overdue: boolean;
}

export interface EnquiryItem {
  key: string;
  pending: boolean;
  at: number;
  enquiry: MemberEnquiry;
  /** Whom or which address it is about; null where nobody was named. */
  subject: SubjectRef | null;
  name: string | null;
  /** That record opens only with a reason, which this person has not given. */
  sealed: boolean;
  /** What it was about and what came of it; null of a sealed record. */
  matter: (ContactMatter & { serviceName: string | null; caseReference: string | null; note: string }) | null;
  takenByName: string | null;
  /** Who answers: somebody by name, or a service. */
  owner: { staffName: string } | { serviceName: string } | null;
  /** The person at this desk answers. */
  mine: boolean;
  /** It is marked as answered here; where it is not, what is owed is followed up on the record. */
  answeredHere: boolean;
  acknowledgement: OwedItem;
  answer: OwedItem;
}

export interface CouncillorCollections {
  /** Empty where this desk does not know the councillor. */
  header: CouncillorHeader;
  /** Not answered yet, the soonest due first. */
  open: EnquiryItem;
  /** Newest first, at most 200. */
  past: EnquiryItem;
}
