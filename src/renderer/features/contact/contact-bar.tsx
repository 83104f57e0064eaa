import { ChevronDown, ChevronUp, MessageSquareText } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { Button } from '../../ui/button.tsx';
import { announce } from '../../ui/live-region.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { useNow } from '../../ui/now.ts';
import { dateTimeText } from '../../ui/time-text.ts';
import styles from './contact-bar.module.css';
import { contactFaults, draftKey, isWorthKeeping, startContact, toLogContact, type ContactDraft } from './contact-draft.ts';
import { ContactForm } from './contact-form.tsx';
import { noteContactInProgress } from './contact-in-progress.ts';
import { DiscardDialog } from './discard-dialog.tsx';
import { Elapsed } from './elapsed.tsx';

interface ContactBarProps {
  /** Who the contact is with; null on a screen about nobody. */
  subject: SubjectRef | null;
  subjectName: string | null;
}

/** The contact being written down, along the bottom: one line until it starts, and whenever the person folds it. */
export function ContactBar({ subject, subjectName }: ContactBarProps) {
  const { t } = useTranslation('contact');
  const [anonymous, setAnonymous] = useState(false);
  const [ended, setEnded] = useState(0);
  const bar = useRef<HTMLElement>(null);
  const about = anonymous ? null : subject;
  const name = about === null ? null : subjectName;
  const key = draftKey(about);

  useEffect(() => {
    // The form is gone with the focus in it: the focus stays in the bar, and no keyboard begins again at the top.
    if (ended > 0) (bar.current?.querySelector<HTMLElement>('button:not(:disabled)') ?? bar.current)?.focus();
  }, [ended]);
  return (
    <section ref={bar} tabIndex={-1} className={styles['bar']} aria-label={name === null ? t('title-anonymous') : t('title', { name })}>
      <ContactInProgress
        key={key} about={about} name={name} startAtOnce={anonymous}
        other={subject === null || subjectName === null ? null : {
          words: anonymous ? t('back-to', { name: subjectName }) : t('start-anonymous'),
          open: () => { setAnonymous((before) => !before); },
        }}
        onEnded={() => {
          setAnonymous(false);
          setEnded((before) => before + 1);
        }}
      />
    </section>
  );
}

interface ContactInProgressProps {
  about: SubjectRef | null;
  name: string | null;
  /** True where pressing what led here was the wish to begin. */
  startAtOnce: boolean;
  /** The way between a contact with this subject and one with nobody named; null where there is no choice. */
  other: { words: string; open: () => void } | null;
  /** Saved or discarded. */
  onEnded: () => void;
}

function ContactInProgress({ about, name, startAtOnce, other, onEnded }: ContactInProgressProps) {
  const { t, i18n } = useTranslation('contact');
  const now = useNow();
  const key = draftKey(about);
  const [draft, setDraft, { status, discard }] = useDraft<ContactDraft | null>(key, null);
  const [startedHere, setStartedHere] = useState(false);
  const [folded, setFolded] = useState(false);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState(0);
  const [wanted, setWanted] = useState(startAtOnce);
  const titleId = useId();
  const form = useRef<HTMLFormElement>(null);
  const contactId = draft?.contactId ?? null;

  useEffect(() => {
    noteContactInProgress(key, contactId);
  }, [key, contactId]);

  useEffect(() => {
    // Only where the person asked for the form: a draft that comes back with a record takes no focus from anybody.
    if (asked === 0) return;
    form.current?.scrollIntoView({ block: 'nearest' });
    form.current?.querySelector<HTMLElement>('[data-field="reason"] button')?.focus();
  }, [asked]);

  const begin = useRef<() => void>(() => undefined);
  const start = () => {
    setFolded(false);
    setAsked((before) => before + 1);
    if (draft !== null) return;
    setStartedHere(true);
    setDraft(startContact(newId(), Date.now()));
  };
  useEffect(() => { begin.current = start; });
  // Pressed while an earlier draft is still looked for: it waits for that, and is not lost.
  const due = wanted && status !== 'loading';
  useEffect(() => {
    if (!due) return;
    setWanted(false);
    begin.current();
  }, [due]);
  useShortcut({ keys: 'c', label: t('start-short'), run: () => { setWanted(true); } });

  const over = (words: string) => {
    discard();
    setTried(false);
    setFailure(null);
    setStartedHere(false);
    announce(words);
    onEnded();
  };
  const save = async () => {
    if (draft === null || saving) return;
    setTried(true);
    const args = toLogContact(draft, about, Date.now());
    if (args === null) {
      form.current?.querySelector<HTMLElement>(`[data-field="${String(contactFaults(draft)[0])}"] :is(button, textarea)`)?.focus();
      return;
    }
    setSaving(true);
    const outcome = await giveCommand('log-contact', args);
    setSaving(false);
    if (outcome.ok) over(name === null ? t('saved-anonymous') : t('saved', { name }));
    else setFailure(outcome.failure.sentence);
  };
  const askToDiscard = () => {
    if (draft !== null && isWorthKeeping(draft)) setAsking(true);
    else over(t('discarded'));
  };

  if (draft === null) {
    return (
      <div className={styles['line']}>
        <MessageSquareText size={16} aria-hidden="true" />
        <Button variant="primary" shortcut="C" onPress={() => { setWanted(true); }}>
          {name === null ? t('start-anonymous') : t('start', { name })}
        </Button>
        {other === null ? null : <Button variant="quiet" onPress={other.open}>{other.words}</Button>}
        <span className={styles['idle']}>{t('idle')}</span>
      </div>
    );
  }
  return (
    <>
      <div className={styles['line']}>
        <Button
          variant="quiet" aria-expanded={!folded} aria-label={t(folded ? 'expand' : 'collapse')}
          onPress={() => { setFolded((before) => !before); }}
        >
          {folded ? <ChevronUp size={16} aria-hidden="true" /> : <ChevronDown size={16} aria-hidden="true" />}
        </Button>
        <h2 id={titleId} className={styles['title']}>{name === null ? t('title-anonymous') : t('title', { name })}</h2>
        <Elapsed since={draft.startedAt} />
        {startedHere ? null : <span className={styles['kept']}>{t('kept', { time: dateTimeText(draft.startedAt, now, i18n.language) })}</span>}
        <span className={styles['draft']}>{t(status === 'saving' ? 'draft-saving' : 'draft-saved')}</span>
        {other === null || about !== null ? null : <Button variant="quiet" onPress={other.open}>{other.words}</Button>}
        <Button variant="quiet" onPress={askToDiscard}>{t('discard')}</Button>
        <Button variant="primary" shortcut="Ctrl+Enter" isDisabled={saving} onPress={() => { void save(); }}>{t(saving ? 'saving' : 'save')}</Button>
      </div>
      {folded ? null : (
        <ContactForm
          ref={form} labelledBy={titleId} draft={draft} onChange={setDraft} subject={about} onSave={() => { void save(); }}
          faults={tried ? contactFaults(draft) : []} failure={failure}
        />
      )}
      {asking ? <DiscardDialog onKeep={() => { setAsking(false); }} onDiscard={() => { setAsking(false); over(t('discarded')); }} /> : null}
    </>
  );
}
