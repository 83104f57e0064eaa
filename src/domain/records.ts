/**
 * The rows that desk and centre share, by table. `src/contract/tables.ts` says how each column is stored and the
 * compiler holds the two together. Rows are plain data: a rule reads them as facts and answers with changes to them.
 */
import type {
  AccessId, ApprovalCodeId, ArticleId, ArticleVoteId, AuthorisationId, AuthorityToActId, AuthorityUseId, CaseId, ContactId, CouncillorId, DeathNoticeId, DecisionId, DeputyId, DuplicateId, EntitlementId, EscalationId, HolidayId, HouseholdId, InterpretingId, LifeChangeId, LinkId, MarkerId, MergeId, MessageId, NeedId, PauseId, PaymentId, PromiseId,
  PropertyId, ResidentId, SchemeId, ServiceId, SiteId, StaffId, SubDelegationId, TaskId, TicketId, TransferId, VerificationId,
} from './ids.ts';
import type { Pence } from './money.ts';
import type { CalendarDate, Instant } from './time/instant.ts';
import type { Division } from './time/working-days.ts';
import type {
  AccessKind, ActingBasis, ArticleAudience, ArticleKind, AvoidableCode, CaseStatus, Channel, ContactOutcome, ContactReason, DeathSource, DuplicateSource, DuplicateStatus, Keep, KeptField, InterpretingKind, LifeChangeKind, LinkKind, MarkerCategory, MemberScope, NeedKind, OrganisationKind, Post, PromiseKind, PromiseOutcome, QuestionResult, Role,
  ServiceCategory, TicketChannel, TicketNote, TicketStatus, TransferStatus, VerificationMethod,
} from './vocabulary.ts';
import type { Clause, Evidence, NamedAuthorisation, VerificationLevel } from './delegation/scheme.ts';
import type { Levels } from './matching/fields.ts';
import type { Details } from './delegation/clause-fields.ts';

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
  /** Teams that try it out while everybody else keeps the version before; null where it is everybody’s. */
  pilotTeams: string[] | null;
  authorisations: NamedAuthorisation[];
  /** Minutes after which a request that nobody answered goes to others too. */
  answerWithin: number;
  /** Days within which one operative’s decisions for one resident under one clause are looked at together. */
  splitWithin: number;
  /** Hours for which limits that the centre signed hold without it; after that a desk only captures. */
  offlineHours: number;
  clauses: Clause[];
}

/** That somebody has been trained for a named authorisation, and until when that holds. */
export interface Authorisation {
  id: AuthorisationId;
  staffId: StaffId;
  code: string;
  trainedOn: CalendarDate;
  /** The last day on which it holds. */
  expiresOn: CalendarDate;
  grantedBy: StaffId;
  grantedAt: Instant;
  withdrawnAt: Instant | null;
}

/** Part of a clause’s power handed down by one who may approve under it, signed, for a time. */
export interface SubDelegation {
  id: SubDelegationId;
  reference: string;
  clauseId: string;
  fromPost: Post;
  toPost: Post;
  perDecision: number;
  offline: number | null;
  signedBy: StaffId;
  signedAt: Instant;
  validFrom: Instant;
  validTo: Instant;
  endedAt: Instant | null;
}

/** Who answers for an approver while they are away. The post is that of the one who is away. */
export interface Deputy {
  id: DeputyId;
  staffId: StaffId;
  post: Post;
  deputyId: StaffId;
  fromDate: CalendarDate;
  toDate: CalendarDate;
  setBy: StaffId;
  setAt: Instant;
  endedAt: Instant | null;
}

/** A code that an approver can read out while the centre can't be reached, and what became of it. See `delegation/approval-codes.ts`. */
export interface ApprovalCode {
  id: ApprovalCodeId;
  staffId: StaffId;
  /** What the code begins with. */
  label: string;
  /** Of the rest only this is known until it is read out: PBKDF2 (SHA-256) with the salt, in hex. */
  salt: string;
  hash: string;
  issuedAt: Instant;
  expiresAt: Instant;
  /** The leader's half: what it was read out for. Null until that has come in. */
  reference: string | null;
  clauseId: string | null;
  amount: number | null;
  secret: string | null;
  reasons: string | null;
  /** The leader's desk's clock. */
  givenAt: Instant | null;
  /** The operative's half: what it was used for. */
  usedFor: EscalationId | null;
  usedSecret: string | null;
  residentId: ResidentId | null;
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

/** A bank holiday of one part of the United Kingdom, as the council goes by it; a proclaimed one is another row. */
export interface Holiday {
  id: HolidayId;
  division: Division;
  date: CalendarDate;
  name: string;
  /** It was moved or withdrawn: work is done that day after all. */
  calledOffAt: Instant | null;
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

/** A member of the council, and the ward they speak for. */
export interface Councillor {
  id: CouncillorId;
  name: string;
  ward: string;
  /** The last day of their office; null while they hold it. */
  endedOn: CalendarDate | null;
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

/** Two records that are probably one person's, as the centre found them, and what somebody made of it. */
export interface Duplicate {
  id: DuplicateId;
  /** In the order of their ids. */
  oneId: ResidentId;
  otherId: ResidentId;
  /** In ten-thousandths. */
  likelihood: number;
  /** Evidence for one person in hundredths of a power of two. */
  weight: number;
  /** How far they agree, field by field. Values are not here. */
  levels: Levels;
  foundBy: DuplicateSource;
  foundAt: Instant;
  /** Of the model that judged them. */
  modelId: string;
  status: DuplicateStatus;
  mergeId: MergeId | null;
  answeredBy: StaffId | null;
  answeredAt: Instant | null;
  reasons: string | null;
}

/** What a merge may change of a row. */
export type MergeableRow = Pick<Resident, KeptField | 'householdId' | 'correspondence' | 'previousNames' | 'contactPoints' | 'accountReferences' | 'lastContactAt' | 'confidential' | 'restricted' | 'mergedInto'>;

/** Two records made one, or that somebody proposes to: who, when, what was kept of each, and what it takes to part them again. */
export interface Merge {
  id: MergeId;
  duplicateId: DuplicateId | null;
  survivorId: ResidentId;
  otherId: ResidentId;
  /** Whose value stands where both have one; the survivor's where nothing is said. */
  keep: Keep;
  reasons: string;
  status: 'proposed' | 'declined' | 'done' | 'undone';
  proposedBy: StaffId;
  proposedAt: Instant;
  answeredBy: StaffId | null;
  answeredAt: Instant | null;
  answerReasons: string | null;
  /** What the merge changed of both rows, as it stood before and as it made it; null until it is done. */
  survivorBefore: MergeableRow | null;
  survivorAfter: MergeableRow | null;
  otherBefore: MergeableRow | null;
  otherAfter: MergeableRow | null;
  /** Records that had been merged into the other before, and stand behind the survivor now. */
  moved: ResidentId[];
  undoneBy: StaffId | null;
  undoneAt: Instant | null;
  undoneReasons: string | null;
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

/** Knowledge for the desk, one row a version: those before stay readable. What is published is never changed but in `status` and its end. */
export interface Article {
  id: ArticleId;
  /** What all its versions share. */
  articleKey: string;
  /** 0 while it is a draft; published ones count from 1. */
  version: number;
  kind: ArticleKind;
  status: 'draft' | 'published' | 'replaced' | 'retired';
  title: string;
  /** Markdown; a step to tick off is an item of a task list. */
  body: string;
  audience: ArticleAudience;
  /** What it is for: any service or any reason where the list is empty. */
  serviceIds: ServiceId[];
  reasons: ContactReason[];
  reviewBy: CalendarDate;
  /** The version it was written from; 0 for the first. */
  basedOn: number;
  writtenBy: StaffId;
  writtenAt: Instant;
  publishedBy: StaffId | null;
  publishedAt: Instant | null;
  /** Taken out of use. */
  retiredBy: StaffId | null;
  retiredAt: Instant | null;
  retireReasons: string | null;
}

/** “Was this right?”, of one version of an article. Says for which kind of contact, and nothing of whom. */
export interface ArticleVote {
  id: ArticleVoteId;
  articleId: ArticleId;
  articleKey: string;
  staffId: StaffId;
  at: Instant;
  wasRight: boolean;
  /** What was wrong; empty where it was right. */
  words: string;
  reason: ContactReason | null;
  serviceId: ServiceId | null;
  /** The same person said otherwise since. */
  replacedAt: Instant | null;
  /** Whoever keeps the article has seen to it, and what they say. */
  settledBy: StaffId | null;
  settledAt: Instant | null;
  answer: string | null;
}

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

export interface Records {
  site: Site;
  staff: StaffMember;
  service: Service;
  scheme: SchemeVersion;
  authorisation: Authorisation;
  subDelegation: SubDelegation;
  deputy: Deputy;
  approvalCode: ApprovalCode;
  pause: SystemPause;
  councillor: Councillor;
  holiday: Holiday;
  property: Property;
  resident: Resident;
  duplicate: Duplicate;
  merge: Merge;
  access: Access;
  authorityToAct: AuthorityToAct;
  deathNotice: DeathNotice;
  promise: PromiseMade;
  article: Article;
  articleVote: ArticleVote;
  ticket: Ticket;
  transfer: Transfer;
  need: Need;
  interpreting: Interpreting;
  link: Link;
  lifeChange: LifeChange;
  verification: Verification;
  marker: Marker;
  markerNarrative: MarkerNarrative;
  caseFile: CaseFile;
  contact: Contact;
  decision: Decision;
  authorityUse: AuthorityUse;
  escalation: Escalation;
  entitlement: Entitlement;
  payment: PaymentInstruction;
  task: Task;
  message: Message;
}
export type TableName = keyof Records;

/** One row as it is to be from now on. Rows are never deleted by a command: they end by a status or a date. */
export type RowChange = { [T in TableName]: { table: T; row: Records[T] } }[TableName];

export const put = <T extends TableName>(table: T, row: Records[T]): RowChange => ({ table, row }) as unknown as RowChange;
