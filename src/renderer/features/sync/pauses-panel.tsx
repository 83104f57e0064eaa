import { useTranslation } from 'react-i18next';
import { pausesAhead } from '#domain/pauses/pauses.ts';
import type { PauseItem, SyncStatus } from '#contract/views/sync.ts';
import { useNow } from '../../ui/now.ts';
import { Panel } from '../../ui/panel.tsx';
import { momentText } from '../../ui/time-text.ts';
import styles from './sync-page.module.css';

/** Pauses that were announced, the next first. */
export function PausesPanel({ pauses, status }: { pauses: readonly PauseItem[]; status: SyncStatus }) {
  const { t, i18n } = useTranslation('sync');
  const now = useNow() + status.clockOffset;
  const ahead = pausesAhead(pauses, now);
  return (
    <Panel title={t('pauses-title')}>
      {ahead.length === 0 ? <p className={styles['none']}>{t('pauses-none')}</p> : (
        <ul className={styles['plain']}>
          {ahead.map((pause) => (
            <li key={pause.id}>
              <strong>{t('pause-between', { start: momentText(pause.startsAt, now, i18n.language), until: momentText(pause.endsAt, now, i18n.language) })}</strong>
              <br /><span>{pause.reason}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
