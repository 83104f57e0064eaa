import { accepted, defineCommand, refused, row, rows, type Context, type Verdict } from '../commands/command.ts';
import { derivedId, type ContactId, type DecisionId, type EscalationId, type ResidentId } from '../ids.ts';
import { put } from '../records.ts';
import type { Decision, Escalation } from '../records/decisions.ts';
import type { Resident } from '../records/people.ts';
import { say } from '../words/say.ts';
import { authorityNeeds, partiesOf, questionOf, standingNeeds } from './authority-facts.ts';
import type { Details } from './clause-fields.ts';
import { approverFor, evaluate, type Evaluation } from './evaluate.ts';
import { authorityUseOf, effectsOf, residentWording } from './outcome.ts';
import type { Clause, Evidence, VerificationLevel } from './scheme.ts';

/** What is entered to decide under a clause, to ask for a decision, or to pass something on. */
export interface ClauseRequest {
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
  /** Answers to the clause’s own form, by field. */
  details: Details;
  verifiedLevel: VerificationLevel | null;
  /** An interest that is declared, in words; empty where there is none. */
  interest: string;
  /** Codes of the clause's conditions that the operative confirmed. */
  confirmed: string[];
  alternativesRejected: string;
}

export interface MakeDecisionArgs extends ClauseRequest {
  decisionId: DecisionId;
}

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
  version: 2,
  roles: ['operative', 'approver'],
  needs: (args: MakeDecisionArgs) => ({
    resident: row('resident', args.residentId),
    existing: row('decision', args.decisionId),
  }),
  needsThen: (facts, args, context) => {
    const parties = partiesOf(facts.resident);
    return { ...authorityNeeds(clauseIn(context, args.clauseId), parties, args.details, context), ...standingNeeds(args.clauseId, parties, context), needs: rows('need', { residentId: args.residentId }) };
  },
  decide: (facts, args, context) => {
    const { resident } = facts;
    // A second press or a replay of a decision that is already recorded changes nothing.
    if (facts.existing !== null) return accepted();
    const { scheme } = context;
    if (scheme === null) return refused('command.no-scheme');
    const clause = clauseIn(context, args.clauseId);
    if (clause === undefined) return refused('command.unknown-clause');
    const fault = requestFault(clause, resident, args);
    if (fault !== null || resident === null) return fault ?? refused('command.unknown-resident');

    const evaluation = evaluate(questionOf(clause, resident, facts, { ...context, scheme },
      { ...asIsAsked(args), exceptDecisionId: args.decisionId }));
    if (evaluation.result === 'permit') {
      const decision = decisionOf(args, clause, resident, evaluation, context, 'made');
      return accepted(put('decision', decision), put('authorityUse', authorityUseOf(clause, decision, resident, context.countsAt)),
        ...effectsOf(clause, decision, { resident, needs: facts.needs }, context.countsAt));
    }
    if (context.place === 'desk') return notAtTheDesk(evaluation);
    // The resident has been told already. The decision stands on the record, pays nothing, and a team leader
    // ratifies or corrects it: never silently void. DESIGN section 4, DOMAIN scenes 9 and 10.
    const decision = decisionOf(args, clause, resident, evaluation, context, 'awaiting-ratification');
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

/** The request as the rule is asked about it. */
export const asIsAsked = ({ amount, item, details, interest, evidence, confirmed, verifiedLevel }: ClauseRequest) =>
  ({ amount, item, details, interest, proof: { evidence, confirmed, verifiedLevel } });

/** What was asked, as decision and request alike keep it. */
export const askedOf = (args: ClauseRequest) => ({
  reference: args.reference, contactId: args.contactId, item: args.item, reasonCode: args.reasonCode, reasons: args.reasons.trim(), evidence: args.evidence,
  details: args.details, verifiedLevel: args.verifiedLevel, interest: args.interest.trim(), alternativesRejected: args.alternativesRejected.trim(),
});

function decisionOf(
  args: MakeDecisionArgs, clause: Clause, resident: Resident, evaluation: Evaluation, context: Context, status: Decision['status'],
): Decision {
  return {
    id: args.decisionId, ...askedOf(args), clauseId: clause.id, clauseNumber: clause.number,
    schemeVersion: context.scheme?.version ?? 0, residentId: resident.id, propertyId: resident.propertyId,
    escalationId: status === 'made' ? null : derivedId<EscalationId>(args.decisionId, 'ratify'),
    amount: args.amount, requestedAmount: args.amount, status, noticed: evaluation.notices.map(({ code }) => code),
    requestedBy: context.actor.staffId, decidedBy: context.actor.staffId, decidedByPost: context.actor.post,
    decidedAt: context.madeAt, receivedAt: context.place === 'centre' ? context.now : null,
    madeOffline: context.connection === 'offline',
    residentWording: residentWording(clause, args.amount, args.item, args.reference, args.details),
  };
}

const MINUTE_MS = 60_000;
export const answerBy = (context: Context): number => context.countsAt + (context.scheme?.answerWithin ?? 0) * MINUTE_MS;

function ratificationOf(
  decision: Decision, clause: Clause, args: MakeDecisionArgs, evaluation: Evaluation, context: Context,
): Escalation {
  return {
    id: derivedId<EscalationId>(decision.id, 'ratify'), ...askedOf(args), kind: 'ratify',
    decisionId: decision.id, clauseId: clause.id, clauseNumber: clause.number, schemeVersion: decision.schemeVersion,
    residentId: decision.residentId, propertyId: decision.propertyId, requestedAmount: decision.amount,
    reasons: `${decision.reasons}\n\n${evaluation.sentences.map(say).join(' ')}`, confirmed: args.confirmed, noticed: decision.noticed,
    exceptional: false, requestedBy: context.actor.staffId, requestedAt: context.madeAt,
    approverPost: approverFor(clause, decision.amount) ?? 'team-leader', answerBy: answerBy(context), thread: [], firstApprovedBy: null,
    status: 'pending', approvedAmount: null, answeredBy: null, answeredAt: null, answerReasons: null, referredBy: null,
  };
}
