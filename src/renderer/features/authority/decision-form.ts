/** What the decision form holds, what it still needs, what pressing the button does, and the command it gives. */
import { beyondClause, fieldFault, fieldsFault, workedOut, type Details } from '#domain/delegation/clause-fields.ts';
import { unmetConditions, type Evaluation } from '#domain/delegation/evaluate.ts';
import type { MakeDecisionArgs } from '#domain/delegation/make-decision.ts';
import type { RequestApprovalArgs } from '#domain/delegation/request-approval.ts';
import type { PassOnArgs } from '#domain/delegation/pass-on.ts';
import { passedOn, type Clause, type Condition, type Evidence, type VerificationLevel } from '#domain/delegation/scheme.ts';
import type { Sentence } from '#domain/words/sentence.ts';
import { asId, type ContactId, type DecisionId, type EscalationId, type ResidentId, type TaskId } from '#domain/ids.ts';

/** Kept as a draft while typing. The ids are drawn once with it, so that two presses, or a crash between, decide once. */
export interface DecisionDraft {
  decisionId: DecisionId;
  escalationId: EscalationId;
  taskId: TaskId;
  reference: string;
  /** In the clause's measure; null while the field is empty. */
  amount: number | null;
  item: string | null;
  reasonCode: string | null;
  reasons: string;
  evidence: Record<string, string>;
  /** Answers to the clause’s own form. */
  details: Record<string, string>;
  verifiedLevel: VerificationLevel | null;
  /** Null: there is no interest to declare. */
  interest: string | null;
  confirmed: string[];
  alternatives: string;
}

export const decisionDraftKey = (residentId: string, clauseId: string): string => `decision:resident:${residentId}:${clauseId}`;

/** The form as it opens: the usual amount where it may be decided, the only choice where there is only one. */
export function newDecisionDraft(
  clause: Clause, upTo: number, ids: { decisionId: string; escalationId: string; taskId: string; reference: string },
): DecisionDraft {
  const onlyItem = clause.items.length === 1 ? clause.items[0]?.code : undefined;
  const onlyReason = clause.reasons.length === 1 ? clause.reasons[0]?.code : undefined;
  return {
    decisionId: asId(ids.decisionId), escalationId: asId(ids.escalationId), taskId: asId(ids.taskId), reference: ids.reference,
    amount: upTo > 0 ? Math.min(clause.usual, upTo) : clause.usual,
    item: onlyItem ?? null, reasonCode: onlyReason ?? null, reasons: '', evidence: {}, details: {}, verifiedLevel: null, interest: null, confirmed: [], alternatives: '',
  };
}

/** What came back, as it was entered. The reference stays: the resident may have been given it. */
export function draftOf(args: MakeDecisionArgs | RequestApprovalArgs | PassOnArgs, ids: { decisionId: string; escalationId: string; taskId: string }): DecisionDraft {
  const { reference, amount, item, reasonCode, reasons, evidence, details, verifiedLevel, interest, confirmed } = args;
  return {
    decisionId: 'decisionId' in args ? args.decisionId : asId(ids.decisionId), escalationId: 'escalationId' in args ? args.escalationId : asId(ids.escalationId),
    taskId: 'taskId' in args ? args.taskId : asId(ids.taskId),
    reference, amount, item, reasonCode, reasons, evidence: Object.fromEntries(evidence.map(({ kind, detail }) => [kind, detail])),
    details: { ...details }, verifiedLevel, interest: interest === '' ? null : interest, confirmed, alternatives: args.alternativesRejected,
  };
}

/** A count of one is not a question: the clause gives one of what it gives. */
export const hasAmount = (clause: Clause): boolean => clause.measure !== 'count' || clause.usual !== 1;
/** Nor is what the clause works out, or what nobody here decides. */
export const asksForAmount = (clause: Clause): boolean => hasAmount(clause) && clause.worth.kind === 'entered' && passedOn(clause) === null;

/** The amount as it stands: what the clause works out from the form, else what was entered. */
export const amountIn = (clause: Clause, draft: DecisionDraft): number | null => clause.worth.kind === 'entered' ? draft.amount : workedOut(clause, draft.details);

export function evidenceOf(clause: Clause, draft: DecisionDraft): Evidence[] {
  return clause.conditions.flatMap((condition) => {
    if (condition.kind !== 'evidence') return [];
    const detail = draft.evidence[condition.evidence]?.trim() ?? '';
    return detail === '' ? [] : [{ kind: condition.evidence, detail }];
  });
}

export type DecisionField = 'amount' | 'item' | 'reason' | 'reasons' | 'details' | 'interest';

/** What is wrong with the answers of the clause’s form, by field. */
export const detailFaults = (clause: Clause, details: Details, now: number): Map<string, Sentence> =>
  new Map(clause.fields.map((field) => [field.code, fieldFault(field, details[field.code], now)] as const).filter((entry): entry is [string, Sentence] => entry[1] !== null));

/** The form goes further than the clause does, and nothing else is wrong with it. */
export const isBeyond = (clause: Clause, details: Details, now: number): boolean =>
  fieldsFault(clause, details, now, true) === null && clause.fields.some((field) => beyondClause(field, details[field.code], now) !== null);

/** What neither a decision nor a request can do without, in the order of the form. */
export function decisionFaults(clause: Clause, draft: DecisionDraft, now: number): DecisionField[] {
  const faults: DecisionField[] = [];
  if (asksForAmount(clause) && (draft.amount === null || draft.amount <= 0)) faults.push('amount');
  if (clause.items.length > 0 && !clause.items.some((item) => item.code === draft.item)) faults.push('item');
  if (!clause.reasons.some((reason) => reason.code === draft.reasonCode)) faults.push('reason');
  if (detailFaults(clause, draft.details, now).size > 0) faults.push('details');
  if (draft.reasons.trim() === '') faults.push('reasons');
  if (draft.interest !== null && draft.interest.trim() === '') faults.push('interest');
  return faults;
}

export interface DecisionPlan {
  /** What the primary button does; `nothing` where only the exceptional way is left, or none. */
  act: 'decide' | 'ask' | 'pass-on' | 'nothing';
  faults: DecisionField[];
  /** Conditions not met. They stop a decision; a request goes on without them and the approver sees which. */
  unmet: Condition[];
  /** True where the rules would refuse but somebody above may be asked all the same. */
  mayAskExceptionally: boolean;
  /** The form goes further than the clause: nothing that an exceptional request stumbles over. */
  beyond: boolean;
}

/** What keeps an exceptional request from being made. */
export const exceptionalFaults = ({ faults, beyond }: DecisionPlan): DecisionField[] => beyond ? faults.filter((field) => field !== 'details') : faults;

/** What would happen now. `evaluation` is null until the engine has answered for this amount and item. */
export function planOf(clause: Clause, draft: DecisionDraft, evaluation: Evaluation | null, now: number): DecisionPlan {
  const faults = decisionFaults(clause, draft, now);
  const unmet = unmetConditions(clause, { evidence: evidenceOf(clause, draft), confirmed: draft.confirmed, verifiedLevel: draft.verifiedLevel });
  const someoneAbove = clause.ladder.length > 0;
  const beyond = someoneAbove && passedOn(clause) === null && isBeyond(clause, draft.details, now);
  if (passedOn(clause) !== null) return { act: 'pass-on', faults, unmet, mayAskExceptionally: false, beyond };
  if (evaluation === null || evaluation.result === 'refuse') {
    return { act: 'nothing', faults, unmet, mayAskExceptionally: evaluation?.mayAskExceptionally === true && !faults.includes('amount'), beyond };
  }
  // The form goes further than anybody at the desk may: only the exceptional way is left.
  if (beyond) return { act: 'nothing', faults, unmet, mayAskExceptionally: true, beyond };
  if (evaluation.result === 'escalate') {
    return { act: someoneAbove ? 'ask' : 'nothing', faults, unmet, mayAskExceptionally: false, beyond };
  }
  return { act: 'decide', faults, unmet, mayAskExceptionally: unmet.length > 0 && someoneAbove, beyond };
}

/** True where the plan's own button would go through now. */
export const isReady = (plan: DecisionPlan): boolean =>
  plan.faults.length === 0 && (plan.act === 'ask' || ((plan.act === 'decide' || plan.act === 'pass-on') && plan.unmet.length === 0));

interface Parties {
  residentId: string;
  contactId: string | null;
}

const requestOf = (clause: Clause, draft: DecisionDraft, parties: Parties) => ({
  reference: draft.reference, clauseId: clause.id, residentId: asId<ResidentId>(parties.residentId),
  contactId: parties.contactId === null ? null : asId<ContactId>(parties.contactId),
  amount: passedOn(clause) === null ? amountIn(clause, draft) ?? 0 : clause.usual, item: draft.item, reasonCode: draft.reasonCode ?? '', reasons: draft.reasons.trim(),
  evidence: evidenceOf(clause, draft), details: answered(draft.details), verifiedLevel: draft.verifiedLevel, interest: draft.interest?.trim() ?? '',
  confirmed: draft.confirmed, alternativesRejected: draft.alternatives.trim(),
});

const answered = (details: Details): Details => Object.fromEntries(Object.entries(details).map(([code, text]): [string, string] => [code, text.trim()]).filter(([, text]) => text !== ''));

export const toMakeDecision = (clause: Clause, draft: DecisionDraft, parties: Parties): MakeDecisionArgs => ({
  decisionId: draft.decisionId, ...requestOf(clause, draft, parties),
});

export const toPassOn = (clause: Clause, draft: DecisionDraft, parties: Parties): PassOnArgs => ({ taskId: draft.taskId, ...requestOf(clause, draft, parties) });

export const toRequestApproval = (clause: Clause, draft: DecisionDraft, parties: Parties, exceptional: boolean): RequestApprovalArgs => ({
  escalationId: draft.escalationId, ...requestOf(clause, draft, parties), exceptional,
});
