import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TriedDraft } from '#contract/views/governance.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { SchemeVersion } from '#domain/records/council.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { CountedTable } from './counted-table.tsx';
import styles from './governance.module.css';

const DAYS = 31;
const MOST_SHOWN = 200;

interface TryPanelProps {
  scheme: SchemeVersion;
  onOpenSubject: (subject: SubjectRef) => void;
}

type Tried =
  | { state: 'running'; day: number; done: number }
  | { state: 'known'; scheme: SchemeVersion; total: number; differences: TriedDraft['differences'] }
  | { state: 'failed'; sentence: string };

/** The draft held against last month’s decisions: which of them would have come out otherwise, and why. */
export function TryPanel({ scheme, onOpenSubject }: TryPanelProps) {
  const { t } = useTranslation(['governance', 'rules']);
  const [tried, setTried] = useState<Tried | null>(null);
  const run = useRef(0);
  const tryIt = async () => {
    run.current += 1;
    const mine = run.current;
    let total = 0;
    const differences: TriedDraft['differences'] = [];
    for (let day = 0; day < DAYS; day += 1) {
      setTried({ state: 'running', day, done: total });
      const answer = await invoke('scheme.try', { scheme, days: DAYS, day });
      // The draft was changed and tried anew meanwhile.
      if (run.current !== mine) return;
      if (!answer.ok) {
        setTried({ state: 'failed', sentence: answer.failure.sentence });
        return;
      }
      differences.push(...answer.value.differences);
      total += answer.value.judged;
    }
    setTried({ state: 'known', scheme, total, differences });
    announce(saidOf(total, differences.length));
  };
  const saidOf = (total: number, count: number): string => count === 0 ? t('tried-none', { total }) : t('tried', { count, total });
  const current = tried?.state === 'known' && tried.scheme === scheme ? tried : null;
  const byId = new Map(current?.differences.map((one) => [one.item.key, one]) ?? []);
  return (
    <section className={styles['stack']} aria-label={t('try')}>
      {tried?.state === 'running' ? <ProgressBar label={t('trying', { done: tried.done })} part={tried.day / DAYS} /> : (
        <Button variant="secondary" onPress={() => { void tryIt(); }}>{t(tried === null ? 'try' : 'try-again')}</Button>
      )}
      {tried?.state === 'failed' ? <ErrorText>{tried.sentence}</ErrorText> : null}
      {current === null ? null : <p>{saidOf(current.total, current.differences.length)}</p>}
      {current === null || current.differences.length === 0 ? null : (
        <CountedTable
          label={saidOf(current.total, current.differences.length)} items={current.differences.slice(0, MOST_SHOWN).map(({ item }) => item)} count={current.differences.length} onOpenSubject={onOpenSubject}
          why={(item) => {
            const one = byId.get(item.key);
            return one === undefined ? null : (
              <>
                {t(`result-${one.before}`)} → <strong>{t(`result-${one.after}`)}</strong>
                {one.why === null ? null : <><br /><span className={styles['muted']}>{t(`rules:${one.why.code}`, one.why.values ?? {})}</span></>}
              </>
            );
          }}
        />
      )}
    </section>
  );
}
