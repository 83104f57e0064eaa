/**
 * Who is next, in one line over every channel. Everybody's wait counts from when they came, and some are given a head start:
 * so nobody is passed over for ever, and the order does not change while one looks at it.
 */
import type { PromiseMade } from '../records/contacts.ts';
import type { Ticket, Transfer } from '../records/queue.ts';
import type { Instant } from '../time/instant.ts';

const MINUTE = 60_000;
/** Minutes by which a wait counts as longer than it is. */
export const HEAD_START = { transfer: 45, appointment: 30, vulnerable: 20, 'call-back': 10 } as const;
export const LONG_WAIT_MS = 30 * MINUTE;

export type WhyNext = keyof typeof HEAD_START | 'long-wait' | 'in-turn' | 'not-yet';

export interface Place {
  /** Since when it has waited: an appointment and a call-back since they were due. */
  since: Instant;
  /** Less is sooner. */
  rank: Instant;
  why: WhyNext;
}

const placed = (since: Instant, now: Instant, start: keyof typeof HEAD_START | null): Place => ({
  since, rank: since - (start === null ? 0 : HEAD_START[start] * MINUTE), why: since > now ? 'not-yet' : start ?? (now - since >= LONG_WAIT_MS ? 'long-wait' : 'in-turn'),
});

export function placeOfTicket(ticket: Pick<Ticket, 'arrivedAt' | 'dueAt' | 'vulnerable'>, now: Instant): Place {
  if (ticket.dueAt !== null) return placed(ticket.dueAt, now, 'appointment');
  return placed(ticket.arrivedAt, now, ticket.vulnerable ? 'vulnerable' : null);
}
export const placeOfCallBack = ({ dueAt }: Pick<PromiseMade, 'dueAt'>, now: Instant): Place => placed(dueAt, now, 'call-back');
/** Somebody who was handed over has waited since they were first spoken with, and has told it once. */
export const placeOfTransfer = ({ sentAt }: Pick<Transfer, 'sentAt'>, now: Instant): Place => placed(sentAt, now, 'transfer');

/** What is not due yet comes after everything that is. */
export const inOrder = <T extends { place: Place; key: string }>(one: T, other: T): number =>
  Number(one.place.why === 'not-yet') - Number(other.place.why === 'not-yet') || one.place.rank - other.place.rank || (one.key < other.key ? -1 : 1);

export interface Waits {
  waiting: number;
  /** Since when the one who has waited longest waits; null where nobody does. */
  longestSince: Instant | null;
  /** Milliseconds from coming to being called, of those called today; null where nobody was. */
  median: number | null;
  called: number;
  left: number;
}

type Measured = Pick<Ticket, 'arrivedAt' | 'dueAt' | 'calledAt' | 'status'>;

/** How waiting goes at a site, from tickets of today. */
export function waitsOf(tickets: readonly Measured[], now: Instant): Waits {
  const began = ({ arrivedAt, dueAt }: Measured): Instant => dueAt ?? arrivedAt;
  const waiting = tickets.filter((one) => one.status === 'waiting' && began(one) <= now).map(began);
  const waits = tickets.flatMap((one) => one.calledAt === null ? [] : [Math.max(0, one.calledAt - began(one))]).toSorted((a, b) => a - b);
  const middle = Math.floor(waits.length / 2);
  const upper = waits[middle];
  return {
    waiting: waiting.length, longestSince: waiting.length === 0 ? null : Math.min(...waiting),
    median: upper === undefined ? null : waits.length % 2 === 1 ? upper : ((waits[middle - 1] ?? upper) + upper) / 2,
    called: waits.length, left: tickets.filter(({ status }) => status === 'left' || status === 'no-show').length,
  };
}
