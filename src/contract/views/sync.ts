/** How this desk and its work stand with the centre. */
import type { CommandName } from '#domain/commands/all.ts';
import type { TableName } from '#domain/records.ts';
import type { SystemPause } from '#domain/records/council.ts';
import type { Escalation } from '#domain/records/decisions.ts';
import type { ChangeableField } from '#domain/residents/change-resident.ts';
import type { SyncEventKind } from '../diagnostics.ts';
import type { DiskFault } from '../failures.ts';

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
