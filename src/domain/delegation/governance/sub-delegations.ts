import { accepted, defineCommand, refused, row } from '../../commands/command.ts';
import type { SubDelegationId } from '../../ids.ts';
import { put } from '../../records.ts';
import type { Instant } from '../../time/instant.ts';
import type { Post } from '../../vocabulary.ts';
import { amountText, approvalLimit } from '../evaluate.ts';
import { clauseIn } from '../make-decision.ts';

export interface SignSubDelegationArgs {
  subDelegationId: SubDelegationId;
  reference: string;
  clauseId: string;
  toPost: Post;
  perDecision: number;
  offline: number | null;
  validFrom: Instant;
  validTo: Instant;
}

/** Hands part of one’s own power under a clause down to a post, for a time, signed. Only where the scheme says so. */
export const signSubDelegation = defineCommand({
  version: 1,
  roles: ['approver'],
  needs: (args: SignSubDelegationArgs) => ({ existing: row('subDelegation', args.subDelegationId) }),
  needsThen: () => ({}),
  decide: ({ existing }, args, context) => {
    if (existing !== null) return accepted();
    const { actor } = context;
    const clause = clauseIn(context, args.clauseId);
    if (clause === undefined) return refused('command.unknown-clause');
    if (!clause.maySubDelegate) return refused('command.may-not-sub-delegate', { number: clause.number });
    const own = approvalLimit(clause, actor.post);
    if (own === 0) return refused('command.not-on-ladder');
    if (args.toPost === actor.post) return refused('command.sub-delegate-down');
    if (args.perDecision <= 0) return refused('authority.amount-not-positive');
    // What one may not do oneself can’t be handed down.
    if (args.perDecision > own) return refused('command.sub-delegate-too-much', { limit: amountText(own, clause.measure) });
    if ((args.offline ?? 0) > args.perDecision) return refused('command.offline-above-limit');
    if (args.validTo <= args.validFrom) return refused('command.dates-backwards');
    if (args.validTo <= context.countsAt) return refused('command.dates-over');
    return accepted(put('subDelegation', {
      id: args.subDelegationId, reference: args.reference, clauseId: clause.id, fromPost: actor.post, toPost: args.toPost, perDecision: args.perDecision,
      offline: args.offline, signedBy: actor.staffId, signedAt: context.madeAt, validFrom: args.validFrom, validTo: args.validTo, endedAt: null,
    }));
  },
});

export interface EndSubDelegationArgs { subDelegationId: SubDelegationId }

/** Takes back what was handed down: whoever signed it, or governance. */
export const endSubDelegation = defineCommand({
  version: 1,
  roles: ['approver', 'governance'],
  needs: (args: EndSubDelegationArgs) => ({ existing: row('subDelegation', args.subDelegationId) }),
  needsThen: () => ({}),
  decide: ({ existing }, _args, { actor, countsAt }) => {
    if (existing === null) return refused('command.unknown-sub-delegation');
    if (actor.role === 'approver' && existing.signedBy !== actor.staffId) return refused('command.not-your-signature');
    return existing.endedAt !== null ? accepted() : accepted(put('subDelegation', { ...existing, endedAt: countsAt }));
  },
});
