import { CalendarClock, CircleCheck, CircleX, CloudOff, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '#contract/views/sync.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { useNow } from '../../ui/now.ts';
import { agoText, dateTimeText } from '../../ui/time-text.ts';
import { FetchProgress } from './fetch-progress.tsx';
import { moodOf, syncSentences, type SyncMood } from './sync-words.ts';
import styles from './sync-page.module.css';

export const moodIcons: Record<SyncMood, typeof CircleCheck> = { online: CircleCheck, busy: RefreshCw, paused: CalendarClock, offline: CloudOff, stuck: CircleX };

/** How it stands with the centre, in a sentence and the few facts behind it. */
export function Standing({ status, codeApprovers }: { status: SyncStatus; codeApprovers: number }) {
  const { t, i18n } = useTranslation('sync');
  const now = useNow();
  const [failure, setFailure] = useState<string | null>(null);
  const mood = moodOf(status);
  const Icon = moodIcons[mood];
  const [sentence] = syncSentences(status);
  const syncNow = async () => {
    setFailure(null);
    const outcome = await invoke('sync.now');
    if (outcome.ok) announce(t('asked'));
    else setFailure(outcome.failure.sentence);
  };
  const moment = (at: number | null): string => (at === null ? t('heard-never') : `${dateTimeText(at, now, i18n.language)} (${agoText(at, now, i18n.language)})`);
  return (
    <section className={styles['standing']} data-mood={mood} aria-label={t('standing')}>
      <Icon size={28} aria-hidden="true" />
      <div className={styles['standingBody']}>
        <p className={styles['sentence']}>{sentence === undefined ? '' : t(sentence.key, sentence.values)}</p>
        <dl className={styles['facts']}>
          <div><dt>{t('heard')}</dt><dd>{moment(status.lastHeardAt)}</dd></div>
          <div><dt>{t('good-sync')}</dt><dd>{moment(status.lastGoodSyncAt)}</dd></div>
          <div><dt>{t('limits-until')}</dt><dd>{status.limitsUntil === undefined ? t('limits-none') : dateTimeText(status.limitsUntil - status.clockOffset, now, i18n.language)}</dd></div>
          <div><dt>{t('codes-from')}</dt><dd>{codeApprovers === 0 ? t('codes-none') : t('codes-of', { count: codeApprovers })}</dd></div>
          {status.offlineSince === null || status.phase === 'online' ? null : <div><dt>{t('not-sending-since')}</dt><dd>{moment(status.offlineSince)}</dd></div>}
        </dl>
        {status.phase === 'first-fetch' || (status.partial && status.progress !== null) ? <FetchProgress status={status} /> : null}
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </div>
      <Button variant="primary" onPress={() => { void syncNow(); }}>{t('now')}</Button>
    </section>
  );
}
