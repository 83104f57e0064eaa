import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '#contract/views/sync.ts';
import { numberWords } from '../../ui/idiom.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { createPace, leftOf, type Pace } from './fetch-pace.ts';
import styles from './sync.module.css';

/** A first fetch as it goes on: how far, how fast, how much longer. */
export function FetchProgress({ status: { progress } }: { status: SyncStatus }) {
  const { t, i18n } = useTranslation('sync');
  const [follow] = useState(createPace);
  const [pace, setPace] = useState<Pace | null>(null);
  useEffect(() => { setPace(follow(progress, Date.now())); }, [follow, progress]);
  const number = (value: number): string => numberWords(value, i18n.language);
  const facts: string[] = [];
  if (pace !== null && pace.done > 0 && !pace.indexing) {
    facts.push(pace.total === null ? t('fetch-rows', { done: number(pace.done) }) : t('fetch-rows-of', { done: number(pace.done), total: number(pace.total) }));
    if (pace.rowsPerSecond !== null) facts.push(t('fetch-speed', { rows: number(pace.rowsPerSecond) }));
  }
  if (pace !== null && pace.secondsLeft !== null) {
    const { key, count } = leftOf(pace.secondsLeft);
    facts.push(t(key, { count }));
  }
  return (
    <div className={styles['progress']}>
      <ProgressBar label={t(pace?.indexing === true ? 'fetch-indexing' : 'first-fetch')} part={pace?.part ?? null} />
      {facts.length === 0 ? null : <p className={styles['muted']}>{facts.join(' · ')}</p>}
    </div>
  );
}
