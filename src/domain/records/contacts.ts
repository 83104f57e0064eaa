/** Rows about what residents and the council said to each other, and what was promised. */
import type { CaseId, ContactId, CouncillorId, PromiseId, PropertyId, ResidentId, ServiceId, SiteId, StaffId } from '../ids.ts';
import type { CalendarDate, Instant } from '../time/instant.ts';
import type { AvoidableCode, CaseStatus, Channel, ContactOutcome, ContactReason, MemberScope, PromiseKind, PromiseOutcome } from '../vocabulary.ts';

export interface PromiseAttempt {
  at: Instant;
  staffId: StaffId;
  outcome: PromiseOutcome;
  words: string;
}

/** What somebody was told would happen by a moment. Every desk sees it. */
export interface PromiseMade {
  id: PromiseId;
  residentId: ResidentId;
  contactId: ContactId | null;
  caseId: CaseId | null;
  kind: PromiseKind;
  words: string;
  /** As it was promised; `dueAt` moves with what is agreed later, this never does. */
  promisedFor: Instant;
  dueAt: Instant;
  /** The number to ring, and the one it will be rung from; both null for a promise that is no call. */
  phone: string | null;
  callerPhone: string | null;
  ownerId: StaffId;
  madeBy: StaffId;
  madeAt: Instant;
  attempts: PromiseAttempt[];
  status: 'open' | 'kept' | 'ended';
  closedAt: Instant | null;
}

export interface CaseFile {
  id: CaseId;
  /** What a resident is given and can quote. */
  reference: string;
  residentId: ResidentId | null;
  propertyId: PropertyId | null;
  serviceId: ServiceId;
  title: string;
  status: CaseStatus;
  openedAt: Instant;
  dueAt: Instant | null;
  closedAt: Instant | null;
  ownerTeam: string;
  channel: Channel;
  /** The reference another system knows it by. */
  externalReference: string | null;
}

/** One thing that a contact was about, and what came of it. */
export interface ContactMatter {
  reason: ContactReason;
  outcome: ContactOutcome;
  avoidable: AvoidableCode | null;
  serviceId: ServiceId | null;
  caseId: CaseId | null;
}

/** What a councillor was told they would get, and what they could be told. */
export interface MemberEnquiry {
  councillorId: CouncillorId;
  scope: MemberScope;
  acknowledgeBy: CalendarDate;
  answerBy: CalendarDate;
  /** They asked for what no councillor influences; it was logged and that is all. */
  noInfluence: boolean;
}

/** The first matter stands in the contact's own columns: most contacts have no other. */
export interface Contact extends ContactMatter {
  id: ContactId;
  residentId: ResidentId | null;
  propertyId: PropertyId | null;
  channel: Channel;
  /** What it was about besides; null where nothing. */
  furtherMatters: ContactMatter[] | null;
  /** Only where a councillor made it. */
  enquiry: MemberEnquiry | null;
  note: string;
  staffId: StaffId | null;
  siteId: SiteId | null;
  startedAt: Instant;
  endedAt: Instant | null;
  externalReference: string | null;
}
