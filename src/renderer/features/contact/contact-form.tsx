import { useMemo, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views.ts';
import { LONGEST_NOTE } from '#domain/contacts/log-contact.ts';
import { asId } from '#domain/ids.ts';
import { avoidableCodes, channels, contactOutcomes, contactReasons, type AvoidableCode, type Channel, type ContactOutcome, type ContactReason } from '#domain/vocabulary.ts';
import { useLive } from '../../engine-client/live.ts';
import { ComboBox } from '../../ui/combo-box.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './contact-bar.module.css';
import type { ContactDraft, ContactField } from './contact-draft.ts';

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

const NONE = 'none';

export function ContactForm({ ref, labelledBy, draft, onChange, subject, onSave, faults, failure }: ContactFormProps) {
  const { t } = useTranslation(['contact', 'vocabulary']);
  const reference = useLive('reference', {});
  const services = useMemo(() => reference.collections?.services.map((service) => ({ id: service.id, label: service.name })) ?? [], [reference.collections]);
  const change = (part: Partial<ContactDraft>) => { onChange({ ...draft, ...part }); };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onSave();
  };
  return (
    <form ref={ref} aria-labelledby={labelledBy} className={styles['form']} onKeyDown={onKeyDown} onSubmit={(event) => { event.preventDefault(); }}>
      <div className={styles['fields']}>
        <Select
          label={t('channel')} value={draft.channel} options={channels.map((id) => ({ id, label: t(`vocabulary:channel.${id}`) }))}
          onChange={(id) => { change({ channel: id as Channel }); }}
        />
        <div data-field="reason">
          <Select
            label={t('reason')} value={draft.reason} placeholder={t('choose')}
            options={contactReasons.map((id) => ({ id, label: t(`vocabulary:reason.${id}`) }))}
            error={faults.includes('reason') ? t('need-reason') : undefined} onChange={(id) => { change({ reason: id as ContactReason }); }}
          />
        </div>
        <div data-field="outcome">
          <Select
            label={t('outcome')} value={draft.outcome} placeholder={t('choose')}
            options={contactOutcomes.map((id) => ({ id, label: t(`vocabulary:outcome.${id}`) }))}
            error={faults.includes('outcome') ? t('need-outcome') : undefined} onChange={(id) => { change({ outcome: id as ContactOutcome }); }}
          />
        </div>
        <ComboBox
          label={t('service')} value={draft.serviceId} options={services}
          onChange={(id) => { change({ serviceId: id }); }}
        />
        {subject === null ? null : <CaseSelect subject={subject} value={draft.caseId} onChange={(caseId) => { change({ caseId: caseId === null ? null : asId(caseId) }); }} />}
        <Select
          label={t('avoidable')} value={draft.avoidable ?? NONE}
          options={[{ id: NONE, label: t('not-avoidable') }, ...avoidableCodes.map((id) => ({ id, label: t(`vocabulary:avoidable.${id}`) }))]}
          onChange={(id) => { change({ avoidable: id === NONE ? null : id as AvoidableCode }); }}
        />
      </div>
      <div className={styles['note']} data-field="note">
        <TextArea
          label={t('note')} placeholder={t('note-hint')} rows={3} value={draft.note} onChange={(note) => { change({ note }); }}
          error={faults.includes('note') ? t('note-too-long', { limit: LONGEST_NOTE }) : undefined}
        />
      </div>
      {failure === null ? null : <ErrorText>{failure}</ErrorText>}
    </form>
  );
}

function CaseSelect({ subject, value, onChange }: { subject: SubjectRef; value: string | null; onChange: (caseId: string | null) => void }) {
  const { t } = useTranslation('contact');
  const live = useLive('subject', subject);
  const options = useMemo(
    () => live.collections?.cases.map((item) => ({ id: item.id, label: `${item.reference} ${item.title}` })) ?? [], [live.collections],
  );
  return (
    <Select
      label={t('case')} value={value ?? NONE} options={[{ id: NONE, label: t('no-case') }, ...options]}
      onChange={(id) => { onChange(id === NONE ? null : id); }}
    />
  );
}
