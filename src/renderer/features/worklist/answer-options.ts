/** Which answers a person may give to a request, and for each they may not, the sentence that says why. */
import type { WorklistItem } from '#contract/views/worklist.ts';
import type { AnswerEscalationArgs } from '#domain/delegation/answer-escalation.ts';
import { isSecondTurn } from '#domain/delegation/answering.ts';
import { amountText, approverFor } from '#domain/delegation/evaluate.ts';
import type { Sentence } from '#domain/words/sentence.ts';

export type AnswerKind = 'approve' | 'approve-less' | 'decline' | 'refer';
export const answerKinds: readonly AnswerKind[] = ['approve', 'approve-less', 'decline', 'refer'];

/** Null: may be given. */
export type AnswerOptions = Record<AnswerKind, Sentence | null>;

export interface Answerer {
  role: string;
  online: boolean;
}

/** The same order of reasons as the rule itself (`answer-escalation`), so that the screen and the rule say one thing. */
export function answerOptions(item: WorklistItem, who: Answerer): AnswerOptions {
  const everything = (reason: Sentence): AnswerOptions =>
    ({ approve: reason, 'approve-less': reason, decline: reason, refer: reason });
  if (item.mine) return everything({ code: 'command.own-escalation' });
  if (who.role !== 'approver') return everything({ code: 'command.role-may-not' });
  if (item.escalation.status !== 'pending') return everything({ code: 'command.escalation-answered' });
  if (item.agreedFirst) return everything({ code: 'command.second-must-be-another' });
  if (!item.mayAnswer) return everything({ code: 'command.not-on-ladder' });
  if (!who.online) return everything({ code: 'command.answer-offline' });

  const { clause, escalation } = item;
  const words = (amount: number): string => amountText(amount, clause.measure);
  const approve: Sentence | null = escalation.requestedAmount > item.ownLimit
    ? { code: 'command.above-approver-limit', values: { limit: words(item.ownLimit), requested: words(escalation.requestedAmount) } }
    : null;
  return {
    approve,
    'approve-less': approve,
    decline: null,
    refer: isSecondTurn(escalation) || approverFor(clause, escalation.requestedAmount, item.answersAs) === null ? { code: 'command.top-of-ladder' } : null,
  };
}

/** The most that may be approved: what was asked for, or what the first of two has approved. */
export const mostOf = ({ escalation }: WorklistItem): number => escalation.approvedAmount ?? escalation.requestedAmount;

/** One of a thing can't be less; neither can a single penny. */
export const canBeLess = (item: WorklistItem): boolean => mostOf(item) > 1;

export interface AnswerDraft {
  amount: number | null;
  reasons: string;
}
export const NO_ANSWER: AnswerDraft = { amount: null, reasons: '' };
export const answerDraftKey = (item: WorklistItem): string => `answer:${item.escalation.id}`;

/** Approving means what the amount field says: empty, or what was asked for, is in full. */
export const approveKind = (item: WorklistItem, draft: AnswerDraft): 'approve' | 'approve-less' =>
  draft.amount === null || draft.amount === mostOf(item) ? 'approve' : 'approve-less';

export type AnswerFault = 'amount-missing' | 'amount-above-asked' | 'reasons-missing';

/** What keeps an answer from being given; a refusal is always explained. */
export function answerFault(item: WorklistItem, kind: AnswerKind, draft: AnswerDraft): AnswerFault | null {
  if (kind === 'approve-less') {
    if (draft.amount === null || draft.amount <= 0) return 'amount-missing';
    if (draft.amount >= mostOf(item)) return 'amount-above-asked';
  }
  return kind === 'decline' && draft.reasons.trim() === '' ? 'reasons-missing' : null;
}

export function toAnswer(item: WorklistItem, kind: AnswerKind, draft: AnswerDraft): AnswerEscalationArgs {
  const answer = kind === 'approve-less' ? 'approve' : kind;
  const amount = kind === 'approve' ? mostOf(item) : kind === 'approve-less' ? draft.amount : null;
  return { escalationId: item.escalation.id, answer, amount, reasons: draft.reasons.trim() };
}

/** Where the selection goes: one step along the list, held at its ends; the first where nothing is selected. */
export function stepSelection(keys: readonly string[], selected: string | null, step: 1 | -1): string | null {
  const at = selected === null ? -1 : keys.indexOf(selected);
  if (at === -1) return keys[0] ?? null;
  return keys[Math.min(keys.length - 1, Math.max(0, at + step))] ?? null;
}
