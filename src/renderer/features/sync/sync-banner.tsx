import { CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../engine-client/live.ts';
import { useNow } from '../../ui/now.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { agoText } from '../../ui/time-text.ts';
import { partOf } from './sync-words.ts';
import styles from './sync.module.css';

/** Across the top while what is shown is not all there is: how old it is without a centre, how far the first fetch has come. */
export function SyncBanner() {
  const { t, i18n } = useTranslation('sync');
  const now = useNow();
  const status = useLive('sync', {}).collections?.status[0];
  if (status?.phase === 'first-fetch') return <div className={styles['fetching']}><ProgressBar label={t('first-fetch')} part={partOf(status.progress)} /></div>;
  if (status?.phase !== 'offline') return null;
  const { offlineSince, lastHeardAt } = status;
  const since = offlineSince ?? lastHeardAt ?? now;
  return (
    <div className={styles['banner']} role="status">
      <CloudOff size={16} aria-hidden="true" />
      <strong>
        {lastHeardAt === null ? t('banner-never', { since }) : t('banner', { since, time: lastHeardAt, ago: agoText(lastHeardAt, now, i18n.language) })}
      </strong>
      <span>{t('banner-advice')}</span>
    </div>
  );
}
