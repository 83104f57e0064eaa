import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { avoidableCodes, contactOutcomes, contactReasons, type AvoidableCode, type ContactOutcome, type ContactReason } from '#domain/vocabulary.ts';
import { useLive } from '../../engine-client/live.ts';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Select } from '../../ui/select.tsx';
import type { MatterDraft } from './contact-draft.ts';

const NONE = 'none';

interface MatterFieldsProps {
  matter: MatterDraft;
  onChange: (part: Partial<MatterDraft>) => void;
  subject: SubjectRef | null;
  /** Marks what is missing. */
  tried: { reason: boolean; outcome: boolean };
}

/** Why they made contact, and what came of it. */
export function MatterFields({ matter, onChange, subject, tried }: MatterFieldsProps) {
  const { t } = useTranslation(['contact', 'vocabulary']);
  const { collections } = useLive('reference', {});
  const services = useMemo(() => collections?.services.map(({ id, name }) => ({ id, label: name })) ?? [], [collections]);
  return (
    <>
      <div data-field="reason">
        <Select
          label={t('reason')} value={matter.reason} placeholder={t('choose')} options={contactReasons.map((id) => ({ id, label: t(`vocabulary:reason.${id}`) }))}
          error={tried.reason ? t('need-reason') : undefined} onChange={(id) => { onChange({ reason: id as ContactReason }); }}
        />
      </div>
      <Select
        label={t('outcome')} value={matter.outcome} placeholder={t('choose')} options={contactOutcomes.map((id) => ({ id, label: t(`vocabulary:outcome.${id}`) }))}
        error={tried.outcome ? t('need-outcome') : undefined} onChange={(id) => { onChange({ outcome: id as ContactOutcome }); }}
      />
      <ComboBox label={t('service')} value={matter.serviceId} options={services} onChange={(serviceId) => { onChange({ serviceId }); }} />
      {subject === null ? null : <CaseSelect subject={subject} value={matter.caseId} onChange={(caseId) => { onChange({ caseId }); }} />}
      <Select
        label={t('avoidable')} value={matter.avoidable ?? NONE}
        options={[{ id: NONE, label: t('not-avoidable') }, ...avoidableCodes.map((id) => ({ id, label: t(`vocabulary:avoidable.${id}`) }))]}
        onChange={(id) => { onChange({ avoidable: id === NONE ? null : id as AvoidableCode }); }}
      />
    </>
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
