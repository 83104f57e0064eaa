import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PromiseItem } from '#contract/views/subject.ts';
import { instantOf } from '#domain/time/dates.ts';
import { promiseOutcomes, type PromiseOutcome } from '#domain/vocabulary.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { nextWeekday } from './promise-form.ts';
import styles from './promises.module.css';

/** Of something promised that is no call only these can come. */
const withoutCall: readonly PromiseOutcome[] = ['complete', 'rescheduled', 'refused', 'cancelled'];

interface Form { at: number; outcome: PromiseOutcome; words: string; date: string; time: string }

/** How keeping a promise went; what was promised at first stays on the record. */
export function FollowUpDialog({ item, onClose }: { item: PromiseItem; onClose: () => void }) {
  const { t } = useTranslation(['promises', 'vocabulary']);
  const [begun] = useState<Form>(() => ({ at: Date.now(), outcome: 'complete', words: '', date: nextWeekday(Date.now()), time: '10:00' }));
  const [form, setForm, { discard }] = useDraft(`follow-up:${item.id}`, begun);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const save = async () => {
    if (working) return;
    setWorking(true);
    const dueAt = form.outcome === 'rescheduled' ? instantOf(form.date, form.time) : null;
    const outcome = await giveCommand('note-promise', { promiseId: item.id, at: form.at, outcome: form.outcome, words: form.words, dueAt });
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      return;
    }
    discard();
    announce(t('followed'));
    onClose();
  };
  const outcomes = item.kind === 'call-back' ? promiseOutcomes : withoutCall;
  return (
    <Dialog
      title={t('follow-title')} onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={() => { discard(); onClose(); }}>{t('cancel')}</Button>
          <Button variant="primary" shortcut="Ctrl+Enter" isDisabled={working} onPress={() => { void save(); }}>{t('follow-save')}</Button>
        </>
      )}
    >
      <div className={styles['form']} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save(); }}>
        <p><strong>{item.words}</strong></p>
        {item.attempts.length === 0 ? null : (
          <section aria-label={t('tried-before')}>
            <ul className={styles['tried']}>
              {item.attempts.map((attempt) => <li key={attempt.at}>{t('tried-line', { at: attempt.at, outcome: t(`vocabulary:promise-outcome.${attempt.outcome}`) })} {attempt.words}</li>)}
            </ul>
          </section>
        )}
        <Select
          label={t('follow-outcome')} value={form.outcome} options={outcomes.map((id) => ({ id, label: t(`vocabulary:promise-outcome.${id}`) }))} autoFocus
          onChange={(outcome) => { setForm({ ...form, outcome: outcome as PromiseOutcome }); }}
        />
        {form.outcome === 'rescheduled' ? (
          <div className={styles['row']}>
            <TextField label={t('follow-date')} type="date" value={form.date} onChange={(date) => { setForm({ ...form, date }); }} />
            <TextField label={t('follow-time')} type="time" value={form.time} onChange={(time) => { setForm({ ...form, time }); }} />
          </div>
        ) : null}
        <TextArea label={t('follow-words')} rows={2} value={form.words} onChange={(words) => { setForm({ ...form, words }); }} />
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </div>
    </Dialog>
  );
}
