import type { TFunction } from 'i18next';
import type { CombinedAllowance, DuplicateConflict, DuplicateDetail, DuplicateSide } from '#contract/views/duplicates.ts';
import type { MatchField } from '#domain/matching/fields.ts';
import type { Keep, KeptField } from '#domain/vocabulary.ts';
import { amountText } from '#domain/delegation/evaluate.ts';
import { calendarDateWords, languageWords } from '../../ui/idiom.ts';
import { phoneText } from '../../ui/phone-text.ts';

export type Which = 'first' | 'second';

/** What was begun about a pair, kept until it is given or given up. */
export interface PairDraft {
  answering: 'none' | 'same' | 'not-the-same';
  survivor: Which;
  /** Whose value stands, by field; the survivor's where nothing is chosen. */
  kept: Partial<Record<KeptField, Which>>;
  reasons: string;
}
export const NOTHING_BEGUN: PairDraft = { answering: 'none', survivor: 'first', kept: {}, reasons: '' };

export const sidesOf = ({ one, other }: Pick<DuplicateDetail, 'one' | 'other'>, survivor: Which): { survivor: DuplicateSide; other: DuplicateSide } =>
  survivor === 'first' ? { survivor: one, other } : { survivor: other, other: one };

/** The record whose history is longer is the one that more has been told of. */
export const likelySurvivor = ({ one, other }: Pick<DuplicateDetail, 'one' | 'other'>): Which => other.counts.contacts > one.counts.contacts ? 'second' : 'first';

/** Whose value stands in a field: as chosen; of an address the confidential one, where nobody chose; else the survivor's. */
export function standsIn(field: KeptField, detail: Pick<DuplicateDetail, 'one' | 'other'>, { survivor, kept }: Pick<PairDraft, 'survivor' | 'kept'>): Which {
  const chosen = kept[field];
  if (chosen !== undefined) return chosen;
  if (field === 'propertyId' && detail.one.confidential !== detail.other.confidential) return detail.one.confidential ? 'first' : 'second';
  return survivor;
}

/** As the command says it, for the fields in which the two differ. */
export const keepOf = (detail: Pick<DuplicateDetail, 'one' | 'other' | 'conflicts'>, draft: Pick<PairDraft, 'survivor' | 'kept'>): Keep =>
  Object.fromEntries(detail.conflicts.map(({ field }) => [field, standsIn(field, detail, draft) === draft.survivor ? 'survivor' : 'other']));

/** The same the other way round: a proposal as it would have been chosen here. */
export function choiceOf(detail: DuplicateDetail): Pick<PairDraft, 'survivor' | 'kept'> | null {
  if (detail.proposal === null) return null;
  const survivor: Which = detail.proposal.survivorId === detail.other.residentId ? 'second' : 'first';
  const otherOne: Which = survivor === 'first' ? 'second' : 'first';
  const kept = Object.fromEntries(Object.entries(detail.proposal.keep).map(([field, side]) => [field, side === 'survivor' ? survivor : otherOne]));
  return { survivor, kept };
}

export function evidenceText(field: MatchField, value: string, language: string): string {
  if (field === 'born') return calendarDateWords(value, language);
  return field === 'phone' ? value.split(', ').map(phoneText).join(', ') : value;
}

export function keptText(field: KeptField, value: string, language: string): string {
  if (field === 'dateOfBirth' || field === 'deceasedOn') return calendarDateWords(value, language);
  return field === 'language' ? languageWords(value, language) : value;
}

export const conflictText = ({ field, one, other }: DuplicateConflict, which: Which, language: string): string | null => {
  const value = which === 'first' ? one : other;
  return value === null ? null : keptText(field, value, language);
};

/** "£30 and £30 used of £50 together" of one limit, for whichever record stands. */
export function allowanceText(t: TFunction<'duplicates'>, allowance: CombinedAllowance): string {
  const say = (amount: number): string => amountText(amount, allowance.measure);
  const values = { clause: allowance.clauseTitle, one: say(allowance.one), other: say(allowance.other), total: say(allowance.total) };
  return allowance.left === 0 ? t('effect-allowance-none', values) : t('effect-allowance', { ...values, left: say(allowance.left) });
}
