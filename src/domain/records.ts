/**
 * The rows that desk and centre share, by table. `src/contract/tables.ts` says how each column is stored and the
 * compiler holds the two together. Rows are plain data: a rule reads them as facts and answers with changes to them.
 */
import type {
  AuthorityUseId, CaseId, ContactId, DecisionId, EscalationId, HouseholdId, MarkerId, MessageId, NeedId, PauseId, PaymentId,
  PropertyId, ResidentId, SchemeId, ServiceId, SiteId, StaffId, TaskId,
} from './ids.ts';
import type { Pence } from './money.ts';
import type { CalendarDate, Instant } from './time/instant.ts';
import type {
  AvoidableCode, CaseStatus, Channel, ContactOutcome, ContactReason, MarkerCategory, NeedKind, Post, Role,
  ServiceCategory,
} from './vocabulary.ts';
import type { Clause, Evidence } from './delegation/scheme.ts';

export interface Site {
  id: SiteId;
  name: string;
  kind: 'contact-centre' | 'hub' | 'library' | 'back-office' | 'partner';
}

export interface StaffMember {
  id: StaffId;
  name: string;
  post: Post;
  role: Role;
  siteId: SiteId;
  teamId: string;
  /** The service category a partner's officer works in; null for the council's own staff. */
  partnerCategory: ServiceCategory | null;
}

export interface Service {
  /** The LGSL code as text: it is what other systems call the service. */
  id: ServiceId;
  name: string;
  category: ServiceCategory;
  /** Working days within which the council says it will act; null where no target is given. */
  targetWorkingDays: number | null;
  online: boolean;
  /** Said to the operative when the service is opened, e.g. where to signpost. */
  guidance: string | null;
}

export interface SchemeVersion {
  id: SchemeId;
  version: number;
  title: string;
  effectiveFrom: Instant;
  effectiveTo: Instant | null;
  signedBy: string;
  clauses: Clause[];
}

/** A time in which the council's systems are not to be used, announced beforehand. See `domain/pauses`. */
export interface SystemPause {
  id: PauseId;
  startsAt: Instant;
  /** When they are expected back: an honest guess, not a promise. */
  endsAt: Instant;
  /** In words for everybody: "server move". */
  reason: string;
  announcedAt: Instant;
  /** Called off, or ended early. */
  cancelledAt: Instant | null;
}

export interface Property {
  id: PropertyId;
  addressLine: string;
  locality: string;
  postcode: string;
  ward: string;
}

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

export interface Resident {
  id: ResidentId;
  kind: 'person' | 'organisation';
  preferredName: string;
  givenName: string;
  familyName: string;
  previousNames: string[];
  dateOfBirth: CalendarDate | null;
  propertyId: PropertyId | null;
  householdId: HouseholdId | null;
  contactPoints: ContactPoint[];
  accountReferences: AccountReference[];
  language: string;
  deceasedOn: CalendarDate | null;
  /** When anybody last spoke with them on any channel; ranks search, never shown as fact. */
  lastContactAt: Instant | null;
}

export interface Need {
  id: NeedId;
  residentId: ResidentId;
  kind: NeedKind;
  /** What to do, in words: "Book a BSL interpreter". */
  action: string;
  reviewBy: CalendarDate | null;
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
}

export interface MarkerNarrative {
  id: MarkerId;
  narrative: string;
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

export interface Contact {
  id: ContactId;
  residentId: ResidentId | null;
  propertyId: PropertyId | null;
  caseId: CaseId | null;
  serviceId: ServiceId | null;
  channel: Channel;
  reason: ContactReason;
  outcome: ContactOutcome;
  avoidable: AvoidableCode | null;
  note: string;
  staffId: StaffId | null;
  siteId: SiteId | null;
  startedAt: Instant;
  endedAt: Instant | null;
  externalReference: string | null;
}

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
  alternativesRejected: string;
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
  item: string | null;
  amount: number;
  at: Instant;
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
  exceptional: boolean;
  requestedBy: StaffId;
  requestedAt: Instant;
  /** The lowest post that may answer in full. */
  approverPost: Post;
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

export interface Task {
  id: TaskId;
  decisionId: DecisionId | null;
  residentId: ResidentId | null;
  propertyId: PropertyId | null;
  serviceId: ServiceId;
  title: string;
  status: 'open' | 'done' | 'cancelled';
  createdAt: Instant;
}

/** Something the council tells the resident. Sending it is a connector's work. */
export interface Message {
  id: MessageId;
  residentId: ResidentId;
  decisionId: DecisionId | null;
  escalationId: EscalationId | null;
  body: string;
  status: 'queued' | 'sent' | 'stopped';
  createdAt: Instant;
}

export interface Records {
  site: Site;
  staff: StaffMember;
  service: Service;
  scheme: SchemeVersion;
  pause: SystemPause;
  property: Property;
  resident: Resident;
  need: Need;
  marker: Marker;
  markerNarrative: MarkerNarrative;
  caseFile: CaseFile;
  contact: Contact;
  decision: Decision;
  authorityUse: AuthorityUse;
  escalation: Escalation;
  payment: PaymentInstruction;
  task: Task;
  message: Message;
}
export type TableName = keyof Records;

/** One row as it is to be from now on. Rows are never deleted by a command: they end by a status or a date. */
export type RowChange = { [T in TableName]: { table: T; row: Records[T] } }[TableName];

export const put = <T extends TableName>(table: T, row: Records[T]): RowChange => ({ table, row }) as unknown as RowChange;
