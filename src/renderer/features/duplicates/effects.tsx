import { useTranslation } from 'react-i18next';
import type { DuplicateDetail } from '#contract/views/duplicates.ts';
import { calendarDateWords } from '../../ui/idiom.ts';
import { allowanceText, conflictText, sidesOf, standsIn, type PairDraft } from './duplicate-words.ts';
import styles from './duplicates.module.css';

const histories = ['contacts', 'cases', 'decisions', 'promises', 'running'] as const;

/** What a merge of the two will come to, in numbers and words, before anybody agrees to it. */
export function Effects({ detail, choice }: { detail: DuplicateDetail; choice: Pick<PairDraft, 'survivor' | 'kept'> }) {
  const { t, i18n } = useTranslation('duplicates');
  const { survivor, other } = sidesOf(detail, choice.survivor);
  const held = histories.filter((name) => other.counts[name] > 0).map((name) => t(`effect-${name}`, { count: other.counts[name] }));
  const died = survivor.deceasedOn ?? other.deceasedOn;
  return (
    <section aria-labelledby="effects-title">
      <h3 id="effects-title" className={styles['section']}>{t('effect-title')}</h3>
      <ul className={styles['effects']}>
        <li>{t('effect-survivor', { name: survivor.name })}</li>
        <li>{held.length === 0 ? t('effect-history-none') : t('effect-history', { what: held.join(', ') })}</li>
        {detail.conflicts.map((conflict) => {
          const value = conflictText(conflict, standsIn(conflict.field, detail, choice), i18n.language);
          const field = t(`kept-${conflict.field}`);
          return <li key={conflict.field}>{value === null ? t('effect-kept-hidden', { field }) : t('effect-kept', { field, value })}</li>;
        })}
        {survivor.confidential || other.confidential ? <li>{t('effect-confidential')}</li> : null}
        {survivor.restricted || other.restricted ? <li>{t('effect-restricted')}</li> : null}
        {died === null || detail.conflicts.some(({ field }) => field === 'deceasedOn') ? null : <li>{t('effect-died', { date: calendarDateWords(died, i18n.language) })}</li>}
        {detail.allowances.map((allowance) => <li key={allowance.key} className={styles['number']}>{allowanceText(t, allowance)}</li>)}
        <li>{t('effect-checks')}</li>
        <li>{t('effect-undo', { name: survivor.name })}</li>
      </ul>
    </section>
  );
}
