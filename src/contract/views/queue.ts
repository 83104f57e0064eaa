/** Who waits, and what was handed over. */
import type { Place, Waits } from '#domain/queue/order.ts';
import type { Escalation } from '#domain/records/decisions.ts';
import type { Ticket, Transfer } from '#domain/records/queue.ts';
import type { SubjectRef } from './subject-ref.ts';
import type { PromiseItem } from './subject.ts';

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
