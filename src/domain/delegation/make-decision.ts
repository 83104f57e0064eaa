import { accepted, defineCommand, refused, row, type Context, type Verdict } from '../commands/command.ts';
import { derivedId, type ContactId, type DecisionId, type EscalationId, type ResidentId } from '../ids.ts';
import { put, type Decision, type Escalation, type Resident } from '../records.ts';
import { say } from '../words/say.ts';
import { authorityNeeds, usesOf } from './authority-facts.ts';
import { approverFor, evaluate, type Evaluation, type Subject } from './evaluate.ts';
import { authorityUseOf, effectOf, residentWording } from './outcome.ts';
import type { Clause, Evidence } from './scheme.ts';

export interface MakeDecisionArgs {
  decisionId: DecisionId;
  /** Given to the resident on the spot, so the desk draws it. */
  reference: string;
  clauseId: string;
  residentId: ResidentId;
  contactId: ContactId | null;
  /** In the clause's measure. */
  amount: number;
  item: string | null;
  reasonCode: string;
  reasons: string;
  evidence: Evidence[];
  /** Codes of the clause's conditions that the operative confirmed. */
  confirmed: string[];
  alternativesRejected: string;
}

export const subjectOf = (resident: Resident | null): Subject =>
  ({ residentId: resident?.id ?? '', householdId: resident?.householdId ?? null, propertyId: resident?.propertyId ?? null });

/** What is wrong with a request under a clause before authority is even asked; null where nothing is. */
export function requestFault(
  clause: Clause, resident: Resident | null, request: { item: string | null; reasonCode: string; reasons: string },
): Verdict | null {
  if (resident === null) return refused('command.unknown-resident');
  if (resident.deceasedOn !== null) return refused('command.deceased');
  if (clause.items.length > 0 && !clause.items.some((one) => one.code === request.item)) return refused('command.bad-item');
  if (!clause.reasons.some((one) => one.code === request.reasonCode)) return refused('command.bad-reason-code');
  if (request.reasons.trim() === '') return refused('command.reasons-needed');
  return null;
}

/** A decision at the front line, under delegated authority. */
export const makeDecision = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: MakeDecisionArgs) => ({
    resident: row('resident', args.residentId),
    existing: row('decision', args.decisionId),
  }),
  needsThen: (facts, args, context) =>
    authorityNeeds(clauseIn(context, args.clauseId), subjectOf(facts.resident), context),
  decide: (facts, args, context) => {
    const { resident } = facts;
    // A second press or a replay of a decision that is already recorded changes nothing.
    if (facts.existing !== null) return accepted();
    if (context.scheme === null) return refused('command.no-scheme');
    const clause = clauseIn(context, args.clauseId);
    if (clause === undefined) return refused('command.unknown-clause');
    const fault = requestFault(clause, resident, args);
    if (fault !== null || resident === null) return fault ?? refused('command.unknown-resident');

    const evaluation = evaluate({
      scheme: context.scheme, clause, post: context.actor.post, staffId: context.actor.staffId,
      subject: subjectOf(resident), amount: args.amount, item: args.item, evidence: args.evidence,
      confirmed: args.confirmed, uses: usesOf(facts, args.decisionId), connection: context.connection,
      policyAsOf: context.policyAsOf, now: context.countsAt,
    });
    if (evaluation.result === 'permit') {
      const decision = decisionOf(args, clause, resident, context, 'made');
      return accepted(put('decision', decision), put('authorityUse', authorityUseOf(decision, resident, context.countsAt)),
        ...effectOf(clause, decision, context.countsAt));
    }
    if (context.place === 'desk') return notAtTheDesk(evaluation);
    // The resident has been told already. The decision stands on the record, pays nothing, and a team leader
    // ratifies or corrects it: never silently void. DESIGN section 4, DOMAIN scenes 9 and 10.
    const decision = decisionOf(args, clause, resident, context, 'awaiting-ratification');
    return accepted(put('decision', decision), put('escalation', ratificationOf(decision, clause, args, evaluation, context)));
  },
});

export function clauseIn(context: Context, clauseId: string): Clause | undefined {
  return context.scheme?.clauses.find((clause) => clause.id === clauseId);
}

function notAtTheDesk(evaluation: Evaluation): Verdict {
  const reason = evaluation.sentences[0] ?? { code: 'command.unknown-clause' as const };
  return evaluation.result === 'escalate' ? { kind: 'escalation', evaluation, reason } : { kind: 'refused', reason };
}

function decisionOf(
  args: MakeDecisionArgs, clause: Clause, resident: Resident, context: Context, status: Decision['status'],
): Decision {
  return {
    id: args.decisionId, reference: args.reference, clauseId: clause.id, clauseNumber: clause.number,
    schemeVersion: context.scheme?.version ?? 0, residentId: resident.id, propertyId: resident.propertyId,
    contactId: args.contactId, escalationId: status === 'made' ? null : derivedId<EscalationId>(args.decisionId, 'ratify'),
    amount: args.amount, requestedAmount: args.amount, item: args.item, status, reasonCode: args.reasonCode,
    reasons: args.reasons.trim(), evidence: args.evidence, alternativesRejected: args.alternativesRejected.trim(),
    requestedBy: context.actor.staffId, decidedBy: context.actor.staffId, decidedByPost: context.actor.post,
    decidedAt: context.madeAt, receivedAt: context.place === 'centre' ? context.now : null,
    madeOffline: context.connection === 'offline',
    residentWording: residentWording(clause, args.amount, args.item, args.reference),
  };
}

function ratificationOf(
  decision: Decision, clause: Clause, args: MakeDecisionArgs, evaluation: Evaluation, context: Context,
): Escalation {
  return {
    id: derivedId<EscalationId>(decision.id, 'ratify'), reference: decision.reference, kind: 'ratify',
    decisionId: decision.id, clauseId: clause.id, clauseNumber: clause.number, schemeVersion: decision.schemeVersion,
    residentId: decision.residentId, propertyId: decision.propertyId, contactId: decision.contactId,
    requestedAmount: decision.amount, item: decision.item, reasonCode: args.reasonCode,
    reasons: `${decision.reasons}\n\n${evaluation.sentences.map(say).join(' ')}`, evidence: args.evidence,
    exceptional: false, requestedBy: context.actor.staffId, requestedAt: context.madeAt,
    approverPost: approverFor(clause, decision.amount) ?? 'team-leader', status: 'pending', approvedAmount: null,
    answeredBy: null, answeredAt: null, answerReasons: null, referredBy: null,
  };
}
