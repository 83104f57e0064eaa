import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnquiryItem } from '#contract/views/councillor.ts';
import { asId, type ContactId } from '#domain/ids.ts';
import { dateAt } from '#domain/time/dates.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { FormDialog, FormHint } from '../../ui/form-dialog.tsx';
import { announce } from '../../ui/live-region.tsx';
import { Sensitive } from '../../ui/sensitive.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './councillor.module.css';

export interface Answering { item: EnquiryItem; part: 'acknowledge' | 'answer' }
interface AnswerDialogProps extends Answering {
  /** The councillor’s. */
  name: string;
  onClose: () => void;
}

/** That a councillor has been answered: on which day, and what came of it. */
export function AnswerDialog({ name, item, part, onClose }: AnswerDialogProps) {
  const { t } = useTranslation('councillor');
  const [begun] = useState(() => ({ on: dateAt(Date.now()), words: '' }));
  const [form, setForm, { discard }] = useDraft(`${part}:${item.key}`, begun);
  const also = part === 'answer' && item.acknowledgement.status === 'open';
  return (
    <FormDialog
      title={t(`${part}-title`, { name })} save={t(`mark-${part}`)} cancel={t('cancel')}
      give={() => giveCommand('answer-enquiry', { contactId: asId<ContactId>(item.key), part, ...form })}
      onGiven={() => { discard(); announce(t(`${part}-saved`, { name })); }} onCancel={discard} onClose={onClose}
    >
      <div>
        <p className={styles['muted']}>{t('asked', { at: item.at })}</p>
        {item.matter === null || item.matter.note === '' ? null : <p className={styles['note']}><Sensitive>{item.matter.note}</Sensitive></p>}
      </div>
      <TextField label={t(`${part}-on`)} type="date" value={form.on} onChange={(on) => { setForm({ ...form, on }); }} />
      <TextArea label={t(`${part}-words`)} rows={3} value={form.words} onChange={(words) => { setForm({ ...form, words }); }} autoFocus />
      {also ? <FormHint>{t('answer-hint')}</FormHint> : null}
    </FormDialog>
  );
}
