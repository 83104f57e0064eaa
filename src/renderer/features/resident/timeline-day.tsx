import { useTranslation } from 'react-i18next';
import { COUNCIL_TIME_ZONE } from '#domain/time/instant.ts';
import { capital } from '../../ui/capital.ts';
import { dateWords } from '../../ui/idiom.ts';
import { useNow } from '../../ui/now.ts';
import { dayOf } from './timeline-list.ts';
import styles from './timeline.module.css';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Stands above the first entry of a day. */
export function TimelineDay({ at }: { at: number }) {
  const { t, i18n } = useTranslation('resident');
  const now = useNow();
  const date = dateWords(at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, COUNCIL_TIME_ZONE, i18n.language);
  const near = dayOf(at) === dayOf(now) ? t('timeline.today') : dayOf(at) === dayOf(now - DAY_MS) ? t('timeline.yesterday') : null;
  return (
    <h3 className={styles['day']}>
      {near === null ? null : <span>{near}</span>}
      <span>{capital(date)}</span>
    </h3>
  );
}
