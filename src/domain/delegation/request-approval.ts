import { accepted, defineCommand, refused, row } from '../commands/command.ts';
import type { EscalationId } from '../ids.ts';
import { put } from '../records.ts';
import { authorityNeeds, partiesOf, questionOf, standingNeeds } from './authority-facts.ts';
import { fieldsFault } from './clause-fields.ts';
import { approverFor, evaluate } from './evaluate.ts';
import { answerBy, askedOf, asIsAsked, clauseIn, requestFault, type ClauseRequest } from './make-decision.ts';
import { passedOn } from './scheme.ts';

export interface RequestApprovalArgs extends ClauseRequest {
  escalationId: EscalationId;
  /** Asked for although the clause would refuse: no rule may fetter discretion. DOMAIN (a). */
  exceptional: boolean;
}

/** Asks somebody above for a decision, while the resident is still there. Never needs authority, only a ladder. */
export const requestApproval = defineCommand({
  version: 2,
  roles: ['operative', 'approver'],
  needs: (args: RequestApprovalArgs) => ({
    resident: row('resident', args.residentId),
    existing: row('escalation', args.escalationId),
  }),
  needsThen: (facts, args, context) => {
    const parties = partiesOf(facts.resident);
    return { ...authorityNeeds(clauseIn(context, args.clauseId), parties, args.details, context), ...standingNeeds(args.clauseId, parties, context) };
  },
  decide: (facts, args, context) => {
    if (facts.existing !== null) return accepted();
    const { scheme } = context;
    if (scheme === null) return refused('command.no-scheme');
    const clause = clauseIn(context, args.clauseId);
    if (clause === undefined) return refused('command.unknown-clause');
    const fault = requestFault(clause, facts.resident, args);
    if (fault !== null || facts.resident === null) return fault ?? refused('command.unknown-resident');
    if (args.amount <= 0) return refused('authority.amount-not-positive');
    const form = fieldsFault(clause, args.details, context.countsAt, args.exceptional);
    if (form !== null) return { kind: 'refused', reason: form };
    const elsewhere = passedOn(clause);
    if (elsewhere !== null) return refused('authority.elsewhere', { where: elsewhere.where });
    const approverPost = approverFor(clause, args.amount);
    if (approverPost === null) return refused('command.nobody-to-ask');
    const evaluation = evaluate(questionOf(clause, facts.resident, facts, { ...context, scheme }, { ...asIsAsked(args), exceptDecisionId: null }));
    return accepted(put('escalation', {
      id: args.escalationId, ...askedOf(args), kind: 'approve', decisionId: null, clauseId: clause.id,
      clauseNumber: clause.number, schemeVersion: scheme.version, residentId: args.residentId,
      propertyId: facts.resident.propertyId, requestedAmount: args.amount, confirmed: args.confirmed,
      noticed: evaluation.notices.map(({ code }) => code), exceptional: args.exceptional,
      requestedBy: context.actor.staffId, requestedAt: context.madeAt, approverPost, answerBy: answerBy(context), thread: [], firstApprovedBy: null,
      status: 'pending', approvedAmount: null, answeredBy: null, answeredAt: null, answerReasons: null, referredBy: null,
    }));
  },
});
