/** Amounts, windows and scopes of a limit in the words of the panel. */
import type { TFunction } from 'i18next';
import { amountText, type Remaining } from '#domain/delegation/evaluate.ts';
import type { Clause, Window } from '#domain/delegation/scheme.ts';

type Say = TFunction<['authority', ...string[]]>;

export function windowWords(t: Say, window: Window): string {
  switch (window.kind) {
    case 'rolling-months': return t('rolling-months', { count: window.months });
    case 'rolling-days': return t('rolling-days', { count: window.days });
    case 'calendar-day':
    case 'calendar-month':
    case 'while-running': return t(window.kind);
  }
}

/** "£20 of £50 used for this resident in any 12 months". */
export const usedWords = (t: Say, left: Remaining): string =>
  t(left.unit === 'times' ? 'used-times' : 'used', {
    used: amountText(left.used, left.unit), limit: amountText(left.limit, left.unit),
    scope: t(`scope-${left.scope}`), window: windowWords(t, left.window),
  });

/** "£10", "14 days", "Grey bin": an amount with the item it counts, where one of something is not worth saying "1". */
export function givenWords(clause: Pick<Clause, 'measure' | 'items'>, amount: number, item: string | null): string {
  const chosen = clause.items.find((one) => one.code === item)?.words;
  if (chosen === undefined) return amountText(amount, clause.measure);
  return clause.measure === 'count' && amount === 1 ? chosen : `${amountText(amount, clause.measure)} × ${chosen}`;
}
