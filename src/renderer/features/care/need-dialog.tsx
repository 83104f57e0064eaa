import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asId, type NeedId, type ResidentId } from '#domain/ids.ts';
import { NEED_REVIEW_MONTHS } from '#domain/needs/needs.ts';
import type { Need } from '#domain/records/care.ts';
import { dateAt, monthsAfter } from '#domain/time/dates.ts';
import { needKinds, type NeedKind } from '#domain/vocabulary.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { Button } from '../../ui/button.tsx';
import { FormDialog, FormRow } from '../../ui/form-dialog.tsx';
import { announce } from '../../ui/live-region.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface NeedDialogProps {
  residentId: ResidentId;
  name: string;
  /** Null: a new one. */
  need: Need | null;
  onClose: () => void;
}

interface Form { id: string; kind: NeedKind; action: string; reviewBy: string }

/** A need, new or changed; an old one is ended here, too. */
export function NeedDialog({ residentId, name, need, onClose }: NeedDialogProps) {
  const { t } = useTranslation(['care', 'vocabulary']);
  const [begun] = useState<Form>(() => need === null
    ? { id: newId(), kind: 'large-print', action: t('suggest.large-print'), reviewBy: monthsAfter(dateAt(Date.now()), NEED_REVIEW_MONTHS) }
    : { id: need.id, kind: need.kind, action: need.action, reviewBy: need.reviewBy ?? '' });
  // As it stood when the form was opened: what others change meanwhile must not pass for what was seen.
  const [seen] = useState(need);
  const [form, setForm, { discard }] = useDraft(need === null ? `need:new:${residentId}` : `need:${need.id}`, begun);
  const [ending, setEnding] = useState(false);
  if (ending && need !== null) return <EndNeedDialog need={need} name={name} onClose={onClose} />;
  const reviewBy = form.reviewBy === '' ? null : form.reviewBy;
  const choose = (kind: NeedKind) => {
    // What was suggested gives way to another suggestion; what was written stays.
    const suggested = form.action === '' || form.action === t(`suggest.${form.kind}`);
    setForm({ ...form, kind, action: suggested ? t(`suggest.${kind}`) : form.action });
  };
  return (
    <FormDialog
      title={t(need === null ? 'need-title' : 'need-change-title', { name })} sensitive={name} save={t(need === null ? 'need-save' : 'need-change-save')} cancel={t('cancel')} ready={form.action.trim() !== ''}
      give={() => seen === null
        ? giveCommand('record-need', { needId: asId<NeedId>(form.id), residentId, kind: form.kind, action: form.action, reviewBy })
        : giveCommand('change-need', { needId: seen.id, before: { action: seen.action, reviewBy: seen.reviewBy }, after: { action: form.action.trim(), reviewBy } })}
      onGiven={() => { discard(); announce(t('need-saved')); }} onCancel={discard} onClose={onClose}
      more={need === null ? null : <Button variant="quiet" onPress={() => { setEnding(true); }}>{t('need-end')}</Button>}
    >
      {need === null ? (
        <Select label={t('need-kind')} value={form.kind} options={needKinds.map((id) => ({ id, label: t(`vocabulary:need.${id}`) }))} onChange={(kind) => { choose(kind as NeedKind); }} autoFocus />
      ) : <p><strong>{t(`vocabulary:need.${need.kind}`)}</strong></p>}
      <TextArea label={t('need-action')} description={t('need-action-hint')} rows={2} value={form.action} onChange={(action) => { setForm({ ...form, action }); }} autoFocus={need !== null} />
      <FormRow><TextField label={t('need-review')} type="date" value={form.reviewBy} onChange={(next) => { setForm({ ...form, reviewBy: next }); }} /></FormRow>
    </FormDialog>
  );
}

function EndNeedDialog({ need, name, onClose }: { need: Need; name: string; onClose: () => void }) {
  const { t } = useTranslation('care');
  const [reasons, setReasons, { discard }] = useDraft(`end-need:${need.id}`, '');
  return (
    <FormDialog
      title={t('need-end-title', { name })} sensitive={name} save={t('need-end')} cancel={t('cancel')} danger ready={reasons.trim() !== ''} give={() => giveCommand('end-need', { needId: need.id, reasons })}
      onGiven={() => { discard(); announce(t('need-ended')); }} onCancel={discard} onClose={onClose}
    >
      <p><strong>{need.action}</strong></p>
      <TextArea label={t('need-end-reasons')} rows={2} value={reasons} onChange={setReasons} autoFocus />
    </FormDialog>
  );
}
