import { useTranslation } from 'react-i18next';
import type { MarkerItem } from '#contract/views/care.ts';
import { calendarDateWords } from '../../ui/idiom.ts';
import styles from './care.module.css';

/** What happened, who said so, and what was made of it since: for leaders. */
export function MarkerStory({ marker }: { marker: MarkerItem }) {
  const { t, i18n } = useTranslation('care');
  const day = (date: string): string => calendarDateWords(date, i18n.language);
  const facts = [
    marker.authorName === null ? null : marker.incidentOn === null ? t('marker-author', { name: marker.authorName }) : t('marker-author-on', { name: marker.authorName, date: day(marker.incidentOn) }),
    marker.approvedByName === null ? null : t('marker-approved', { name: marker.approvedByName }),
    marker.toldOn === null ? t('marker-not-told') : t('marker-told-on', { date: day(marker.toldOn) }),
  ].filter((fact) => fact !== null);
  return (
    <>
      <p className={styles['narrative']}>{marker.narrative === '' || marker.narrative === null ? t('marker-no-story') : marker.narrative}</p>
      <p className={styles['muted']}>{facts.join(' · ')}</p>
      {marker.reviews.length === 0 ? null : (
        <ul className={styles['reviews']}>
          {marker.reviews.map((review) => <li key={review.at}>{t('review-line', { what: t(`review.${review.kind}`), name: review.name, at: review.at, words: review.words })}</li>)}
        </ul>
      )}
    </>
  );
}
