import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncEventItem } from '#contract/views/sync.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/now.ts';
import { Panel } from '../../ui/panel.tsx';
import { lengthText, momentText } from '../../ui/time-text.ts';
import { stretchesOf, stripOf } from './history-words.ts';
import styles from './sync-page.module.css';

const DAY_MS = 24 * 60 * 60 * 1000;
const SHOWN = 8;

/** How this desk stood with the centre over the last week: a strip of the last day, and each change in words. */
export function HistoryPanel({ events }: { events: readonly SyncEventItem[] }) {
  const { t, i18n } = useTranslation('sync');
  const now = useNow();
  const [whole, setWhole] = useState(false);
  const stretches = stretchesOf(events);
  const strip = stripOf(stretches, now, DAY_MS);
  const shown = whole ? stretches : stretches.slice(0, SHOWN);
  return (
    <Panel title={t('history-title')}>
      {/* The list below says the same in words. */}
      <div className={styles['strip']} aria-hidden="true">
        <span style={{ flexGrow: strip.empty }} />
        {strip.segments.map(({ key, kind, part }) => <span key={key} data-kind={kind} style={{ flexGrow: part }} />)}
      </div>
      <div className={styles['stripEnds']} aria-hidden="true"><span>{t('history-day')}</span><span>{t('history-now')}</span></div>
      <ol className={styles['history']}>
        {shown.map(({ key, kind, from, to }) => (
          <li key={key} data-kind={kind}>
            <span className={styles['historyAt']}>{momentText(from, now, i18n.language)}</span>
            <span>
              {t(`event-${kind}`)}
              {kind === 'opened' || kind === 'reset' ? null : (
                <span className={styles['muted']}> {to === null ? t('history-still') : t('history-for', { length: lengthText(to - from, i18n.language) })}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
      {stretches.length <= SHOWN ? null : (
        <Button variant="quiet" size="small" onPress={() => { setWhole(!whole); }}>{whole ? t('history-less') : t('history-more', { count: stretches.length - SHOWN })}</Button>
      )}
    </Panel>
  );
}
