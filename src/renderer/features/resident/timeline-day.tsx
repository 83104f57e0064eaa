import { useTranslation } from 'react-i18next';
import { COUNCIL_TIME_ZONE } from '#domain/time/instant.ts';
import { useNow } from '../../ui/now.ts';
import { dayOf } from './timeline-list.ts';
import styles from './timeline.module.css';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Stands above the first entry of a day. */
export function TimelineDay({ at }: { at: number }) {
  const { t, i18n } = useTranslation('resident');
  const now = useNow();
  const date = new Intl.DateTimeFormat(i18n.language, {
    timeZone: COUNCIL_TIME_ZONE, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric',
  }).format(at);
  const near = dayOf(at) === dayOf(now) ? t('timeline.today') : dayOf(at) === dayOf(now - DAY_MS) ? t('timeline.yesterday') : null;
  return (
    <h3 className={styles['day']}>
      {near === null ? null : <span>{near}</span>}
      <span>{date}</span>
    </h3>
  );
}
