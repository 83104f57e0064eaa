import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MarkerItem } from '#contract/views/care.ts';
import { LONGEST_REVIEW_MONTHS } from '#domain/markers/markers.ts';
import { dateAt, monthsAfter } from '#domain/time/dates.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { FormDialog, FormRow } from '../../ui/form-dialog.tsx';
import { announce } from '../../ui/live-region.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { MarkerStory } from './marker-story.tsx';

interface AnswerProps {
  marker: MarkerItem;
  name: string;
  onClose: () => void;
}

/** The second person’s word. */
export function AnswerMarkerDialog({ marker, name, onClose }: AnswerProps) {
  const { t } = useTranslation('care');
  const [form, setForm, { discard }] = useDraft<{ answer: 'approve' | 'decline'; toldOn: string; words: string }>(`answer-marker:${marker.id}`, { answer: 'approve', toldOn: marker.toldOn ?? '', words: '' });
  const approve = form.answer === 'approve';
  return (
    <FormDialog
      title={t('approve-title', { name })} sensitive={name} save={t(approve ? 'approve-save' : 'decline-save')} cancel={t('cancel')} danger={!approve}
      give={() => giveCommand('answer-marker', { markerId: marker.id, answer: form.answer, toldOn: form.toldOn === '' ? null : form.toldOn, words: form.words })}
      onGiven={() => { discard(); announce(t(`answered-${form.answer}`)); }} onCancel={discard} onClose={onClose}
    >
      <p><strong>{marker.control}</strong></p>
      <MarkerStory marker={marker} />
      <RadioGroup
        label={t('answer')} value={form.answer} options={[{ id: 'approve', label: t('answer-approve') }, { id: 'decline', label: t('answer-decline') }]}
        onChange={(answer) => { setForm({ ...form, answer: answer as 'approve' | 'decline' }); }}
      />
      {approve ? <FormRow><TextField label={t('marker-told')} description={t('marker-told-hint')} type="date" value={form.toldOn} onChange={(toldOn) => { setForm({ ...form, toldOn }); }} /></FormRow> : null}
      <TextArea label={t('answer-words')} description={t('answer-words-hint')} rows={2} value={form.words} onChange={(words) => { setForm({ ...form, words }); }} autoFocus />
    </FormDialog>
  );
}

interface Review { keep: boolean; control: string; reviewBy: string; words: string }

/** A marker looked at again. */
export function ReviewMarkerDialog({ marker, name, onClose }: AnswerProps) {
  const { t } = useTranslation('care');
  const [begun] = useState<Review>(() => ({ keep: true, control: marker.control, reviewBy: monthsAfter(dateAt(Date.now()), LONGEST_REVIEW_MONTHS), words: '' }));
  const [seen] = useState(marker.reviewBy);
  const [form, setForm, { discard }] = useDraft(`review-marker:${marker.id}:${marker.reviewBy}`, begun);
  const change = (part: Partial<Review>) => { setForm({ ...form, ...part }); };
  return (
    <FormDialog
      title={t('review-title', { name })} sensitive={name} save={t(form.keep ? 'review-save-keep' : 'review-save-end')} cancel={t('cancel')} danger={!form.keep} ready={!form.keep || form.reviewBy !== ''}
      give={() => giveCommand('review-marker', { markerId: marker.id, reviewedBy: seen, keep: form.keep, control: form.control, reviewBy: form.reviewBy === '' ? seen : form.reviewBy, words: form.words })}
      onGiven={() => { discard(); announce(t(form.keep ? 'reviewed-keep' : 'reviewed-end')); }} onCancel={discard} onClose={onClose}
    >
      <MarkerStory marker={marker} />
      <RadioGroup
        label={t('answer')} value={form.keep ? 'keep' : 'end'} options={[{ id: 'keep', label: t('review-keep') }, { id: 'end', label: t('review-end') }]}
        onChange={(answer) => { change({ keep: answer === 'keep' }); }}
      />
      {form.keep ? (
        <>
          <TextArea label={t('marker-control')} rows={2} value={form.control} onChange={(control) => { change({ control }); }} />
          <FormRow><TextField label={t('marker-review')} type="date" value={form.reviewBy} onChange={(reviewBy) => { change({ reviewBy }); }} /></FormRow>
        </>
      ) : null}
      <TextArea label={t('review-words')} rows={2} value={form.words} onChange={(words) => { change({ words }); }} autoFocus />
    </FormDialog>
  );
}
