import { ChevronDown, ChevronUp, MessageSquareText } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { noteContactBegun, useBeganHere, useContactUsed } from '../../engine-client/contact-begun.ts';
import { noteContactOver, useSayTopic } from '../../engine-client/contact-topic.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { rememberChannel } from '../../engine-client/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { announce } from '../../ui/live-region.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import styles from './contact-bar.module.css';
import { contactFaults, draftKey, isUnderWay, isWorthKeeping, joinedContacts, startContact, toLogContact, wholeDraft, topicOf, type ContactDraft } from './contact-draft.ts';
import { ContactForm } from './contact-form.tsx';
import { noteContactInProgress } from './contact-in-progress.ts';
import { DiscardDialog } from './discard-dialog.tsx';
import { Elapsed } from './elapsed.tsx';
import { useToMissing } from './use-to-missing.ts';
import { useUsualChannel } from './usual-channel.ts';
import { noteAtForm, noteSaveBegun, useGoneOn, useToSave } from './way-on.ts';
import { WrapUpDialog } from './wrap-up-dialog.tsx';

/** A key that no contact is kept under. */
const NOT_LOOKED_FOR = 'contact-none';

/** The contact in progress, for what stands beside its buttons. */
export interface ContactAtHand {
  about: SubjectRef | null;
  name: string | null;
  draft: ContactDraft;
  /** Puts it on the record with what is given, as saving does. */
  finish: (part: Partial<ContactDraft>) => Promise<void>;
}

interface ContactBarProps {
  /** Who the contact is with; null on a screen about nobody. */
  subject: SubjectRef | null;
  subjectName: string | null;
  person: { staffId: string; siteId: string; role: string };
  /** Whether the screen is still about them, asked as the bar goes: a desk that is locked is. */
  stillHere?: () => boolean;
  /** Stands beside the contact’s own buttons. */
  Actions?: ComponentType<ContactAtHand>;
}

const always = (): boolean => true;

/** The contact being written down, along the bottom: one line until it starts, and whenever the person folds it. */
export function ContactBar({ subject, subjectName, person, stillHere = always, Actions }: ContactBarProps) {
  const { t } = useTranslation('contact');
  const [anonymous, setAnonymous] = useState(false);
  const [moving, setMoving] = useState(false);
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
        key={key} about={about} name={name} startAtOnce={anonymous} person={person} stillHere={stillHere} Actions={Actions}
        onNamed={subject === null || !anonymous ? null : () => {
          setMoving(true);
          setAnonymous(false);
        }}
        moveHere={moving} onMoved={() => { setMoving(false); }}
        nameToBe={subjectName}
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
  person: ContactBarProps['person'];
  stillHere: () => boolean;
  /** The contact with nobody named is about whoever is open; null where nobody is. */
  onNamed: (() => void) | null;
  /** What was written with nobody named is to come here. */
  moveHere: boolean;
  onMoved: () => void;
  nameToBe: string | null;
  /** The way between a contact with this subject and one with nobody named; null where there is no choice. */
  other: { words: string; open: () => void } | null;
  Actions: ContactBarProps['Actions'];
  /** Saved or discarded. */
  onEnded: () => void;
}

function ContactInProgress({ about, name, startAtOnce, person, stillHere, onNamed, moveHere, onMoved, nameToBe, other, Actions, onEnded }: ContactInProgressProps) {
  const { t } = useTranslation('contact');
  const key = draftKey(about);
  const [kept, setDraft, { status, discard }] = useDraft<ContactDraft | null>(key, null);
  const draft = useMemo(() => (kept === null ? null : wholeDraft(kept)), [kept]);
  const [nobodys, , nobodysDraft] = useDraft<ContactDraft | null>(about === null ? NOT_LOOKED_FOR : draftKey(null), null);
  const used = useContactUsed();
  const usual = useUsualChannel(person.siteId);
  const [wrapping, setWrapping] = useState(false);
  // Null is as it began: what began by itself is folded.
  const [unfolded, setUnfolded] = useState<boolean | null>(null);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState(0);
  const [wanted, setWanted] = useState(startAtOnce);
  const titleId = useId();
  const form = useRef<HTMLFormElement>(null);
  const toMissing = useToMissing(form);
  const contactId = draft?.contactId ?? null;
  const startedHere = useBeganHere(contactId);
  const byItself = draft?.byItself === true;
  const folded = unfolded === null ? byItself : !unfolded;
  // What began by itself is no conversation yet.
  const channel = draft === null || draft.byItself ? null : draft.channel;

  useEffect(() => {
    noteContactInProgress(key, contactId === null ? null : { contactId, channel });
  }, [key, contactId, channel]);
  useSayTopic(draft === null ? null : topicOf(draft));

  useEffect(() => {
    // Only where the person asked for the form: a draft that comes back with a record takes no focus from anybody.
    if (asked === 0) return;
    form.current?.scrollIntoView({ block: 'nearest' });
    form.current?.querySelector<HTMLElement>('[data-field="reason"] button')?.focus();
  }, [asked]);

  const begin = useRef<() => void>(() => undefined);
  const start = () => {
    setUnfolded(true);
    setAsked((before) => before + 1);
    if (draft !== null) return;
    const begun = newId();
    noteContactBegun(begun);
    setDraft(startContact(begun, Date.now(), usual));
  };
  const waitingForName = about === null || name === null || nobodys === null || !isUnderWay(wholeDraft(nobodys)) ? null : wholeDraft(nobodys);
  useEffect(() => { begin.current = start; });
  // Pressed while an earlier draft is still looked for: it waits for that, and is not lost.
  const due = wanted && status !== 'loading';
  useEffect(() => {
    if (!due) return;
    setWanted(false);
    begin.current();
  }, [due]);
  const goneOn = useGoneOn(contactId);
  useEffect(() => {
    if (!goneOn) return;
    noteAtForm();
    // What was wrong was of the other.
    setTried(false);
    setFailure(null);
    setUnfolded(true);
    setAsked((before) => before + 1);
  }, [goneOn]);
  const saveNow = useRef<() => void>(() => undefined);
  const toSave = useToSave(contactId) && status !== 'loading';
  useEffect(() => {
    if (!toSave) return;
    noteSaveBegun();
    saveNow.current();
  }, [toSave]);
  const beganByItself = startedHere && byItself;
  useEffect(() => { if (beganByItself) announce(t('began')); }, [beganByItself, t]);
  useEffect(() => {
    if (draft?.byItself !== true || used !== draft.contactId) return;
    // It stays as it is on the screen.
    setUnfolded((before) => before ?? false);
    setDraft({ ...draft, byItself: false });
  }, [draft, used, setDraft]);

  const move = useRef<() => void>(() => undefined);
  useEffect(() => {
    move.current = () => {
      if (waitingForName === null) return;
      noteContactBegun((draft ?? waitingForName).contactId);
      setDraft(joinedContacts(draft ?? startContact(waitingForName.contactId, waitingForName.startedAt, waitingForName.channel), waitingForName));
      nobodysDraft.discard();
      setUnfolded(true);
      setAsked((before) => before + 1);
      announce(t('moved', { name: name ?? '' }));
    };
  });
  const movable = moveHere && status !== 'loading' && nobodysDraft.status !== 'loading';
  useEffect(() => {
    if (!movable) return;
    onMoved();
    move.current();
  }, [movable, onMoved]);

  const leave = useRef<() => void>(() => undefined);
  useEffect(() => {
    leave.current = () => { if (draft?.byItself === true && !isWorthKeeping(draft) && !stillHere()) discard(); };
  });
  useEffect(() => () => { leave.current(); }, []);

  useShortcut({ keys: 'w', label: t('wrap-up'), run: () => { setWrapping(true); }, enabled: draft !== null });
  useShortcut({ keys: 'Alt+w', label: t('wrap-up'), run: () => { setWrapping(true); }, enabled: draft !== null });
  useShortcut({ keys: 'c', label: t('start-short'), run: () => { setWanted(true); } });

  const over = (words: string) => {
    discard();
    if (draft !== null) noteContactOver(draft.contactId);
    setTried(false);
    setFailure(null);
    setUnfolded(null);
    setWrapping(false);
    announce(words);
    onEnded();
  };
  const save = async (written: ContactDraft) => {
    if (saving) return;
    const [fault] = contactFaults(written);
    // What is missing is asked for, one key each.
    if (fault === 'reason' || fault === 'outcome') return setWrapping(true);
    setTried(true);
    setWrapping(false);
    // A partner’s desk has nobody to name: the case says whom it is about.
    const args = toLogContact(written, person.role === 'partner' ? null : about, Date.now());
    if (args === null) {
      setUnfolded(true);
      toMissing();
      return;
    }
    setSaving(true);
    const outcome = await giveCommand('log-contact', args);
    setSaving(false);
    if (outcome.ok) rememberChannel(written.channel);
    else setUnfolded(true);
    if (outcome.ok) over(name === null ? t('saved-anonymous') : t('saved', { name }));
    else setFailure(outcome.failure.sentence);
  };
  useEffect(() => { saveNow.current = () => { if (draft !== null) void save(draft); }; });
  const finish = (part: Partial<ContactDraft>) => {
    if (draft === null) return Promise.resolve();
    const whole = { ...draft, ...part };
    // Kept so before it is sent: whatever happens in between, it is saved as it was meant.
    setDraft(whole);
    return save(whole);
  };
  const askToDiscard = () => {
    if (draft !== null && isWorthKeeping(draft)) setAsking(true);
    else over(t('discarded'));
  };

  const change = (changed: ContactDraft) => {
    setUnfolded((before) => before ?? !byItself);
    setDraft({ ...changed, byItself: false });
  };
  if (draft === null) {
    return (
      <div className={styles['line']}>
        <MessageSquareText size={16} aria-hidden="true" />
        <Button variant="primary" shortcut="C" onPress={() => { setWanted(true); }}>
          {name === null ? t('start-anonymous') : <Sensitive>{t('start', { name })}</Sensitive>}
        </Button>
        {other === null ? null : <Button variant="quiet" onPress={other.open}>{other.words}</Button>}
        {waitingForName === null ? null : <Button variant="secondary" onPress={() => { move.current(); }}><Sensitive>{t('move-here', { name: name ?? '' })}</Sensitive></Button>}
        <span className={styles['idle']}>{t('idle')}</span>
      </div>
    );
  }
  return (
    <>
      <div className={styles['line']}>
        <Button
          variant="quiet" aria-expanded={!folded} aria-label={t(folded ? 'expand' : 'collapse')}
          onPress={() => { setUnfolded(folded); }}
        >
          {folded ? <ChevronUp size={16} aria-hidden="true" /> : <ChevronDown size={16} aria-hidden="true" />}
        </Button>
        <h2 id={titleId} className={styles['title']}><Sensitive>{name === null ? t('title-anonymous') : t('title', { name })}</Sensitive></h2>
        <Elapsed since={draft.startedAt} />
        {byItself ? <span className={styles['by-itself']}>{t('by-itself')}</span> : null}
        {startedHere ? null : <span className={styles['kept']}>{t('kept', { time: draft.startedAt })}</span>}
        <span className={styles['draft']}>{t(status === 'saving' ? 'draft-saving' : 'draft-saved')}</span>
        {waitingForName === null ? null : <Button variant="quiet" onPress={() => { move.current(); }}><Sensitive>{t('move-here', { name: name ?? '' })}</Sensitive></Button>}
        {onNamed === null || nameToBe === null ? null : <Button variant="quiet" onPress={onNamed}><Sensitive>{t('move-to', { name: nameToBe })}</Sensitive></Button>}
        {other === null || about !== null ? null : <Button variant="quiet" onPress={other.open}>{other.words}</Button>}
        {Actions === undefined ? null : <Actions about={about} name={name} draft={draft} finish={finish} />}
        <Button variant="quiet" onPress={askToDiscard}>{t('discard')}</Button>
        <Button variant="secondary" shortcut="W" onPress={() => { setWrapping(true); }}>{t('wrap-up')}</Button>
        <Button variant="primary" shortcut="Ctrl+Enter" isDisabled={saving} onPress={() => { void save(draft); }}>{t(saving ? 'saving' : 'save')}</Button>
      </div>
      {folded ? null : (
        <ContactForm
          ref={form} labelledBy={titleId} draft={draft} onChange={change} subject={about} onSave={() => { void save(draft); }}
          faults={tried ? contactFaults(draft) : []} failure={failure}
        />
      )}
      {wrapping ? (
        <WrapUpDialog
          name={name} draft={draft} onChange={change} subject={about} person={person}
          onClose={() => { setWrapping(false); }} onDone={(answered) => { void save(answered); }}
        />
      ) : null}
      {asking ? <DiscardDialog onKeep={() => { setAsking(false); }} onDiscard={() => { setAsking(false); over(t('discarded')); }} /> : null}
    </>
  );
}
