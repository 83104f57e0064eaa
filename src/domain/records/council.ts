/** Rows about the council itself: its sites, people, services, scheme and calendar, and the addresses of the borough. */
import type { Clause, NamedAuthorisation } from '../delegation/scheme.ts';
import type {
  ApprovalCodeId, AuthorisationId, CouncillorId, DeputyId, EscalationId, HolidayId, PauseId, PropertyId, ResidentId, SchemeId, ServiceId, SiteId,
  StaffId, SubDelegationId,
} from '../ids.ts';
import type { CalendarDate, Instant } from '../time/instant.ts';
import type { Division } from '../time/working-days.ts';
import type { Post, Role, ServiceCategory } from '../vocabulary.ts';

/**
 * The rows that desk and centre share, by table. `src/contract/tables.ts` says how each column is stored and the
 * compiler holds the two together. Rows are plain data: a rule reads them as facts and answers with changes to them.
 */
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

/** Who keeps a councillor’s diary and reads their post. */
export interface CouncillorAssistant {
  name: string;
  phone: string | null;
  email: string | null;
}

/** A member of the council, and the ward they speak for. */
export interface Councillor {
  id: CouncillorId;
  name: string;
  ward: string;
  /** Where the council itself reaches them; both null where it has not been told. */
  phone: string | null;
  email: string | null;
  assistant: CouncillorAssistant | null;
  /** The last day of their office; null while they hold it. */
  endedOn: CalendarDate | null;
}
