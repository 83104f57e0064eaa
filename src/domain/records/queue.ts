/** Rows about who waits, and what was handed over. */
import type { VerificationLevel } from '../delegation/scheme.ts';
import type { CaseId, ContactId, CouncillorId, PropertyId, ResidentId, ServiceId, SiteId, StaffId, TicketId, TransferId } from '../ids.ts';
import type { Instant } from '../time/instant.ts';
import type { AvoidableCode, Channel, ContactReason, NeedKind, ServiceCategory, TicketChannel, TicketNote, TicketStatus, TransferStatus } from '../vocabulary.ts';
import type { ContactMatter } from './contacts.ts';

/** What happened to somebody who waits, oldest first: measures are worked out from it. */
export interface TicketStep {
  at: Instant;
  staffId: StaffId;
  kind: 'called' | 'sent' | TicketNote;
  /** Where to, of one who was sent. */
  siteId: SiteId | null;
  words: string;
}

/** Somebody who waits, at a counter or for an answer. See `domain/queue`. */
export interface Ticket {
  id: TicketId;
  /** What is read out: `M-KN7`. */
  number: string;
  /** Where they wait now. */
  siteId: SiteId;
  /** Whom they wait for there; null for whoever is free. */
  teamId: string | null;
  channel: TicketChannel;
  residentId: ResidentId | null;
  /** What to call them by where nobody knows who they are: a first name, a grey coat. */
  calledName: string;
  reason: ContactReason | null;
  serviceId: ServiceId | null;
  needs: NeedKind[];
  vulnerable: boolean;
  /** Of an appointment. */
  dueAt: Instant | null;
  note: string;
  arrivedAt: Instant;
  takenBy: StaffId;
  status: TicketStatus;
  calledAt: Instant | null;
  calledBy: StaffId | null;
  /** Where to come to. */
  desk: string;
  endedAt: Instant | null;
  contactId: ContactId | null;
  steps: TicketStep[];
}

/** Who has spoken with them before, and where that is on the record. */
export interface TransferLink {
  staffId: StaffId;
  contactId: ContactId;
  from: Instant;
  until: Instant;
}

/** What was typed when a contact was handed over. */
export interface HandedOver {
  channel: Channel;
  reason: ContactReason | null;
  avoidable: AvoidableCode | null;
  note: string;
  /** What else it is about, as far as it was said. */
  further: { [F in keyof ContactMatter]: ContactMatter[F] | null }[];
  /** Of a councillor’s enquiry. */
  councillorId: CouncillorId | null;
  residentAsked: boolean;
}

/** A contact handed to somebody else with all that is known so far. See `domain/queue/transfers.ts`. */
export interface Transfer {
  id: TransferId;
  residentId: ResidentId | null;
  propertyId: PropertyId | null;
  caseId: CaseId | null;
  serviceId: ServiceId | null;
  /** The sender's own part of it. */
  contactId: ContactId;
  fromId: StaffId;
  /** One of the three says to whom: a colleague, a team, or a partner by its service category. */
  toStaffId: StaffId | null;
  toTeamId: string | null;
  toCategory: ServiceCategory | null;
  /** Who it is about, as the receiver may call them. */
  calledName: string;
  words: string;
  handedOver: HandedOver;
  verifiedLevel: VerificationLevel | null;
  /** Who acts for them in this contact; empty where they speak for themselves. */
  actingName: string;
  /** When the first of the chain began to speak with them. */
  startedAt: Instant;
  sentAt: Instant;
  chain: TransferLink[];
  status: TransferStatus;
  answeredBy: StaffId | null;
  answeredAt: Instant | null;
  answerWords: string;
  /** The contact in which it goes on. */
  nextContactId: ContactId | null;
}
