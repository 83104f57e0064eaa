/** Rows about what was decided under the scheme, and what follows from it. */
import type { Details } from '../delegation/clause-fields.ts';
import type { Evidence, VerificationLevel } from '../delegation/scheme.ts';
import type {
  AuthorityUseId, ContactId, DecisionId, EntitlementId, EscalationId, HouseholdId, MessageId, PaymentId, PropertyId, ResidentId, ServiceId, StaffId,
  TaskId,
} from '../ids.ts';
import type { Pence } from '../money.ts';
import type { CalendarDate, Instant } from '../time/instant.ts';
import type { NeedKind, Post } from '../vocabulary.ts';

/** What has been decided under the scheme. Never changed but in `status`; a correction is a decision of its own. */
export interface Decision {
  id: DecisionId;
  reference: string;
  clauseId: string;
  clauseNumber: string;
  schemeVersion: number;
  residentId: ResidentId;
  propertyId: PropertyId | null;
  contactId: ContactId | null;
  escalationId: EscalationId | null;
  /** In the clause's measure: pence, or a count, or days. */
  amount: number;
  /** What was asked for, where an approver allowed less. */
  requestedAmount: number;
  item: string | null;
  status: 'made' | 'awaiting-ratification' | 'ratified' | 'corrected';
  reasonCode: string;
  reasons: string;
  evidence: Evidence[];
  /** Answers to the clause’s own form, by field. */
  details: Details;
  verifiedLevel: VerificationLevel | null;
  /** What the operative declared; empty where there was nothing to declare. */
  interest: string;
  alternativesRejected: string;
  /** What was noticed and did not stop it: that it may be a split of a larger one. */
  noticed: string[];
  requestedBy: StaffId;
  decidedBy: StaffId;
  decidedByPost: Post;
  /** The desk's clock, kept as evidence; order is the centre's. */
  decidedAt: Instant;
  /** Null until the centre has it. */
  receivedAt: Instant | null;
  madeOffline: boolean;
  /** What the resident is told. */
  residentWording: string;
}

/** What a decision takes out of the limits of its clause. */
export interface AuthorityUse {
  id: AuthorityUseId;
  decisionId: DecisionId;
  clauseId: string;
  residentId: ResidentId;
  householdId: HouseholdId | null;
  propertyId: PropertyId | null;
  staffId: StaffId;
  /** A registration, as `registrationOf` writes it. */
  vehicle: string | null;
  item: string | null;
  amount: number;
  at: Instant;
  /** When what was given is over; null where it does not run. */
  until: Instant | null;
}

/** Something a decision gave that runs for a time: a permit, a hold, an arrangement, an assisted collection. */
export interface Entitlement {
  id: EntitlementId;
  decisionId: DecisionId;
  residentId: ResidentId;
  propertyId: PropertyId | null;
  serviceId: ServiceId;
  title: string;
  vehicle: string | null;
  startsOn: CalendarDate;
  /** The last day. */
  endsOn: CalendarDate;
  createdAt: Instant;
  endedAt: Instant | null;
  endedBy: StaffId | null;
  endReasons: string | null;
}

/** What was said about a request while it waited, oldest first. */
export interface EscalationEntry {
  id: string;
  at: Instant;
  staffId: StaffId;
  kind: 'looking' | 'question' | 'reply' | 'referred' | 'approved-first';
  words: string;
}

export interface Escalation {
  id: EscalationId;
  reference: string;
  /** `approve`: the operative asks before deciding. `ratify`: a decision stands already and was outside authority. */
  kind: 'approve' | 'ratify';
  decisionId: DecisionId | null;
  clauseId: string;
  clauseNumber: string;
  schemeVersion: number;
  residentId: ResidentId;
  propertyId: PropertyId | null;
  contactId: ContactId | null;
  requestedAmount: number;
  item: string | null;
  reasonCode: string;
  reasons: string;
  evidence: Evidence[];
  details: Details;
  verifiedLevel: VerificationLevel | null;
  interest: string;
  /** Codes of the clause’s conditions that the operative confirmed. */
  confirmed: string[];
  alternativesRejected: string;
  noticed: string[];
  exceptional: boolean;
  requestedBy: StaffId;
  requestedAt: Instant;
  /** The lowest post that may answer in full. */
  approverPost: Post;
  /** When it goes to others too. */
  answerBy: Instant;
  thread: EscalationEntry[];
  /** The first of two who must agree. */
  firstApprovedBy: StaffId | null;
  status: 'pending' | 'approved' | 'declined';
  approvedAmount: number | null;
  answeredBy: StaffId | null;
  answeredAt: Instant | null;
  answerReasons: string | null;
  referredBy: StaffId | null;
}

export interface PaymentInstruction {
  id: PaymentId;
  decisionId: DecisionId;
  residentId: ResidentId;
  amount: Pence;
  method: 'original-card' | 'bank-transfer' | 'voucher' | 'account-credit';
  status: 'instructed' | 'paid' | 'stopped';
  instructedAt: Instant;
}

/** What came of a task, as whoever knows it said at a desk. */
export interface TaskDone {
  on: CalendarDate;
  words: string;
  by: StaffId;
  at: Instant;
}

export interface Task {
  id: TaskId;
  decisionId: DecisionId | null;
  residentId: ResidentId | null;
  propertyId: PropertyId | null;
  serviceId: ServiceId;
  title: string;
  /** What whoever does it must know: the answers of the clause’s form, in words. */
  notes: string;
  dueOn: CalendarDate | null;
  status: 'open' | 'done' | 'cancelled';
  /** Null while it is open, and where what came of it stands elsewhere: in the system of whoever did it, or with a booking. */
  done: TaskDone | null;
  createdAt: Instant;
}

/** Something the council tells the resident. Sending it is a connector's work. */
export interface Message {
  id: MessageId;
  residentId: ResidentId;
  decisionId: DecisionId | null;
  escalationId: EscalationId | null;
  body: string;
  /** The language it is written in. */
  language: string;
  /** How it must reach them: large print, easy read, braille. */
  formats: NeedKind[];
  status: 'queued' | 'sent' | 'stopped';
  createdAt: Instant;
}
