import { accepted, defineCommand, filed, refused, row, rows } from '../../commands/command.ts';
import { pairByHand, pairId } from '../../matching/pair.ts';
import type { DuplicateId, MergeId, ResidentId } from '../../ids.ts';
import { put } from '../../records.ts';
import type { RowChange } from '../../records.ts';
import type { Resident } from '../../records/people.ts';
import type { Merge } from '../../records/twice.ts';
import type { Keep } from '../../vocabulary.ts';
import { apart, mergeableOf, mergedResidents } from './merged-resident.ts';

export interface AnswerDuplicateArgs {
  duplicateId: DuplicateId;
  answer: 'not-the-same' | 'later';
  reasons: string;
}

/** Two people after all, or a question for another day. What somebody says is two people is not offered again. */
export const answerDuplicate = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: AnswerDuplicateArgs) => ({ duplicate: row('duplicate', args.duplicateId) }),
  needsThen: () => ({}),
  decide: ({ duplicate }, args, context) => {
    if (duplicate === null) return refused('command.unknown-duplicate');
    if (duplicate.status === args.answer) return accepted();
    if (duplicate.status !== 'open' && duplicate.status !== 'later') return refused('command.duplicate-answered');
    if (args.answer === 'not-the-same' && args.reasons.trim() === '') return refused('command.reasons-needed');
    return accepted(put('duplicate', {
      ...duplicate, status: args.answer, answeredBy: context.actor.staffId, answeredAt: context.countsAt, reasons: args.reasons.trim() || null,
    }));
  },
});

export interface ProposeMergeArgs {
  mergeId: MergeId;
  duplicateId: DuplicateId | null;
  /** The record that is to stand for both. */
  residentId: ResidentId;
  otherId: ResidentId;
  keep: Keep;
  reasons: string;
}

/** That two records are one person’s. Nothing changes until a team leader agrees. */
export const proposeMerge = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: ProposeMergeArgs) => ({
    existing: row('merge', args.mergeId),
    survivor: row('resident', args.residentId),
    other: row('resident', args.otherId),
    duplicate: row('duplicate', args.duplicateId),
    proposed: rows('merge', { status: 'proposed' }),
  }),
  needsThen: ({ survivor, other }) => ({
    pair: row('duplicate', survivor === null || other === null ? null : pairId(survivor.id, other.id)),
    home: row('property', survivor?.propertyId ?? null), otherHome: row('property', other?.propertyId ?? null),
  }),
  decide: ({ existing, survivor, other, duplicate, proposed, pair, home, otherHome }, args, context) => {
    if (existing !== null) return accepted();
    if (survivor === null || other === null) return refused('command.unknown-resident');
    if (survivor.id === other.id) return refused('command.merged-already');
    if (survivor.kind !== other.kind) return refused('command.merge-of-kinds');
    const ids = new Set([survivor.id, other.id]);
    if (proposed.some(({ survivorId, otherId }) => ids.has(survivorId) && ids.has(otherId))) return refused('command.merge-waits');
    if (args.reasons.trim() === '') return refused('command.reasons-needed');
    const { staffId } = context.actor;
    // A leader answers pairs: those that nobody found alike become one too.
    const proposal = duplicate ?? pair ?? pairByHand([survivor, home], [other, otherHome], context.countsAt);
    return accepted(
      put('merge', {
        id: args.mergeId, duplicateId: proposal.id, survivorId: survivor.id, otherId: other.id, keep: args.keep, reasons: args.reasons.trim(), status: 'proposed',
        proposedBy: staffId, proposedAt: context.countsAt, answeredBy: null, answeredAt: null, answerReasons: null,
        survivorBefore: null, survivorAfter: null, otherBefore: null, otherAfter: null, moved: [], undoneBy: null, undoneAt: null, undoneReasons: null,
      }),
      put('duplicate', { ...proposal, status: 'proposed', mergeId: args.mergeId, answeredBy: staffId, answeredAt: context.countsAt }),
    );
  },
});

export interface AnswerMergeArgs {
  mergeId: MergeId;
  answer: 'approve' | 'decline';
  reasons: string;
}

/** A team leader’s answer, and never the proposer’s own. Approved, the other record stands behind the survivor. */
export const answerMerge = defineCommand({
  version: 1,
  roles: ['approver'],
  needs: (args: AnswerMergeArgs) => ({ merge: row('merge', args.mergeId) }),
  needsThen: ({ merge }) => ({
    survivor: filed('resident', merge?.survivorId ?? null),
    other: filed('resident', merge?.otherId ?? null),
    behind: rows('resident', { mergedInto: merge?.otherId ?? '' }),
    duplicate: row('duplicate', merge?.duplicateId ?? null),
  }),
  decide: ({ merge, survivor, other, behind, duplicate }, args, context) => {
    if (merge === null) return refused('command.unknown-merge');
    const answer = args.answer === 'approve' ? 'done' : 'declined';
    if (merge.status === answer) return accepted();
    if (merge.status !== 'proposed') return refused('command.merge-answered');
    const { staffId } = context.actor;
    if (merge.proposedBy === staffId) return refused('command.own-merge');
    const reasons = args.reasons.trim();
    const answered: Merge = { ...merge, status: answer, answeredBy: staffId, answeredAt: context.countsAt, answerReasons: reasons || null };
    if (answer === 'declined') {
      if (reasons === '') return refused('command.reasons-needed');
      return accepted(put('merge', answered), ...duplicate === null ? [] : [put('duplicate', { ...duplicate, status: duplicate.foundBy === 'hand' ? 'faded' as const : 'open' as const, mergeId: null })]);
    }
    if (survivor === null || other === null) return refused('command.unknown-resident');
    // Either went into another record since: what was proposed is not what would happen.
    if (survivor.mergedInto !== null || other.mergedInto !== null) return refused('command.merge-overtaken');
    const made = mergedResidents(survivor, other, merge.keep);
    return accepted(
      put('resident', made.survivor), put('resident', made.other),
      ...behind.map((one) => put('resident', { ...one, mergedInto: survivor.id })),
      put('merge', {
        ...answered, survivorBefore: mergeableOf(survivor), survivorAfter: mergeableOf(made.survivor), otherBefore: mergeableOf(other), otherAfter: mergeableOf(made.other),
        moved: behind.map(({ id }) => id),
      }),
      ...duplicate === null ? [] : [put('duplicate', { ...duplicate, status: 'merged' as const })],
    );
  },
});

export interface PartResidentsArgs {
  mergeId: MergeId;
  reasons: string;
}

/** Two people after all: both records as they were, each with what was entered for it before and since. */
export const partResidents = defineCommand({
  version: 1,
  roles: ['approver'],
  needs: (args: PartResidentsArgs) => ({ merge: row('merge', args.mergeId) }),
  needsThen: ({ merge }) => ({
    survivor: filed('resident', merge?.survivorId ?? null),
    other: filed('resident', merge?.otherId ?? null),
    behind: rows('resident', { mergedInto: merge?.survivorId ?? '' }),
    others: rows('merge', { survivorId: merge?.survivorId ?? '', status: 'done' }),
    duplicate: row('duplicate', merge?.duplicateId ?? null),
  }),
  decide: ({ merge, survivor, other, behind, others, duplicate }, args, context) => {
    if (merge === null) return refused('command.unknown-merge');
    if (merge.status === 'undone') return accepted();
    const { survivorBefore, survivorAfter, otherBefore, otherAfter } = merge;
    if (merge.status !== 'done' || survivorBefore === null || survivorAfter === null || otherBefore === null || otherAfter === null) return refused('command.merge-not-done');
    if (survivor === null || other === null) return refused('command.unknown-resident');
    if (args.reasons.trim() === '') return refused('command.reasons-needed');
    // What came later was built on this: it is taken off first, as it was put on.
    if (!isLast(merge, survivor, others)) return refused('command.part-later-first');
    const { staffId } = context.actor;
    const changes: RowChange[] = [
      put('resident', apart(survivor, survivorBefore, survivorAfter)), put('resident', apart(other, otherBefore, otherAfter)),
      ...behind.filter(({ id }) => merge.moved.includes(id)).map((one): RowChange => put('resident', { ...one, mergedInto: other.id })),
      put('merge', { ...merge, status: 'undone', undoneBy: staffId, undoneAt: context.countsAt, undoneReasons: args.reasons.trim() }),
    ];
    if (duplicate !== null) changes.push(put('duplicate', { ...duplicate, status: 'not-the-same', answeredBy: staffId, answeredAt: context.countsAt, reasons: args.reasons.trim() }));
    return accepted(...changes);
  },
});

/** A clock may stand still between two answers; their ids do not. */
const isAfter = (one: Merge, other: Merge): boolean => {
  const [at, before] = [one.answeredAt ?? 0, other.answeredAt ?? 0];
  return at === before ? one.id > other.id : at > before;
};

/** Whether a merge may be taken back now: the last of those that stand with its survivor. */
export const isLast = (merge: Merge, survivor: Pick<Resident, 'mergedInto'>, done: readonly Merge[]): boolean =>
  survivor.mergedInto === null && !done.some((one) => one.id !== merge.id && isAfter(one, merge));
