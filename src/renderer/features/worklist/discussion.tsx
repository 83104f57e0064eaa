import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import type { WorklistItem } from '#contract/views/worklist.ts';
import { sayLooking, useSaying } from '../../engine-client/saying.ts';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { eitherWords } from '../../ui/idiom.ts';
import { useShortcut } from '../../ui/keys.ts';
import { announce } from '../../ui/live-region.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SayForm } from '../../ui/say-form.tsx';
import { Sensitive } from '../../ui/sensitive.tsx';
import styles from './worklist.module.css';

/** So long a request is open before its asker is told that somebody looks at it: passing over it says nothing. */
const LOOKING_AFTER_MS = 1000;

/** What was said about a request while it waits, and what this person may say: a question of an approver, the asker’s reply. */
export function Discussion({ item, person }: { item: WorklistItem; person: SignedInPerson }) {
  const { t } = useTranslation('worklist');
  const { escalation, thread, mayAnswer, mine } = item;
  const [asking, setAsking] = useState(false);
  const online = useLive('sync', {}).collections?.status[0]?.phase === 'online';
  const pending = escalation.status === 'pending';
  const asks = pending && mayAnswer && online;
  const looked = thread.some((entry) => entry.kind === 'looking' && entry.mine);
  const replies = pending && mine && thread.some(({ kind }) => kind === 'question');
  const saying = useSaying(escalation.id, mine ? 'reply' : 'question');

  useEffect(() => {
    if (!asks || looked) return;
    const timer = setTimeout(() => { sayLooking(escalation.id, person.staffId); }, LOOKING_AFTER_MS);
    return () => { clearTimeout(timer); };
  }, [asks, looked, escalation.id, person.staffId]);
  useShortcut({ keys: 'q', label: t('key-ask'), run: () => { setAsking(true); }, enabled: asks });

  const send = () => {
    void saying.say().then((said) => {
      if (!said) return;
      setAsking(false);
      announce(t(mine ? 'replied' : 'asked'));
    });
  };
  const form = { words: saying.words, onChange: saying.change, onSend: send, working: saying.working, failure: saying.failure, send: t('send') };
  // A question begun earlier is still there.
  const open = asks && (asking || saying.words !== '');
  if (!pending && thread.length === 0) return null;
  return (
    <section className={styles['discussion']} aria-label={t('said')}>
      {pending ? <Turn item={item} /> : null}
      {thread.length === 0 ? null : (
        <ol className={styles['said']}>
          {thread.map((entry) => (
            <li key={entry.key}>
              <strong>{t(`said-${entry.kind}`, { name: entry.name })}</strong> <span className={styles['muted']}><RelativeTime at={entry.at} /></span>
              {entry.words === '' ? null : <p className={styles['prose']}><Sensitive>{entry.words}</Sensitive></p>}
            </li>
          ))}
        </ol>
      )}
      {replies ? <SayForm {...form} label={t('reply-words')} /> : null}
      {open ? <SayForm {...form} label={t('ask-words')} autoFocus={asking} /> : asks ? (
        <Button variant="secondary" size="small" shortcut="Q" onPress={() => { setAsking(true); }}>{t('ask')}</Button>
      ) : null}
    </section>
  );
}

function Turn({ item: { routedTo, late, escalation } }: { item: WorklistItem }) {
  const { t, i18n } = useTranslation('worklist');
  if (routedTo.length === 0) return null;
  const names = eitherWords(routedTo, i18n.language);
  return <p className={styles['turn']}>{late ? t('overdue', { names }) : <>{t('with', { names })}, {t('answer-by', { time: escalation.answerBy })}</>}</p>;
}
