/** What somebody was told would happen, and how it was kept. */
import { accepted, defineCommand, refused, row } from '../commands/command.ts';
import type { CaseId, ContactId, PromiseId, ResidentId, StaffId } from '../ids.ts';
import { put } from '../records.ts';
import type { Instant } from '../time/instant.ts';
import type { PromiseKind, PromiseOutcome } from '../vocabulary.ts';

export interface MakePromiseArgs {
  promiseId: PromiseId;
  residentId: ResidentId;
  contactId: ContactId | null;
  caseId: CaseId | null;
  kind: PromiseKind;
  words: string;
  dueAt: Instant;
  /** The number to ring, and the one it will be rung from: said to the resident, so that they pick up. */
  phone: string | null;
  callerPhone: string | null;
  ownerId: StaffId;
}

/** Promises something by a moment; it is on every desk from then on. */
export const makePromise = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: MakePromiseArgs) => ({ resident: row('resident', args.residentId), owner: row('staff', args.ownerId), existing: row('promise', args.promiseId) }),
  needsThen: () => ({}),
  decide: ({ resident, owner, existing }, args, context) => {
    if (existing !== null) return accepted();
    if (resident === null) return refused('command.unknown-resident');
    if (owner === null) return refused('command.unknown-owner');
    if (resident.deceasedOn !== null) return refused('command.deceased');
    if (args.words.trim() === '') return refused('command.promise-words-needed');
    if (args.kind === 'call-back' && (args.phone ?? '').trim() === '') return refused('command.phone-needed');
    if (args.dueAt <= context.madeAt) return refused('command.promise-in-past');
    return accepted(put('promise', {
      id: args.promiseId, residentId: resident.id, contactId: args.contactId, caseId: args.caseId, kind: args.kind, words: args.words.trim(), promisedFor: args.dueAt,
      dueAt: args.dueAt, phone: args.kind === 'call-back' ? args.phone : null, callerPhone: args.kind === 'call-back' ? args.callerPhone : null, ownerId: args.ownerId,
      madeBy: context.actor.staffId, madeAt: context.countsAt, attempts: [], status: 'open', closedAt: null,
    }));
  },
});

/** What each outcome makes of the promise. */
const standingAfter: Readonly<Record<PromiseOutcome, 'open' | 'kept' | 'ended'>> = {
  complete: 'kept', refused: 'ended', rescheduled: 'open', voicemail: 'open', 'wrong-number': 'ended', 'no-answer': 'open', cancelled: 'ended',
};

export interface NotePromiseArgs {
  promiseId: PromiseId;
  /** When it was tried, by the desk's clock: two presses are one. */
  at: Instant;
  outcome: PromiseOutcome;
  words: string;
  /** What was agreed instead, where it was put off. */
  dueAt: Instant | null;
}

/** How an attempt to keep a promise went. The moment it was promised for stays as it is. */
export const notePromise = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: NotePromiseArgs) => ({ promise: row('promise', args.promiseId) }),
  needsThen: () => ({}),
  decide: ({ promise }, args, context) => {
    if (promise === null) return refused('command.unknown-promise');
    const { staffId } = context.actor;
    if (promise.attempts.some(({ at, staffId: by }) => at === args.at && by === staffId)) return accepted();
    if (promise.status !== 'open') return refused('command.promise-closed');
    if (args.outcome === 'rescheduled' && (args.dueAt === null || args.dueAt <= context.madeAt)) return refused('command.promise-in-past');
    if (args.outcome === 'cancelled' && args.words.trim() === '') return refused('command.reasons-needed');
    const status = standingAfter[args.outcome];
    return accepted(put('promise', {
      ...promise, dueAt: args.outcome === 'rescheduled' ? args.dueAt ?? promise.dueAt : promise.dueAt, status,
      attempts: [...promise.attempts, { at: args.at, staffId, outcome: args.outcome, words: args.words.trim() }], closedAt: status === 'open' ? null : context.countsAt,
    }));
  },
});
