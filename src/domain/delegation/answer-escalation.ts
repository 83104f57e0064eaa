import { accepted, defineCommand, refused, row, rows, type Context, type Verdict } from '../commands/command.ts';
import { derivedId, type DecisionId, type EscalationId, type MessageId } from '../ids.ts';
import { put } from '../records.ts';
import type { Decision, Escalation, EscalationEntry } from '../records/decisions.ts';
import { letterRows, type Recipient } from '../needs/letters.ts';
import type { Post } from '../vocabulary.ts';
import { say } from '../words/say.ts';
import { amountText, approverFor } from './evaluate.ts';
import { answerBy, clauseIn } from './make-decision.ts';
import { authorityUseOf, effectsOf, residentWording } from './outcome.ts';
import { answeringPost, coverOf, isSecondTurn } from './answering.ts';
import type { Clause } from './scheme.ts';
import { postsOf } from './standing.ts';

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
  needs: (args: AnswerEscalationArgs, context) => ({
    escalation: row('escalation', args.escalationId),
    deputies: rows('deputy', { deputyId: context.actor.staffId }),
  }),
  needsThen: (facts) => ({
    resident: row('resident', facts.escalation?.residentId ?? null),
    decision: row('decision', facts.escalation?.decisionId ?? null),
    needs: rows('need', { residentId: facts.escalation?.residentId ?? '' }),
  }),
  decide: (facts, args, context) => {
    const { escalation, resident } = facts;
    const { staffId } = context.actor;
    if (escalation === null) return refused('command.escalation-unknown');
    if (resident === null) return refused('command.unknown-resident');
    if (escalation.requestedBy === staffId) return refused('command.own-escalation');
    if (escalation.status !== 'pending') return refused('command.escalation-answered');
    const clause = clauseIn(context, escalation.clauseId);
    if (clause === undefined) return refused('command.unknown-clause');
    if (isSecondTurn(escalation) && escalation.firstApprovedBy === staffId) return refused('command.second-must-be-another');
    const post = answeringPost(clause, escalation, postsOf(context.actor.post, facts.deputies, context.countsAt));
    if (post === null) return refused('command.not-on-ladder');
    if (context.connection === 'offline') return refused('command.answer-offline');

    if (args.answer === 'refer') return refer(escalation, clause, post, args, context);
    if (args.answer === 'decline') return decline(escalation, facts.decision, { resident, needs: facts.needs }, args, context);

    const limit = coverOf(clause, escalation, post);
    const words = (amount: number): string => amountText(amount, clause.measure);
    // The approver's own limit covers what was asked for, or they only decline or refer. DOMAIN (a).
    if (escalation.requestedAmount > limit) {
      return refused('command.above-approver-limit', { limit: words(limit), requested: words(escalation.requestedAmount) });
    }
    const most = escalation.approvedAmount ?? escalation.requestedAmount;
    const amount = args.amount ?? most;
    if (amount <= 0) return refused('authority.amount-not-positive');
    if (amount > most) return refused('command.approve-more-than-asked', { requested: words(most) });
    if (clause.secondApprover !== null && !isSecondTurn(escalation)) {
      return accepted(put('escalation', {
        ...escalation, firstApprovedBy: staffId, approvedAmount: amount, approverPost: clause.secondApprover, answerBy: answerBy(context),
        thread: [...escalation.thread, entryOf(escalation, 'approved-first', args.reasons, context)],
      }));
    }
    const decision = approvedDecision(escalation, facts.decision, clause, amount, post, args, context);
    const answered = answeredAs(escalation, 'approved', amount, args, context);
    return accepted(put('escalation', { ...answered, decisionId: decision.id }), put('decision', decision),
      put('authorityUse', authorityUseOf(clause, decision, resident, context.countsAt)),
      ...effectsOf(clause, decision, { resident, needs: facts.needs }, context.countsAt));
  },
});

const entryOf = (escalation: Escalation, kind: EscalationEntry['kind'], words: string, { actor, madeAt }: Context): EscalationEntry =>
  ({ id: `${escalation.id}.${kind}.${actor.staffId}`, at: madeAt, staffId: actor.staffId, kind, words: words.trim() });

function refer(escalation: Escalation, clause: Clause, post: Post, args: AnswerEscalationArgs, context: Context): Verdict {
  // Who must agree second has nobody above: the first stands, or it is declined.
  const next = isSecondTurn(escalation) ? null : approverFor(clause, escalation.requestedAmount, post);
  if (next === null) return refused('command.top-of-ladder');
  return accepted(put('escalation', {
    ...escalation, approverPost: next, referredBy: context.actor.staffId, answerBy: answerBy(context),
    thread: [...escalation.thread, entryOf(escalation, 'referred', args.reasons, context)],
  }));
}

function answeredAs(
  escalation: Escalation, status: 'approved' | 'declined', amount: number | null, args: AnswerEscalationArgs, context: Context,
): Escalation {
  return {
    ...escalation, status, approvedAmount: amount, answeredBy: context.actor.staffId, answeredAt: context.madeAt,
    answerReasons: args.reasons.trim() === '' ? null : args.reasons.trim(),
  };
}

function decline(escalation: Escalation, standing: Decision | null, to: Recipient, args: AnswerEscalationArgs, context: Context) {
  if (args.reasons.trim() === '') return refused('command.reasons-needed');
  const changes = [
    put('escalation', answeredAs(escalation, 'declined', null, args, context)),
    ...letterRows(to, {
      id: derivedId<MessageId>(escalation.id, 'message'), decisionId: escalation.decisionId, escalationId: escalation.id,
      english: say({ code: 'message.escalation-declined', values: { reference: escalation.reference, reasons: args.reasons.trim() } }), translated: null,
    }, context.countsAt),
  ];
  // A decision that stood outside authority is corrected by this fresh answer; the first stays on the record.
  if (standing !== null) changes.push(put('decision', { ...standing, status: 'corrected' }));
  return accepted(...changes);
}

function approvedDecision(
  escalation: Escalation, standing: Decision | null, clause: Clause, amount: number, post: Post, args: AnswerEscalationArgs, context: Context,
): Decision {
  const { item, details, reference } = escalation;
  if (standing !== null) {
    return { ...standing, status: 'ratified', amount, residentWording: residentWording(clause, amount, standing.item, standing.reference, standing.details) };
  }
  return {
    id: derivedId<DecisionId>(escalation.id, 'decision'), reference, clauseId: clause.id,
    clauseNumber: clause.number, schemeVersion: context.scheme?.version ?? escalation.schemeVersion,
    residentId: escalation.residentId, propertyId: escalation.propertyId, contactId: escalation.contactId,
    escalationId: escalation.id, amount, requestedAmount: escalation.requestedAmount, item,
    status: 'made', reasonCode: escalation.reasonCode,
    reasons: [escalation.reasons, args.reasons.trim()].filter((text) => text !== '').join('\n\n'),
    evidence: escalation.evidence, details, verifiedLevel: escalation.verifiedLevel, interest: escalation.interest,
    alternativesRejected: escalation.alternativesRejected, noticed: escalation.noticed, requestedBy: escalation.requestedBy,
    decidedBy: context.actor.staffId, decidedByPost: post, decidedAt: context.madeAt,
    receivedAt: context.place === 'centre' ? context.now : null, madeOffline: false,
    residentWording: residentWording(clause, amount, item, reference, details),
  };
}
