import { CalendarClock, CircleCheck, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { PauseItem, SyncStatus } from '#contract/views/sync.ts';
import { useClock, useNow } from '../../ui/now.ts';
import { announce } from '../../ui/live-region.tsx';
import { lookEvery, tellPause } from './pause-words.ts';
import styles from './sync.module.css';

const icons = { info: CalendarClock, success: CircleCheck, warning: TriangleAlert };

interface PauseBannerProps {
  pauses: readonly PauseItem[];
  status: SyncStatus;
}

/**
 * Across the top before, during and after a planned pause. It counts down for the eye; what is read out is said at a
 * few moments only, or nobody who listens could work on.
 */
export function PauseBanner({ pauses, status }: PauseBannerProps) {
  const { t, i18n } = useTranslation('sync');
  const now = useClock(lookEvery(pauses, useNow() + status.clockOffset)) + status.clockOffset;
  const told = tellPause(pauses, status, now, i18n.language, ({ key, values }) => t(key, values));
  const words = told === null ? '' : [told.headline, ...told.more].map(({ key, values }) => t(key, values)).join(' ');
  const milestone = told?.milestone ?? null;
  useEffect(() => {
    if (milestone !== null) announce(words);
    // The words change with every minute; they are said again at a milestone only.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [milestone]);
  if (told === null) return null;
  const Icon = icons[told.tone];
  return (
    <section className={styles['pause']} data-tone={told.tone} aria-label={t('pause-label')}>
      <Icon size={16} aria-hidden="true" />
      <p>
        <strong>{t(told.headline.key, told.headline.values)}</strong>
        {told.more.map(({ key, values }) => <span key={key}> {t(key, values)}</span>)}
      </p>
    </section>
  );
}
