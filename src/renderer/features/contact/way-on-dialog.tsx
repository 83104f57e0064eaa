import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Sensitive } from '../../ui/sensitive.tsx';
import { answerWayOn, useWayOnQuestion, type WayOn } from './way-on.ts';
import styles from './contact-bar.module.css';

/** Somebody is here, and another contact with nobody named is being written: nothing of either is lost, whichever is chosen. */
export function WayOnDialog() {
  const { t } = useTranslation('contact');
  const question = useWayOnQuestion();
  if (question === null) return null;
  const { what, name, before, maybeSame } = question;
  const ways: readonly { way: WayOn; words: string; means: string; first?: boolean }[] = [
    { way: 'aside', words: t('way-aside'), means: t('way-aside-means'), first: true },
    { way: 'save', words: t('way-save'), means: t('way-save-means') },
    ...maybeSame ? [{ way: 'same' as const, words: t('way-same'), means: t(`way-same-${what}`) }] : [],
    { way: 'later', words: t('way-later'), means: t(`way-later-${what}`) },
  ];
  return (
    <Dialog title={t(`way-title-${what}`, { name: name === '' ? t('way-unnamed') : name })} sensitive={name} size="wide" onClose={() => { answerWayOn('later'); }}>
      <p>{t('way-lead', { at: before.startedAt })}{before.note.trim() === '' ? null : <> <Sensitive>{t('way-note', { note: before.note.trim() })}</Sensitive></>}</p>
      <ul className={styles['ways']}>
        {ways.map(({ way, words, means, first = false }) => (
          <li key={way}>
            <Button variant={first ? 'primary' : way === 'later' ? 'quiet' : 'secondary'} autoFocus={first} onPress={() => { answerWayOn(way); }}>{words}</Button>
            <span>{means}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
