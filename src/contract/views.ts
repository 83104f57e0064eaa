/**
 * What the engine shows the screen. A live query is a set of named collections; every item has a `key`, and after the
 * first snapshot only items that changed travel. `pending` marks what the centre does not have yet.
 */
import { z } from 'zod';
import type { UseOfAuthority } from '#domain/delegation/governance/use-of-authority.ts';
import type { Difference } from '#domain/delegation/governance/what-if.ts';
import type {
  Access, Article, ArticleVote, Authorisation, AuthorityToAct, CaseFile, Contact, Councillor, DeathNotice, Decision, Deputy, Entitlement, Escalation, EscalationEntry, Interpreting, LifeChange, Link, Holiday, Marker, MarkerNarrative, MarkerReview, Message, Need, PromiseMade, Property, Resident, SchemeVersion, Service, Site, StaffMember, SubDelegation, SystemPause, TableName, Task, Ticket, Transfer,
} from '#domain/records.ts';
import type { Place, Waits } from '#domain/queue/order.ts';
import type { ChangeableField } from '#domain/residents/change-resident.ts';
import type { Evaluation } from '#domain/delegation/evaluate.ts';
import type { Clause, VerificationLevel } from '#domain/delegation/scheme.ts';
import type { Tally } from '#domain/knowledge/rank.ts';
import { contactReasons } from '#domain/vocabulary.ts';
import type { Agreement, MatchField } from '#domain/matching/fields.ts';
import type { Channel, ContactReason, DuplicateSource, DuplicateStatus, Keep, KeptField, MarkerCategory, NeedKind, Post } from '#domain/vocabulary.ts';
import type { CommandName } from '#domain/commands/all.ts';
import type { SyncEventKind } from './diagnostics.ts';
import type { DiskFault } from './failures.ts';

export const subjectRefSchema = z.object({ kind: z.enum(['resident', 'property']), id: z.string() });
/** Whose single view: a person or organisation, or an address that nobody is named at. */
export type SubjectRef = z.infer<typeof subjectRefSchema>;

export interface SearchHit {
  key: string;
  kind: 'resident' | 'property' | 'case';
  subject: SubjectRef;
  title: string;
  /** Found by another form of the name: short for it, or spelled or sounding like it. */
  near: boolean;
  /** What tells people of one name apart: date of birth, address, last contact. */
  dateOfBirth: string | null;
  address: string | null;
  /** What matched where it is neither name nor address: a phone, an email, a reference. */
  matched: string | null;
  organisation: boolean;
  hasMarker: boolean;
  needs: number;
  openCases: number;
  lastContactAt: number | null;
  deceased: boolean;
  /** They live somewhere that is not told. */
  addressHidden: boolean;
  restricted: boolean;
}
export interface SearchAnswer {
  hits: SearchHit[];
  /** True where more matched than are given. */
  more: boolean;
}

export interface SubjectHeader {
  key: 'header';
  subject: SubjectRef;
  resident: Resident | null;
  property: Property | null;
  counts: { contacts: number; openCases: number };
  /** Whose record is opened only with a reason that this person has not given; nothing else of it is here then. */
  sealed: string | null;
  /** Where they live is kept from whoever has not said why. */
  addressHidden: boolean;
  /** The last time this desk was without the centre, where that is over and was not long ago. */
  away: { from: number; until: number } | null;
}
/** Something promised, as the screen tells it. */
export interface PromiseItem extends PromiseMade { key: string; pending: boolean; ownerName: string; madeByName: string; residentName: string }
/** Somebody who may act, or who was given it and is not over by a paper’s date. */
export interface ActingItem extends AuthorityToAct { key: string; pending: boolean }
/** A line of the access log. */
export interface AccessItem extends Access { key: string; staffName: string }
export interface DeathNoticeItem extends DeathNotice { key: string; notedByName: string }
export interface NeedItem extends Need {
  key: string;
  pending: boolean;
  /** What is still to come, the soonest first; `arranged` once whoever arranges it has done so. */
  booked: { id: string; on: string; time: string; place: string; arranged: boolean }[];
}
export interface InterpretingItem extends Interpreting { key: string; pending: boolean }
/** A link as it reads from this record: whom it leads to, and which way round it was recorded. */
export interface LinkItem {
  key: string;
  pending: boolean;
  kind: Link['kind'];
  direction: 'from' | 'to';
  otherId: string;
  otherName: string;
  otherKind: Resident['kind'];
  deceased: boolean;
  words: string;
}
/** A move or a change of name; on an address, who lived there until when. */
export interface LifeChangeItem extends LifeChange { key: string; pending: boolean; name: string; fromAddress: string | null; toAddress: string | null }
/** Something that is owed to somebody who has died; the amount only where an executor is on the record. */
export interface HeldItem { key: string; pending: boolean; paymentId: string; amount: number | null; since: number; asked: boolean }
export interface MarkerItem extends Marker {
  key: string;
  reviewOverdue: boolean;
  on: 'person' | 'property';
  /** Only where this person may read it. */
  narrative: MarkerNarrative['narrative'] | null;
  reviews: (MarkerReview & { name: string })[];
  pending: boolean;
  authorName: string | null;
  approvedByName: string | null;
}
/** A marker that waits for a leader, and whom or which address it is about. */
export interface MarkerTask extends MarkerItem { subject: SubjectRef; title: string; address: string | null; mine: boolean }
export interface CaseItem extends CaseFile { key: string; serviceName: string }
export interface HouseholdItem { key: string; residentId: string; name: string; dateOfBirth: string | null }

export type TimelineEntry = { key: string; at: number; pending: boolean } & (
  | {
    kind: 'contact'; contact: Contact; serviceName: string | null; staffName: string | null; siteName: string | null; caseReference: string | null;
    /** Names for each of `contact.furtherMatters`, in their order. */
    further: { serviceName: string | null; caseReference: string | null }[];
    councillorName: string | null;
    interpreting: Pick<Interpreting, 'kind' | 'reference' | 'language'>[];
  }
  | { kind: 'decision'; decision: Decision; clauseTitle: string; measure: Clause['measure']; requestedByName: string; decidedByName: string; itemName: string | null }
  | { kind: 'escalation'; escalation: Escalation; clauseTitle: string; measure: Clause['measure']; requestedByName: string; answeredByName: string | null; itemName: string | null; thread: SaidEntry[]; routedTo: string[]; late: boolean }
  | { kind: 'message'; message: Message }
  | { kind: 'task'; task: Task; serviceName: string }
);

/** Something said about a request while it waited. */
export interface SaidEntry { key: string; at: number; kind: EscalationEntry['kind']; name: string; mine: boolean; words: string }

/** One clause as this person may use it for this resident now; `clause` carries what its form asks for. */
export interface AuthorityItem {
  key: string;
  clause: Clause;
  evaluation: Evaluation;
}

/** A permit, a hold, an arrangement that runs now. */
export interface EntitlementItem extends Entitlement { key: string; pending: boolean }

export interface SubjectCollections {
  header: SubjectHeader;
  needs: NeedItem;
  markers: MarkerItem;
  cases: CaseItem;
  /** Who else lives there; of an address, everybody who does. */
  household: HouseholdItem;
  /** Newest first. */
  lives: LifeChangeItem;
  links: LinkItem;
  interpreting: InterpretingItem;
  held: HeldItem;
  /** The newest 200; older ones by `timeline.page`. */
  timeline: TimelineEntry;
  authority: AuthorityItem;
  /** What runs now, the soonest to end first. */
  running: EntitlementItem;
  verification: VerificationItem;
  /** Open, the soonest due first. */
  promises: PromiseItem;
  /** Who may act for them, newest first; what was only said within the last two days, too. */
  acting: ActingItem;
  /** For leaders and governance only. */
  access: AccessItem;
  /** The notice that stands, where there is one. */
  death: DeathNoticeItem;
  /** Records that may be this person’s too. */
  twice: DuplicateItem;
  /** Records that were merged into this one, the last first. */
  merged: MergedItem;
}

/** Two records that may be one person’s. `name` is that of the first, or of whose record is open. */
export interface DuplicateItem {
  key: string;
  pending: boolean;
  name: string;
  otherName: string;
  born: string | null;
  /** In per cent, rounded down: never 100. */
  likelihood: number;
  status: DuplicateStatus;
  foundAt: number;
  /** Of a proposal. */
  proposedByName: string | null;
  mine: boolean;
}
/** Two records that are one since. */
export interface MergedItem {
  key: string;
  mergeId: string;
  residentId: string;
  name: string;
  otherName: string;
  otherBorn: string | null;
  at: number;
  byName: string;
  proposedByName: string;
  /** This person may take it apart: a team leader, and nothing was built on it. */
  mayPart: boolean;
}
/** How far two records agree in one field, and what each holds where this person may see it. */
export interface DuplicateField {
  field: MatchField;
  agreement: Agreement;
  /** Steps reached of how many. */
  level: number;
  of: number;
  one: string | null;
  other: string | null;
  /** Not told, for one of the two must not be found out. */
  withheld: boolean;
}
export interface DuplicateSide {
  residentId: string;
  name: string;
  /** Opened only with a reason that was not given; then nothing of it is here. */
  sealed: boolean;
  restricted: boolean;
  confidential: boolean;
  addressHidden: boolean;
  deceasedOn: string | null;
  needs: NeedKind[];
  markers: MarkerCategory[];
  counts: { contacts: number; cases: number; openCases: number; decisions: number; promises: number; running: number };
  lastContacts: { key: string; at: number; channel: Channel; reason: ContactReason }[];
}
/** A field of which both hold another value; null where it may not be seen. */
export interface DuplicateConflict { field: KeptField; one: string | null; other: string | null }
/** What both have used of one clause’s limit for a resident, in the limit’s unit. */
export interface CombinedAllowance { key: string; clauseTitle: string; measure: Clause['measure'] | 'times'; one: number; other: number; total: number; left: number }
export interface DuplicateDetail {
  key: 'detail';
  duplicateId: string;
  status: DuplicateStatus;
  likelihood: number;
  foundAt: number;
  foundBy: DuplicateSource;
  one: DuplicateSide;
  other: DuplicateSide;
  fields: DuplicateField[];
  conflicts: DuplicateConflict[];
  allowances: CombinedAllowance[];
  /** What somebody said of it, where it was put off or answered. */
  answered: { name: string; at: number; reasons: string | null } | null;
  proposal: { mergeId: string; byName: string; at: number; reasons: string; mine: boolean; survivorId: string; keep: Keep } | null;
}
export interface DuplicatesCollections {
  /** Proposed, and waiting for a team leader; the oldest first. */
  proposed: DuplicateItem;
  /** The surest first, those put off at the end; at most 200. */
  open: DuplicateItem;
  merged: MergedItem;
  /** The pair that was asked for. */
  detail: DuplicateDetail;
}

/** How surely this is who they say, for a resident. */
export interface VerificationItem {
  key: 'verification';
  level: VerificationLevel;
  /** When and by whom that was shown; null at level 0. */
  at: number | null;
  byName: string | null;
  /** Failed within 24 hours. */
  failures: number;
  lockedUntil: number | null;
  coercion: boolean;
}

/** An escalation with what an approver must see to answer it. */
export interface WorklistItem {
  key: string;
  pending: boolean;
  escalation: Escalation;
  clause: Clause;
  residentName: string;
  residentAddress: string | null;
  requestedByName: string;
  requestedAtSite: string | null;
  answeredByName: string | null;
  /** What was decided for this resident under the clause before, newest first, at most ten. */
  history: { reference: string; amount: number; at: number; decidedByName: string }[];
  /** What was said while it waited, oldest first. */
  thread: SaidEntry[];
  /** On this person’s screen to be answered, and who else’s. */
  yours: boolean;
  routedTo: string[];
  /** This person was the first of two to agree. */
  agreedFirst: boolean;
  /** Nobody it was asked of answered in time. */
  late: boolean;
  /** The post this person answers as: their own, or that of somebody they are deputy of; null where none may. */
  answersAs: Post | null;
  /** The most this person may approve under the clause; 0 where nothing. */
  ownLimit: number;
  /** True where this person may answer at all: on the ladder and not the asker. */
  mayAnswer: boolean;
  mine: boolean;
}
export interface WorklistCollections {
  /** Waiting for somebody, oldest first. */
  waiting: WorklistItem;
  /** Answered in the last 24 hours, newest first. */
  answered: WorklistItem;
}

export interface SyncStatus {
  key: 'status';
  phase: 'starting' | 'first-fetch' | 'online' | 'offline' | 'paused' | 'signed-out' | 'too-old' | 'too-new';
  /** When the desk last heard from the centre; the age of the data. */
  lastHeardAt: number | null;
  offlineSince: number | null;
  /** What keeps this desk from going on by itself though the centre may be there; null where nothing does. */
  obstacle: SyncObstacle | null;
  waiting: number;
  sending: boolean;
  needsAttention: number;
  /** True while older contacts are still to come, and people are found by name only. */
  partial: boolean;
  /** While the copy comes in: rows so far of how many, all of it together; null before that is known and after. */
  progress: { table: string; done: number; total: number } | null;
  /** The last moment at which the centre had everything entered here and this desk everything of the centre's. */
  lastGoodSyncAt: number | null;
  /** The centre's clock less this desk's, in milliseconds: countdowns go by the centre's. */
  clockOffset: number;
  /** By the centre's clock: when the pause that is in force is expected to end. */
  pausedUntil: number | null;
  /** Where the lease is near its end: when this desk locks unless it is in touch before, by the centre's clock. */
  leaseEndsAt?: number;
  /** Until when this desk decides without the centre, by the centre's clock; absent where nothing that the centre signed fits this copy. */
  limitsUntil?: number;
  /** While a pause is near: whether this desk has what it will need. */
  readiness: PauseReadiness | null;
}
/** `reset-again`: the centre wants the copy fetched anew each time it has been. */
export type SyncObstacle = DiskFault | 'reset-again';
/** What a desk still lacks before a pause. `records`: requests whose resident is not in its copy. */
export type MissingForPause = 'connection' | 'first-fetch' | 'unsent' | 'scheme' | 'records';
export interface PauseReadiness {
  pauseId: string;
  /** When everything was last found to be here; null where something is missing. */
  readyAt: number | null;
  missing: MissingForPause[];
}
export interface PauseItem extends SystemPause { key: string }
/** Work the centre refused: what was entered, why, and nothing lost. */
export interface AttentionItem {
  key: string;
  commandId: string;
  name: CommandName;
  args: unknown;
  madeAt: number;
  sentence: string;
  residentName: string | null;
  residentId: string | null;
  /** `parked`: the centre does not know this kind of work yet; it is sent again by itself once it does. */
  state: 'refused' | 'parked';
  /** How what it is about stood then and stands now. */
  facts: FactSinceItem[];
  /** It names a resident who is not in this person's copy any more. */
  outOfSight: boolean;
}
/** `text` as it is; `word` a key of the screen's words; `status` that of a request; `hidden` what is kept from whoever has not said why. */
export type FactSinceValue = { text: string } | { word: string } | { status: Escalation['status'] } | { hidden: 'address' };
export interface FactSinceItem {
  field: ChangeableField | 'deceasedOn' | 'caseStatus' | 'requestStatus' | 'requestedAmount' | 'requestPost' | 'answeredBy' | 'upTo';
  then: FactSinceValue | null;
  now: FactSinceValue | null;
  changed: boolean;
}
/** Refused work that a person has seen to; kept for 30 days. */
export interface ResolvedItem extends WaitingItem {
  args: unknown;
  sentence: string;
  settledAt: number;
  how: 'sent-again' | 'corrected' | 'put-away';
  /** Why it was put away, as it was written. */
  reason: string | null;
}
export interface WaitingItem { key: string; commandId: string; name: CommandName; madeAt: number; residentName: string | null; residentId: string | null }
/** What came of this desk's work when the centre was restored from a backup; one at most, the last. */
export interface RestoredItem {
  key: string;
  /** The moment the centre was put back to, by its clock; null where it can't tell. */
  restoredTo: number | null;
  /** Pieces that had been sent before, sent again since. */
  sentAgain: number;
  /** Not answered yet; of those, what rests on work that another desk has yet to send. */
  left: number;
  waitingForOthers: number;
  needYou: number;
  /** The person has read it. */
  seen: boolean;
}
export interface SyncCollections {
  status: SyncStatus;
  attention: AttentionItem;
  /** The first of what waits; `status` counts it all. */
  waiting: WaitingItem;
  restored: RestoredItem;
  resolved: ResolvedItem;
  /** Pauses of the council's systems, the next first; over or called off for more than a day ones are left out. */
  pauses: PauseItem;
}

/** A piece of work on its way, or arrived. Times are this desk's. */
export interface WorkItem extends WaitingItem {
  /** When it was first sent; null where it has not been. */
  sentAt: number | null;
  /** When the centre answered. */
  answeredAt: number | null;
}
export interface SyncEventItem { key: string; at: number; kind: SyncEventKind }
/** What the sync page shows beside the line: read only while it is open. */
export interface SyncCentreCollections {
  /** Not at the centre yet, in the order in which it will be sent; at most 200. */
  unsent: WorkItem;
  /** Taken by the centre in the last 24 hours, newest first; at most 200. */
  accepted: WorkItem;
  /** How this desk stood with the centre in the last 7 days, newest first. */
  events: SyncEventItem;
  counts: SyncCounts;
}
export interface SyncCounts {
  key: 'counts';
  unsent: number;
  accepted: number;
  /** Other people whose codes over the telephone this desk can check by itself now. */
  codeApprovers: number;
}

/** How many codes this leader can read out now, and until when the first of them holds. */
export interface CodesAtHand { left: number; goodUntil: number | null }
/** Somebody whose code would approve a request. */
export interface CodeApprover { staffId: string; name: string; post: Post }

/** What this desk holds, as last counted. */
export interface DeskHoldings {
  rows: { table: TableName; count: number }[];
  cacheBytes: number;
  outboxBytes: number;
  /** Left on the disk; null where the system does not say. */
  freeBytes: number | null;
  scopes: string[];
  drafts: number;
}

export interface ReferenceCollections {
  services: Service & { key: string };
  staff: StaffMember & { key: string };
  sites: Site & { key: string };
  /** Who are in office today. */
  councillors: Councillor & { key: string };
  holidays: Holiday & { key: string };
  /** The whole scheme in force, for reading. */
  clauses: Clause & { key: string };
}

/** Who may decide what, and how the scheme stands; the scheme in force for this person first among `schemes`. */
export interface GovernanceCollections {
  schemes: SchemeVersion & { key: string; state: 'in-force' | 'ahead' | 'over' };
  people: StaffMember & { key: string; siteName: string };
  authorisations: Authorisation & { key: string; pending: boolean };
  subDelegations: SubDelegation & { key: string; pending: boolean; signedByName: string };
  deputies: Deputy & { key: string; pending: boolean; name: string; deputyName: string };
}

/** A decision or a request behind a number. */
export interface CountedItem { key: string; kind: 'decision' | 'escalation'; reference: string; residentId: string; residentName: string; at: number; title: string; amount: string; by: string }
export interface TriedDraft {
  judged: number;
  differences: (Omit<Difference, 'decisionId'> & { item: CountedItem })[];
}
/** The measures, and the newest of what each counts. */
export interface UseOfAuthorityView { use: UseOfAuthority; items: CountedItem[]; perClause: { clauseId: string; title: string; ids: string[] }[] }

export interface CaseView {
  caseFile: CaseFile;
  serviceName: string;
  property: Property | null;
  contacts: TimelineEntry[];
}

/** An article as lists show it, without its words. */
export interface ArticleItem extends Pick<Article, 'articleKey' | 'kind' | 'title' | 'version' | 'serviceIds' | 'reasons' | 'publishedAt' | 'reviewBy'> {
  key: string;
  articleId: string;
  tally: Tally;
  reviewOverdue: boolean;
}
export interface ArticleHit {
  item: ArticleItem;
  /** The line in which it was found; null where that is the title. */
  excerpt: string | null;
}
export interface KnowledgeCollections {
  /** What fits the contact, the most useful first; all there is by title, where nothing is known of it. */
  fitting: ArticleItem;
}
/** A version of an article, to be read. `myVote` is of this version. */
export interface ArticleVersion extends Article {
  key: string;
  pending: boolean;
  tally: Tally;
  myVote: 'right' | 'wrong' | null;
  byName: string;
}
export interface ArticleCollections {
  /** Every version that was ever in use, the newest first; drafts only for those who keep articles. */
  versions: ArticleVersion;
}
/** An article as whoever keeps it sees it. */
export interface KeptArticle {
  /** The article’s, that all versions share. */
  key: string;
  published: Article | null;
  drafts: Article[];
  retired: Article | null;
  tally: Tally;
  reviewOverdue: boolean;
}
/** Somebody found a version wrong, and nobody has seen to it yet. */
export interface WrongItem extends ArticleVote { key: string; pending: boolean; title: string; version: number; staffName: string; serviceName: string | null }
export interface ArticleKeepingCollections {
  articles: KeptArticle;
  /** The oldest first. */
  wrong: WrongItem;
}

/** A contact handed over, as its screen tells it. */
export interface TransferItem extends Transfer {
  key: string;
  pending: boolean;
  fromName: string;
  /** Whoever was named; null where it went to a team or a partner. */
  toName: string | null;
  answeredByName: string | null;
  serviceName: string | null;
  caseReference: string | null;
  /** Names of those who spoke with them, the first first. */
  spokenWith: string[];
  /** The record that it is about, where it is in this person’s copy. */
  subject: SubjectRef | null;
  /** This person may take it; this person sent it. */
  forMe: boolean;
  mine: boolean;
  /** Nobody took it within two minutes. */
  unanswered: boolean;
}

/** One thing that waits for somebody, whatever the channel. `next`: this person can take it up now. */
export type QueueItem = { key: string; siteId: string | null; pending: boolean; place: Place; next: boolean; subject: SubjectRef | null; name: string } & (
  | { kind: 'ticket'; ticket: Ticket; serviceName: string | null; calledByName: string | null; mine: boolean; twin: boolean; sentWords: string; contactSaved: boolean }
  | { kind: 'call-back'; promise: PromiseItem; mine: boolean }
  | { kind: 'transfer'; transfer: TransferItem }
  | { kind: 'request'; escalation: Escalation; clauseTitle: string; yours: boolean }
);
export type TicketItem = Extract<QueueItem, { kind: 'ticket' }>;

export interface QueueSite extends Waits {
  key: string;
  name: string;
  /** The number that this person gives out next there. */
  nextNumber: string;
}
/** Somebody whom this person called, or took over, and the centre had given to somebody else a moment before. */
export interface LostCall { key: string; sentence: string }

export interface QueueCollections {
  /** What waits, in the order in which it is its turn, over all sites. */
  waiting: QueueItem;
  /** Called, or being seen. */
  called: TicketItem;
  /** Over since midnight, the last first. */
  over: TicketItem;
  sites: QueueSite;
  lost: LostCall;
  /** Handed over: to this person, waiting or taken; by this person, waiting or declined. */
  transfers: TransferItem;
}

/** What was promised and is still open: this person’s own, and everybody’s that is due. */
export interface PromisesCollections { mine: PromiseItem; others: PromiseItem }

/** What waits for a leader; empty for everybody else. At most 200 of each are here, `counts` has all. */
export interface MarkersCollections { approval: MarkerTask; review: MarkerTask; counts: { key: 'counts'; approval: number; review: number } }
const topicSchema = z.object({ serviceIds: z.array(z.string().max(100)).max(20), reasons: z.array(z.enum(contactReasons)).max(contactReasons.length) }).strict();

/** Somebody else who has the record open; `channel` where they are speaking about it. */
export interface PresentItem { key: string; name: string; siteName: string; channel: Channel | null }
export interface PresenceCollections { others: PresentItem }

export interface LiveQueries {
  markers: { args: Record<string, never>; collections: MarkersCollections };
  promises: { args: Record<string, never>; collections: PromisesCollections };
  queue: { args: Record<string, never>; collections: QueueCollections };
  presence: { args: SubjectRef; collections: PresenceCollections };
  subject: { args: SubjectRef; collections: SubjectCollections };
  duplicates: { args: { duplicateId: string | null }; collections: DuplicatesCollections };
  worklist: { args: Record<string, never>; collections: WorklistCollections };
  sync: { args: Record<string, never>; collections: SyncCollections };
  'sync-centre': { args: Record<string, never>; collections: SyncCentreCollections };
  reference: { args: Record<string, never>; collections: ReferenceCollections };
  governance: { args: Record<string, never>; collections: GovernanceCollections };
  knowledge: { args: z.infer<typeof topicSchema>; collections: KnowledgeCollections };
  article: { args: { articleKey: string }; collections: ArticleCollections };
  'article-keeping': { args: Record<string, never>; collections: ArticleKeepingCollections };
}
export type LiveQueryName = keyof LiveQueries;
export const liveQuerySchemas = {
  duplicates: z.object({ duplicateId: z.string().max(201).nullable() }).strict(),
  subject: subjectRefSchema, presence: subjectRefSchema, worklist: z.object({}).strict(), sync: z.object({}).strict(),
  'sync-centre': z.object({}).strict(), reference: z.object({}).strict(), governance: z.object({}).strict(), promises: z.object({}).strict(), queue: z.object({}).strict(), markers: z.object({}).strict(),
  knowledge: topicSchema, article: z.object({ articleKey: z.string().max(100) }).strict(), 'article-keeping': z.object({}).strict(),
} satisfies { [Q in LiveQueryName]: z.ZodType };

export type Snapshot<C> = { [K in keyof C]: C[K][] };
/** `order` is every key of the collection in order, given only where order or membership changed. */
export type Patch<C> = { [K in keyof C]?: { put: C[K][]; order: string[] | null } };

/** To the screen: revisions count 1, 2, 3 …; a screen that sees a gap asks for the snapshot again. */
export type LiveEvent =
  | { subscription: number; kind: 'snapshot'; revision: number; collections: Record<string, { key: string }[]> }
  | { subscription: number; kind: 'patch'; revision: number; collections: Record<string, { put: { key: string }[]; order: string[] | null }> };
