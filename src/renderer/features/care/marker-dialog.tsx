import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { asId, type MarkerId, type PropertyId, type ResidentId } from '#domain/ids.ts';
import { dateAt, monthsAfter } from '#domain/time/dates.ts';
import { markerCategories, type MarkerCategory } from '#domain/vocabulary.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { FormDialog, FormHint, FormRow } from '../../ui/form-dialog.tsx';
import { announce } from '../../ui/live-region.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface Form { id: string; category: MarkerCategory; incidentOn: string; narrative: string; control: string; toldOn: string; reviewBy: string }

/** Six months: soon enough to be looked at while people remember. */
const FIRST_REVIEW_MONTHS = 6;

/** A marker as somebody records it who has just seen or heard what happened. */
export function MarkerDialog({ subject, name, onClose }: { subject: SubjectRef; name: string; onClose: () => void }) {
  const { t } = useTranslation(['care', 'vocabulary']);
  const [begun] = useState<Form>(() => {
    const today = dateAt(Date.now());
    return { id: newId(), category: 'threats', incidentOn: today, narrative: '', control: '', toldOn: '', reviewBy: monthsAfter(today, FIRST_REVIEW_MONTHS) };
  });
  const [form, setForm, { discard }] = useDraft(`marker:${subject.kind}:${subject.id}`, begun);
  const change = (part: Partial<Form>) => { setForm({ ...form, ...part }); };
  return (
    <FormDialog
      title={t('marker-title', { name })} sensitive={name} size="wide" save={t('marker-save')} cancel={t('cancel')} ready={form.incidentOn !== '' && form.reviewBy !== ''}
      give={() => giveCommand('place-marker', {
        markerId: asId<MarkerId>(form.id), residentId: subject.kind === 'resident' ? asId<ResidentId>(subject.id) : null, propertyId: subject.kind === 'property' ? asId<PropertyId>(subject.id) : null,
        category: form.category, incidentOn: form.incidentOn, narrative: form.narrative, control: form.control, toldOn: form.toldOn === '' ? null : form.toldOn, reviewBy: form.reviewBy,
      })}
      onGiven={() => { discard(); announce(t('marker-saved')); }} onCancel={discard} onClose={onClose}
    >
      <FormHint>{t('marker-lead')}</FormHint>
      <FormRow>
        <Select label={t('marker-category')} value={form.category} options={markerCategories.map((id) => ({ id, label: t(`vocabulary:marker.${id}`) }))} onChange={(category) => { change({ category: category as MarkerCategory }); }} autoFocus />
        <TextField label={t('marker-incident-on')} type="date" value={form.incidentOn} onChange={(incidentOn) => { change({ incidentOn }); }} />
      </FormRow>
      <TextArea label={t('marker-control')} description={t('marker-control-hint')} rows={2} value={form.control} onChange={(control) => { change({ control }); }} />
      <TextArea label={t('marker-narrative')} description={t('marker-narrative-hint')} rows={4} value={form.narrative} onChange={(narrative) => { change({ narrative }); }} />
      <FormRow>
        <TextField label={t('marker-told')} description={t('marker-told-hint')} type="date" value={form.toldOn} onChange={(toldOn) => { change({ toldOn }); }} />
        <TextField label={t('marker-review')} type="date" value={form.reviewBy} onChange={(reviewBy) => { change({ reviewBy }); }} />
      </FormRow>
    </FormDialog>
  );
}
