/** Requests that wait for an answer. */
import type { Clause } from '#domain/delegation/scheme.ts';
import type { Escalation } from '#domain/records/decisions.ts';
import type { NeedKind, Post } from '#domain/vocabulary.ts';
import type { SaidEntry } from './timeline.ts';

/** An escalation with what an approver must see to answer it. */
export interface WorklistItem {
  key: string;
  pending: boolean;
  escalation: Escalation;
  clause: Clause;
  residentName: string;
  residentAddress: string | null;
  /** How the answer reaches them: the language they speak, and large print and the like. Null where their record opens only with a reason that nobody gave here. */
  reaches: { language: string; formats: NeedKind[] } | null;
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

/** How many codes this leader can read out now, and until when the first of them holds. */
export interface CodesAtHand { left: number; goodUntil: number | null }

/** Somebody whose code would approve a request. */
export interface CodeApprover { staffId: string; name: string; post: Post }
