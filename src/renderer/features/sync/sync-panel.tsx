import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef, WaitingItem } from '#contract/views.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { useLive } from '../../engine-client/live.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { AttentionList } from './attention-list.tsx';
import { moodOf, partOf, syncSentences } from './sync-words.ts';
import styles from './sync.module.css';

interface SyncPanelProps {
  onClose: () => void;
  onOpenSubject: (subject: SubjectRef) => void;
}

const SHOWN = 50;

export function SyncPanel({ onClose, onOpenSubject }: SyncPanelProps) {
  const { t } = useTranslation('sync');
  const { collections } = useLive('sync', {});
  const [failure, setFailure] = useState<string | null>(null);
  const status = collections?.status[0];
  const syncNow = async () => {
    setFailure(null);
    const outcome = await invoke('sync.now');
    if (outcome.ok) announce(t('asked'));
    else setFailure(outcome.failure.sentence);
  };
  if (collections === null || status === undefined) {
    return <Dialog title={t('title')} size="wide" onClose={onClose}><p>{t('starting')}</p></Dialog>;
  }
  const mood = moodOf(status);
  return (
    <Dialog
      title={t('title')} size="wide" onClose={onClose}
      actions={(
        <>
          <Button variant="secondary" onPress={() => { void syncNow(); }}>{t('now')}</Button>
          <Button variant="primary" onPress={onClose}>{t('close')}</Button>
        </>
      )}
    >
      <div className={styles['panel']}>
        <Banner tone={mood === 'online' ? 'success' : mood === 'busy' ? 'info' : 'warning'} role="status" title={syncSentences(status).map(({ key, values }) => t(key, values)).join(' ')} />
        {status.phase === 'first-fetch' ? <ProgressBar label={t('first-fetch')} part={partOf(status.progress)} /> : null}
        <p className={styles['muted']}>{t('heard')}: {status.lastHeardAt === null ? t('heard-never') : <RelativeTime at={status.lastHeardAt} />}</p>
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
        <section>
          <h3 className={styles['heading']}>{t('attention-title')}</h3>
          <AttentionList items={collections.attention} onOpenSubject={onOpenSubject} />
        </section>
        <section>
          <h3 className={styles['heading']}>{t('waiting-title')}</h3>
          <WaitingList items={collections.waiting} />
        </section>
      </div>
    </Dialog>
  );
}

function WaitingList({ items }: { items: readonly WaitingItem[] }) {
  const { t } = useTranslation('sync');
  if (items.length === 0) return <p className={styles['muted']}>{t('waiting-none')}</p>;
  return (
    <>
      <ol className={styles['list']}>
        {items.slice(0, SHOWN).map((item) => (
          <li key={item.key} className={styles['waiting']}>
            <span>{t(`command-${item.name}`)}</span>
            <span>{item.residentName}</span>
            <span className={styles['muted']}><RelativeTime at={item.madeAt} /></span>
          </li>
        ))}
      </ol>
      {items.length <= SHOWN ? null : <p className={styles['muted']}>{t('waiting-more', { count: items.length - SHOWN })}</p>}
    </>
  );
}
