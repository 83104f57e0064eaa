/** Rows about who somebody is, who may act for them, and what changed in their life. */
import type { VerificationLevel } from '../delegation/scheme.ts';
import type { AccessId, AuthorityToActId, ContactId, DeathNoticeId, HouseholdId, LifeChangeId, LinkId, PropertyId, ResidentId, StaffId, VerificationId } from '../ids.ts';
import type { CalendarDate, Instant } from '../time/instant.ts';
import type { AccessKind, ActingBasis, DeathSource, LifeChangeKind, LinkKind, OrganisationKind, QuestionResult, VerificationMethod } from '../vocabulary.ts';

export interface ContactPoint {
  kind: 'phone' | 'email';
  /** A phone in E.164 where it could be parsed, else as given; an email in lower case. */
  value: string;
  verifiedAt: Instant | null;
  safeToVoicemail: boolean;
  safeToText: boolean;
}

export interface AccountReference {
  service: string;
  reference: string;
}

/** Where letters go when that is not the home: an address of the council’s list, or one written out. */
export interface Correspondence {
  propertyId: PropertyId | null;
  words: string;
}

export interface Resident {
  id: ResidentId;
  kind: 'person' | 'organisation';
  /** Null for a person, and where nobody has said. */
  organisationKind: OrganisationKind | null;
  preferredName: string;
  givenName: string;
  familyName: string;
  previousNames: string[];
  dateOfBirth: CalendarDate | null;
  propertyId: PropertyId | null;
  householdId: HouseholdId | null;
  /** Null where letters go home. */
  correspondence: Correspondence | null;
  contactPoints: ContactPoint[];
  accountReferences: AccountReference[];
  language: string;
  deceasedOn: CalendarDate | null;
  /** When anybody last spoke with them on any channel; ranks search, never shown as fact. */
  lastContactAt: Instant | null;
  /** Where they live is neither found nor shown, but to who has said why. */
  confidential: boolean;
  /** The whole record is opened only with a reason. */
  restricted: boolean;
  /** The record that stands for this one since the two were merged; never one that is merged itself. */
  mergedInto: ResidentId | null;
}

/** Somebody opened what is opened only with a reason. */
export interface Access {
  id: AccessId;
  residentId: ResidentId;
  staffId: StaffId;
  at: Instant;
  kind: AccessKind;
  reason: string;
}

/** That somebody may act for a resident; what was only said names the contact it holds for. */
export interface AuthorityToAct {
  id: AuthorityToActId;
  residentId: ResidentId;
  contactId: ContactId | null;
  name: string;
  relation: string;
  basis: ActingBasis;
  scope: string;
  evidence: string;
  /** The last day on which it holds; null where it has none. */
  expiresOn: CalendarDate | null;
  recordedBy: StaffId;
  recordedAt: Instant;
  revokedAt: Instant | null;
  revokedBy: StaffId | null;
  revokeReasons: string | null;
}

/** That somebody died, as the council was told; withdrawn where that was a mistake. */
export interface DeathNotice {
  id: DeathNoticeId;
  residentId: ResidentId;
  diedOn: CalendarDate;
  source: DeathSource;
  words: string;
  notedBy: StaffId;
  notedAt: Instant;
  /** Messages that were not sent, payments that were not made because of it, and tasks that it made: what a withdrawal puts back. */
  stopped: string[];
  held: string[];
  tasks: string[];
  withdrawnAt: Instant | null;
  withdrawnBy: StaffId | null;
  withdrawnReasons: string | null;
}

/** What one resident or organisation is to another. */
export interface Link {
  id: LinkId;
  fromId: ResidentId;
  toId: ResidentId;
  kind: LinkKind;
  /** "Site manager", "for housing benefit": whatever the kind leaves unsaid. */
  words: string;
  recordedBy: StaffId;
  recordedAt: Instant;
  endedAt: Instant | null;
  endedBy: StaffId | null;
  endReasons: string | null;
}

/** A move or a change of name, as it was told: what was before it stays known. */
export interface LifeChange {
  id: LifeChangeId;
  residentId: ResidentId;
  kind: LifeChangeKind;
  happenedOn: CalendarDate;
  fromPropertyId: PropertyId | null;
  toPropertyId: PropertyId | null;
  fromName: string;
  toName: string;
  reason: string;
  notedBy: StaffId;
  notedAt: Instant;
}

/** That somebody’s identity was checked. What they answered is nowhere. */
export interface Verification {
  id: VerificationId;
  residentId: ResidentId;
  contactId: ContactId | null;
  staffId: StaffId;
  at: Instant;
  /** What it came to; 0 where it failed. */
  level: VerificationLevel;
  passed: boolean;
  method: VerificationMethod;
  questions: { code: string; result: QuestionResult }[];
  /** Somebody else may have been telling them what to say. */
  coercion: boolean;
}
