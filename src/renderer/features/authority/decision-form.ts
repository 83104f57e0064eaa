/** What the decision form holds, what it still needs, what pressing the button does, and the command it gives. */
import { unmetConditions, type Evaluation } from '#domain/delegation/evaluate.ts';
import type { MakeDecisionArgs } from '#domain/delegation/make-decision.ts';
import type { RequestApprovalArgs } from '#domain/delegation/request-approval.ts';
import type { Clause, Condition, Evidence, EvidenceKind } from '#domain/delegation/scheme.ts';
import { asId, type ContactId, type DecisionId, type EscalationId, type ResidentId } from '#domain/ids.ts';

/** Kept as a draft while typing. The ids are drawn once with it, so that two presses, or a crash between, decide once. */
export interface DecisionDraft {
  decisionId: DecisionId;
  escalationId: EscalationId;
  reference: string;
  /** In the clause's measure; null while the field is empty. */
  amount: number | null;
  item: string | null;
  reasonCode: string | null;
  reasons: string;
  evidence: Partial<Record<EvidenceKind, string>>;
  confirmed: string[];
  alternatives: string;
}

export const decisionDraftKey = (residentId: string, clauseId: string): string => `decision:resident:${residentId}:${clauseId}`;

/** The form as it opens: the usual amount where it may be decided, the only choice where there is only one. */
export function newDecisionDraft(
  clause: Clause, upTo: number, ids: { decisionId: string; escalationId: string; reference: string },
): DecisionDraft {
  const onlyItem = clause.items.length === 1 ? clause.items[0]?.code : undefined;
  const onlyReason = clause.reasons.length === 1 ? clause.reasons[0]?.code : undefined;
  return {
    decisionId: asId(ids.decisionId), escalationId: asId(ids.escalationId), reference: ids.reference,
    amount: upTo > 0 ? Math.min(clause.usual, upTo) : clause.usual,
    item: onlyItem ?? null, reasonCode: onlyReason ?? null, reasons: '', evidence: {}, confirmed: [], alternatives: '',
  };
}

/** What came back, as it was entered. The reference stays: the resident may have been given it. */
export function draftOf(args: MakeDecisionArgs | RequestApprovalArgs, ids: { decisionId: string; escalationId: string }): DecisionDraft {
  const { reference, amount, item, reasonCode, reasons, evidence } = args;
  return {
    decisionId: 'decisionId' in args ? args.decisionId : asId(ids.decisionId), escalationId: 'escalationId' in args ? args.escalationId : asId(ids.escalationId),
    reference, amount, item, reasonCode, reasons, evidence: Object.fromEntries(evidence.map(({ kind, detail }) => [kind, detail])),
    confirmed: 'confirmed' in args ? args.confirmed : [], alternatives: 'alternativesRejected' in args ? args.alternativesRejected : '',
  };
}

/** A count of one is not a question: the clause gives one of what it gives. */
export const asksForAmount = (clause: Clause): boolean => clause.measure !== 'count' || clause.usual !== 1;

export function evidenceOf(clause: Clause, draft: DecisionDraft): Evidence[] {
  return clause.conditions.flatMap((condition) => {
    if (condition.kind !== 'evidence') return [];
    const detail = draft.evidence[condition.evidence]?.trim() ?? '';
    return detail === '' ? [] : [{ kind: condition.evidence, detail }];
  });
}

export type DecisionField = 'amount' | 'item' | 'reason' | 'reasons';

/** What neither a decision nor a request can do without, in the order of the form. */
export function decisionFaults(clause: Clause, draft: DecisionDraft): DecisionField[] {
  const faults: DecisionField[] = [];
  if (draft.amount === null || draft.amount <= 0) faults.push('amount');
  if (clause.items.length > 0 && !clause.items.some((item) => item.code === draft.item)) faults.push('item');
  if (!clause.reasons.some((reason) => reason.code === draft.reasonCode)) faults.push('reason');
  if (draft.reasons.trim() === '') faults.push('reasons');
  return faults;
}

export interface DecisionPlan {
  /** What the primary button does; `nothing` where only the exceptional way is left, or none. */
  act: 'decide' | 'ask' | 'nothing';
  faults: DecisionField[];
  /** Conditions not met. They stop a decision; a request goes on without them and the approver sees which. */
  unmet: Condition[];
  /** True where the rules would refuse but somebody above may be asked all the same. */
  mayAskExceptionally: boolean;
}

/** What would happen now. `evaluation` is null until the engine has answered for this amount and item. */
export function planOf(clause: Clause, draft: DecisionDraft, evaluation: Evaluation | null): DecisionPlan {
  const faults = decisionFaults(clause, draft);
  const unmet = unmetConditions(clause, evidenceOf(clause, draft), draft.confirmed);
  const someoneAbove = clause.ladder.length > 0;
  if (evaluation === null || evaluation.result === 'refuse') {
    return { act: 'nothing', faults, unmet, mayAskExceptionally: evaluation !== null && someoneAbove && !faults.includes('amount') };
  }
  if (evaluation.result === 'escalate') {
    return { act: someoneAbove ? 'ask' : 'nothing', faults, unmet, mayAskExceptionally: false };
  }
  return { act: 'decide', faults, unmet, mayAskExceptionally: unmet.length > 0 && someoneAbove };
}

/** True where the plan's own button would go through now. */
export const isReady = (plan: DecisionPlan): boolean =>
  plan.faults.length === 0 && (plan.act === 'ask' || (plan.act === 'decide' && plan.unmet.length === 0));

interface Parties {
  residentId: string;
  contactId: string | null;
}

const requestOf = (clause: Clause, draft: DecisionDraft, parties: Parties) => ({
  reference: draft.reference, clauseId: clause.id, residentId: asId<ResidentId>(parties.residentId),
  contactId: parties.contactId === null ? null : asId<ContactId>(parties.contactId),
  amount: draft.amount ?? 0, item: draft.item, reasonCode: draft.reasonCode ?? '', reasons: draft.reasons.trim(),
  evidence: evidenceOf(clause, draft),
});

export const toMakeDecision = (clause: Clause, draft: DecisionDraft, parties: Parties): MakeDecisionArgs => ({
  decisionId: draft.decisionId, ...requestOf(clause, draft, parties), confirmed: draft.confirmed,
  alternativesRejected: draft.alternatives.trim(),
});

export const toRequestApproval = (clause: Clause, draft: DecisionDraft, parties: Parties, exceptional: boolean): RequestApprovalArgs => ({
  escalationId: draft.escalationId, ...requestOf(clause, draft, parties), exceptional,
});
