/**
 * The rows that desk and centre share, by table. `src/contract/tables.ts` says how each column is stored and the
 * compiler holds the two together. Rows are plain data: a rule reads them as facts and answers with changes to them.
 */
import type { Interpreting, Marker, MarkerNarrative, Need } from './records/care.ts';
import type { CaseFile, Contact, PromiseMade } from './records/contacts.ts';
import type {
  ApprovalCode, Authorisation, Councillor, Deputy, Holiday, Property, SchemeVersion, Service, Site, StaffMember, SubDelegation, SystemPause,
} from './records/council.ts';
import type { AuthorityUse, Decision, Entitlement, Escalation, Message, PaymentInstruction, Task } from './records/decisions.ts';
import type { Article, ArticleVote } from './records/knowledge.ts';
import type { Access, AuthorityToAct, DeathNotice, LifeChange, Link, Resident, Verification } from './records/people.ts';
import type { Ticket, Transfer } from './records/queue.ts';
import type { Duplicate, Merge } from './records/twice.ts';

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
