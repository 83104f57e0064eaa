import { ArrowRightLeft } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferItem } from '#contract/views/queue.ts';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { useClock } from '../../ui/now.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import { countText } from '../../ui/time-text.ts';
import { DeclineDialog } from './decline-dialog.tsx';
import { receiverOf } from './receivers.ts';
import styles from './transfer.module.css';

/** Goes on with it: what to say where it could not be. */
export type GoOn = (item: TransferItem, answer: 'accept' | 'take-back') => Promise<string | null>;

/** Across the top of every screen: what was handed to this person, and what they handed on and nobody has taken. */
export function TransferBanner({ onGoOn }: { onGoOn: GoOn }) {
  const { t } = useTranslation('transfer');
  const { collections } = useLive('queue', {});
  const reference = useLive('reference', {}).collections;
  const [declining, setDeclining] = useState<TransferItem | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const known = useRef<Set<string> | null>(null);
  const arrived = (collections?.transfers ?? []).filter(({ forMe, status }) => forMe && status === 'waiting');
  const sent = (collections?.transfers ?? []).filter(({ mine, status }) => mine && status !== 'accepted');
  const called = (item: TransferItem): string => item.calledName === '' ? t('unnamed') : item.calledName;
  const words = (item: TransferItem): string => t(item.words === '' ? 'arrives' : 'arrives-said', { from: item.fromName, name: called(item), words: item.words });
  const came = (item: TransferItem): string => t(item.answerWords === '' ? 'came-back' : 'came-back-said', { by: item.answeredByName ?? '', name: called(item), words: item.answerWords });

  const speaking: { key: string; text: string }[] = [...arrived.map((item) => ({ key: item.key, text: words(item) })), ...sent.filter(({ status }) => status === 'declined').map((item) => ({ key: `${item.key} back`, text: came(item) })),
    ...(collections?.transfers ?? []).filter(({ mine, status }) => mine && status === 'accepted').map((item) => ({ key: `${item.key} taken`, text: t('taken-by-other', { to: item.answeredByName ?? '', name: called(item) }) }))];
  const loaded = collections !== null;
  const spoken = speaking.map(({ key }) => key).join(' ');
  useEffect(() => {
    if (!loaded) return;
    // What stood there when the desk was opened is on the screen; only who has taken what needs no telling any more.
    const before = known.current ?? new Set(speaking.filter(({ key }) => key.endsWith(' taken')).map(({ key }) => key));
    for (const one of speaking) if (!before.has(one.key)) announce(one.text, 'assertive');
    known.current = new Set(speaking.map(({ key }) => key));
    // The words follow from the keys.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [loaded, spoken]);

  const goOn = async (item: TransferItem, answer: 'accept' | 'take-back') => {
    const why = await onGoOn(item, answer);
    setFailure(why);
    if (why === null) announce(t(answer === 'accept' ? 'taken' : 'taken-back', { name: called(item) }));
  };
  const [first] = arrived;
  useShortcut({ keys: 'Alt+t', label: t('take-over'), run: () => { if (first !== undefined) void goOn(first, 'accept'); }, enabled: first !== undefined });

  if (arrived.length === 0 && sent.length === 0) return null;
  return (
    <section className={styles['banner']} aria-label={t('banner')}>
      {arrived.map((item) => (
        <div key={item.key} className={styles['line']} data-tone="info">
          <ArrowRightLeft size={16} aria-hidden="true" />
          <strong><Sensitive>{words(item)}</Sensitive></strong>
          <span className={styles['facts']}>{[item.caseReference, item.serviceName].filter((one) => one !== null).join(' · ')}</span>
          <span className={styles['buttons']}>
            <Button variant="primary" size="small" shortcut={item === first ? 'Alt+T' : undefined} onPress={() => { void goOn(item, 'accept'); }}>{t('take-over')}</Button>
            <Button variant="quiet" size="small" onPress={() => { setDeclining(item); }}>{t('decline')}</Button>
          </span>
        </div>
      ))}
      {sent.map((item) => (
        <div key={item.key} className={styles['line']} data-tone={item.status === 'declined' || item.unanswered ? 'warning' : 'plain'}>
          <ArrowRightLeft size={16} aria-hidden="true" />
          {item.status === 'declined' ? <strong><Sensitive>{came(item)}</Sensitive></strong> : (
            <>
              <span><Sensitive>{t('waits', { to: receiverOf(item, reference), name: called(item) })}</Sensitive></span>
              <Since at={item.sentAt} />
              {item.pending ? <span>{t('waits-pending')}</span> : item.unanswered ? <strong>{t('waits-unanswered')}</strong> : null}
            </>
          )}
          <Button variant={item.status === 'declined' ? 'primary' : 'secondary'} size="small" onPress={() => { void goOn(item, 'take-back'); }}>{t('take-back')}</Button>
        </div>
      ))}
      {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      {declining === null ? null : <DeclineDialog item={declining} onClose={() => { setDeclining(null); }} />}
    </section>
  );
}

function Since({ at }: { at: number }) {
  const { t } = useTranslation('transfer');
  const now = useClock(1000);
  return <span className={styles['facts']}>{t('waits-since', { time: countText(now - at) })}</span>;
}
