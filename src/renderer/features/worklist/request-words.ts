import type { WorklistItem } from '#contract/views/worklist.ts';
import { amountText } from '#domain/delegation/evaluate.ts';

export const amountOf = (item: WorklistItem, amount: number): string => amountText(amount, item.clause.measure);
export const requestedText = (item: WorklistItem): string => amountOf(item, item.escalation.requestedAmount);

export const itemWords = (item: WorklistItem): string | null =>
  item.clause.items.find((one) => one.code === item.escalation.item)?.words ?? null;

/** One of what the clause gives is not worth saying. */
export const isJustOne = ({ clause, escalation }: WorklistItem): boolean => clause.measure === 'count' && clause.usual === 1 && escalation.requestedAmount === 1 && escalation.item === null;

/** "£40", or the thing itself where one is asked for: "Grey bin, 180 litres"; empty where the title says it all. */
export function askedWords(item: WorklistItem): string {
  if (isJustOne(item)) return '';
  const thing = itemWords(item);
  if (thing === null) return requestedText(item);
  return item.clause.measure === 'count' && item.escalation.requestedAmount === 1 ? thing : `${requestedText(item)} × ${thing}`;
}
