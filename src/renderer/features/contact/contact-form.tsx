import { useEffect, useRef, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { LONGEST_NOTE, MOST_FURTHER_MATTERS } from '#domain/contacts/log-contact.ts';
import { channels, type Channel } from '#domain/vocabulary.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { Select } from '../../ui/select.tsx';
import { Sensitive } from '../../ui/sensitive.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './contact-bar.module.css';
import { NO_MATTER, type ContactDraft, type ContactField } from './contact-draft.ts';
import { CouncillorFields } from './councillor-fields.tsx';
import { MatterFields } from './matter-fields.tsx';
import { NextStepLine } from './next-step-line.tsx';

interface ContactFormProps {
  ref: Ref<HTMLFormElement>;
  labelledBy: string;
  draft: ContactDraft;
  onChange: (draft: ContactDraft) => void;
  subject: SubjectRef | null;
  onSave: () => void;
  /** What to mark as missing; empty until a save was tried. */
  faults: ContactField[];
  failure: string | null;
}

export function ContactForm({ ref, labelledBy, draft, onChange, subject, onSave, faults, failure }: ContactFormProps) {
  const { t } = useTranslation(['contact', 'vocabulary']);
  const change = (part: Partial<ContactDraft>) => { onChange({ ...draft, ...part }); };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onSave();
  };
  const councillor = draft.channel === 'councillor';
  useEffect(() => {
    if (!councillor) return undefined;
    // Only what the request needs is to be read out: the rest of the record is not even in view.
    document.documentElement.dataset['member'] = 'on';
    return () => { delete document.documentElement.dataset['member']; };
  }, [councillor]);
  return (
    <form ref={ref} aria-labelledby={labelledBy} className={styles['form']} onKeyDown={onKeyDown} onSubmit={(event) => { event.preventDefault(); }}>
      <div className={styles['fields']}>
        <Select
          label={t('channel')} value={draft.channel} options={channels.map((id) => ({ id, label: t(`vocabulary:channel.${id}`) }))}
          onChange={(id) => { change({ channel: id as Channel }); }}
        />
        <MatterFields matter={draft} onChange={change} subject={subject} tried={{ reason: faults.includes('reason'), outcome: faults.includes('outcome') }} />
      </div>
      <div className={styles['note']}>
        <Sensitive block>
          <TextArea
            label={t('note')} placeholder={t('note-hint')} rows={3} value={draft.note} onChange={(note) => { change({ note }); }}
            error={faults.includes('note') ? t('note-too-long', { limit: LONGEST_NOTE }) : undefined}
          />
        </Sensitive>
      </div>
      {councillor ? <CouncillorFields draft={draft} subject={subject} onChange={change} missing={faults.includes('councillor')} /> : null}
      <FurtherMatters draft={draft} subject={subject} onChange={change} tried={faults.includes('further')} />
      {draft.next === null ? null : <NextStepLine next={draft.next} onForget={() => { change({ next: null }); }} />}
      {failure === null ? null : <ErrorText>{failure}</ErrorText>}
    </form>
  );
}

/** What else they rang about, one line each. */
function FurtherMatters({ draft, subject, onChange, tried }: { draft: ContactDraft; subject: SubjectRef | null; onChange: (part: Partial<ContactDraft>) => void; tried: boolean }) {
  const { t } = useTranslation('contact');
  const list = useRef<HTMLDivElement>(null);
  const { further } = draft;
  const count = further.length;
  const added = useRef(false);
  useEffect(() => {
    if (!added.current) return;
    added.current = false;
    list.current?.querySelector<HTMLElement>('[role="group"]:last-of-type button')?.focus();
  }, [count]);
  return (
    <div ref={list} className={styles['further']}>
      {further.map((matter, n) => (
        <div key={n} role="group" aria-label={t('further', { number: n + 2 })} className={styles['matter']}>
          <MatterFields
            matter={matter} subject={subject} tried={{ reason: tried && matter.reason === null, outcome: tried && matter.outcome === null }}
            onChange={(part) => { onChange({ further: further.map((one, at) => (at === n ? { ...one, ...part } : one)) }); }}
          />
          <Button variant="quiet" aria-label={t('further-remove-which', { number: n + 2 })} onPress={() => { onChange({ further: further.filter((_one, at) => at !== n) }); }}>{t('further-remove')}</Button>
        </div>
      ))}
      {further.length >= MOST_FURTHER_MATTERS ? null : (
        <Button
          variant="quiet" size="small"
          onPress={() => {
            added.current = true;
            onChange({ further: [...further, { ...NO_MATTER }] });
          }}
        >
          {t('further-add')}
        </Button>
      )}
    </div>
  );
}
