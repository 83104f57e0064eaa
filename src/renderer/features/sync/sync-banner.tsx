import { CloudOff, Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '#contract/views/sync.ts';
import { useLive } from '../../engine-client/live.ts';
import { useNow } from '../../ui/now.ts';
import { agoText, momentText } from '../../ui/time-text.ts';
import { FetchProgress } from './fetch-progress.tsx';
import { PauseBanner } from './pause-banner.tsx';
import styles from './sync.module.css';

/**
 * Across the top while what is shown is not all there is: a planned pause, how old the data is without a centre and how
 * much longer it stays open so, how far the first fetch has come.
 */
export function SyncBanner() {
  const { collections } = useLive('sync', {});
  const status = collections?.status[0];
  if (collections === null || status === undefined) return null;
  return (
    <>
      <PauseBanner pauses={collections.pauses} status={status} />
      {status.phase === 'first-fetch' ? <div className={styles['fetching']}><FetchProgress status={status} /></div> : null}
      {status.phase === 'offline' ? <OfflineBanner status={status} /> : null}
      {status.leaseEndsAt === undefined ? null : <LeaseBanner endsAt={status.leaseEndsAt - status.clockOffset} />}
    </>
  );
}

function OfflineBanner({ status: { offlineSince, lastHeardAt } }: { status: SyncStatus }) {
  const { t, i18n } = useTranslation('sync');
  const now = useNow();
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

/** Nobody should be locked out in the middle of a sentence who could have found a connection. */
function LeaseBanner({ endsAt }: { endsAt: number }) {
  const { t, i18n } = useTranslation('sync');
  const now = useNow();
  return (
    <div className={styles['banner']} role="status">
      <Lock size={16} aria-hidden="true" />
      <strong>{t('lease-ends', { moment: momentText(endsAt, now, i18n.language) })}</strong>
      <span>{t('lease-ends-advice')}</span>
    </div>
  );
}
