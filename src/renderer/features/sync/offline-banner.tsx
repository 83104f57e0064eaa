import { CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../engine-client/live.ts';
import { useNow } from '../../ui/now.ts';
import { agoText } from '../../ui/time-text.ts';
import styles from './sync.module.css';

/** Across the top while there is no centre: what is shown is as old as it says. */
export function OfflineBanner() {
  const { t, i18n } = useTranslation('sync');
  const now = useNow();
  const status = useLive('sync', {}).collections?.status[0];
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
