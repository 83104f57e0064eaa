import { accepted, defineCommand, refused, row, type Context } from '../commands/command.ts';
import { derivedId, type DecisionId, type EscalationId, type MessageId } from '../ids.ts';
import { put, type Decision, type Escalation } from '../records.ts';
import { say } from '../words/say.ts';
import { amountText, approvalLimit, approverFor, mayAnswer } from './evaluate.ts';
import { clauseIn } from './make-decision.ts';
import { authorityUseOf, effectOf, residentWording } from './outcome.ts';
import type { Clause } from './scheme.ts';

export interface AnswerEscalationArgs {
  escalationId: EscalationId;
  answer: 'approve' | 'decline' | 'refer';
  /** What is approved, in the clause's measure: what was asked for or less. Null unless approving. */
  amount: number | null;
  reasons: string;
}

/** A team leader's answer: approve, approve less, decline with a reason, or refer up. Nobody answers their own. */
export const answerEscalation = defineCommand({
  version: 1,
  roles: ['approver'],
  needs: (args: AnswerEscalationArgs) => ({ escalation: row('escalation', args.escalationId) }),
  needsThen: (facts) => ({
    resident: row('resident', facts.escalation?.residentId ?? null),
    decision: row('decision', facts.escalation?.decisionId ?? null),
  }),
  decide: (facts, args, context) => {
    const { escalation, resident } = facts;
    if (escalation === null) return refused('command.escalation-unknown');
    if (resident === null) return refused('command.unknown-resident');
    if (escalation.requestedBy === context.actor.staffId) return refused('command.own-escalation');
    if (escalation.status !== 'pending') return refused('command.escalation-answered');
    const clause = clauseIn(context, escalation.clauseId);
    if (clause === undefined) return refused('command.unknown-clause');
    if (!mayAnswer(clause, context.actor.post)) return refused('command.not-on-ladder');
    if (context.connection === 'offline') return refused('command.answer-offline');

    if (args.answer === 'refer') {
      const next = approverFor(clause, escalation.requestedAmount, context.actor.post);
      if (next === null) return refused('command.top-of-ladder');
      return accepted(put('escalation', { ...escalation, approverPost: next, referredBy: context.actor.staffId }));
    }
    if (args.answer === 'decline') return decline(escalation, facts.decision, args, context);

    const limit = approvalLimit(clause, context.actor.post);
    const words = (amount: number): string => amountText(amount, clause.measure);
    // The approver's own limit covers what was asked for, or they only decline or refer. DOMAIN (a).
    if (escalation.requestedAmount > limit) {
      return refused('command.above-approver-limit', { limit: words(limit), requested: words(escalation.requestedAmount) });
    }
    const amount = args.amount ?? escalation.requestedAmount;
    if (amount <= 0) return refused('authority.amount-not-positive');
    if (amount > escalation.requestedAmount) {
      return refused('command.approve-more-than-asked', { requested: words(escalation.requestedAmount) });
    }
    const decision = approvedDecision(escalation, facts.decision, clause, amount, args, context);
    const answered = answeredAs(escalation, 'approved', amount, args, context);
    return accepted(put('escalation', { ...answered, decisionId: decision.id }), put('decision', decision),
      put('authorityUse', authorityUseOf(decision, resident, context.countsAt)),
      ...effectOf(clause, decision, context.countsAt));
  },
});

function answeredAs(
  escalation: Escalation, status: 'approved' | 'declined', amount: number | null, args: AnswerEscalationArgs, context: Context,
): Escalation {
  return {
    ...escalation, status, approvedAmount: amount, answeredBy: context.actor.staffId, answeredAt: context.madeAt,
    answerReasons: args.reasons.trim() === '' ? null : args.reasons.trim(),
  };
}

function decline(escalation: Escalation, standing: Decision | null, args: AnswerEscalationArgs, context: Context) {
  if (args.reasons.trim() === '') return refused('command.reasons-needed');
  const changes = [
    put('escalation', answeredAs(escalation, 'declined', null, args, context)),
    put('message', {
      id: derivedId<MessageId>(escalation.id, 'message'), residentId: escalation.residentId,
      decisionId: escalation.decisionId, escalationId: escalation.id,
      body: say({ code: 'message.escalation-declined', values: { reference: escalation.reference, reasons: args.reasons.trim() } }),
      status: 'queued', createdAt: context.countsAt,
    }),
  ];
  // A decision that stood outside authority is corrected by this fresh answer; the first stays on the record.
  if (standing !== null) changes.push(put('decision', { ...standing, status: 'corrected' }));
  return accepted(...changes);
}

function approvedDecision(
  escalation: Escalation, standing: Decision | null, clause: Clause, amount: number, args: AnswerEscalationArgs,
  context: Context,
): Decision {
  if (standing !== null) {
    return { ...standing, status: 'ratified', amount, residentWording: residentWording(clause, amount, standing.item, standing.reference) };
  }
  return {
    id: derivedId<DecisionId>(escalation.id, 'decision'), reference: escalation.reference, clauseId: clause.id,
    clauseNumber: clause.number, schemeVersion: context.scheme?.version ?? escalation.schemeVersion,
    residentId: escalation.residentId, propertyId: escalation.propertyId, contactId: escalation.contactId,
    escalationId: escalation.id, amount, requestedAmount: escalation.requestedAmount, item: escalation.item,
    status: 'made', reasonCode: escalation.reasonCode,
    reasons: [escalation.reasons, args.reasons.trim()].filter((text) => text !== '').join('\n\n'),
    evidence: escalation.evidence, alternativesRejected: '', requestedBy: escalation.requestedBy,
    decidedBy: context.actor.staffId, decidedByPost: context.actor.post, decidedAt: context.madeAt,
    receivedAt: context.place === 'centre' ? context.now : null, madeOffline: false,
    residentWording: residentWording(clause, amount, escalation.item, escalation.reference),
  };
}
