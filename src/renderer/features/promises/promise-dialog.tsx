import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Resident } from '#domain/records/people.ts';
import { promiseKinds, type PromiseKind } from '#domain/vocabulary.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { useLive } from '../../engine-client/live.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { phoneText } from '../../ui/phone-text.ts';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { nextWeekday, promiseFaults, toPromise, type PromiseForm } from './promise-form.ts';
import styles from './promises.module.css';

interface PromiseDialogProps {
  resident: Resident;
  contactId: string | null;
  /** Who is signed in: the first offer for who does it. */
  staffId: string;
  /** What the record says where nobody is to ring them. */
  noCall: string | null;
  onClose: () => void;
}

/** A number on the record where nothing may be left: somebody else may listen. */
const voicemailUnsafe = ({ contactPoints }: Resident, phone: string): boolean =>
  contactPoints.some((point) => point.kind === 'phone' && !point.safeToVoicemail && phoneText(point.value) === phone);

/** Something the council will do by a moment, or a call it will make. */
export function PromiseDialog({ resident, contactId, staffId, noCall, onClose }: PromiseDialogProps) {
  const { t } = useTranslation(['promises', 'vocabulary']);
  const reference = useLive('reference', {}).collections;
  const staff = useMemo(() => reference?.staff.filter(({ role }) => role !== 'partner').map(({ id, name }) => ({ id, label: name })) ?? [], [reference]);
  const known = resident.contactPoints.find(({ kind }) => kind === 'phone')?.value;
  const [begun] = useState<PromiseForm>(() => ({
    id: newId(), kind: noCall === null ? 'call-back' : 'promise', words: '', date: nextWeekday(Date.now()), time: '10:00', phone: known === undefined ? '' : phoneText(known), callerPhone: '', ownerId: staffId,
  }));
  const [form, setForm, { discard }] = useDraft(`promise:${resident.id}`, begun);
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const faults = tried ? promiseFaults(form) : [];
  const change = (part: Partial<PromiseForm>) => { setForm({ ...form, ...part }); };
  const save = async () => {
    setTried(true);
    const args = toPromise(form, resident.id, contactId);
    if (args === null || working) return;
    setWorking(true);
    const outcome = await giveCommand('make-promise', args);
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      return;
    }
    discard();
    announce(t('made'));
    onClose();
  };
  const call = form.kind === 'call-back';
  return (
    <Dialog
      title={t('make-title', { name: resident.preferredName })} sensitive={resident.preferredName} onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={() => { discard(); onClose(); }}>{t('cancel')}</Button>
          <Button variant="primary" shortcut="Ctrl+Enter" isDisabled={working} onPress={() => { void save(); }}>{t('save')}</Button>
        </>
      )}
    >
      <div className={styles['form']} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save(); }}>
        <RadioGroup
          label={t('kind')} value={form.kind} options={promiseKinds.map((id) => ({ id, label: t(`vocabulary:promise-kind.${id}`) }))}
          onChange={(kind) => { change({ kind: kind as PromiseKind }); }} description={call ? t('kind-hint-call-back') : undefined}
        />
        {call && noCall !== null ? <Banner tone="warning" title={t('no-call')}>{noCall}</Banner> : null}
        <TextArea label={t(call ? 'words-call-back' : 'words-promise')} rows={2} value={form.words} onChange={(words) => { change({ words }); }} error={faults.includes('words') ? t('words-missing') : undefined} autoFocus />
        <div className={styles['row']}>
          <TextField label={t(call ? 'date-call' : 'date')} type="date" value={form.date} onChange={(date) => { change({ date }); }} error={faults.includes('moment') ? t('moment-missing') : undefined} />
          <TextField label={t('time')} type="time" value={form.time} onChange={(time) => { change({ time }); }} />
        </div>
        {call ? (
          <div className={styles['row']}>
            <TextField label={t('phone')} description={voicemailUnsafe(resident, form.phone) ? t('no-voicemail') : undefined} value={form.phone} onChange={(phone) => { change({ phone }); }} error={faults.includes('phone') ? t('phone-missing') : undefined} />
            <TextField label={t('caller')} value={form.callerPhone} onChange={(callerPhone) => { change({ callerPhone }); }} />
          </div>
        ) : null}
        {staff.length === 0 ? null : (
          <ComboBox label={t('owner')} value={form.ownerId} options={staff} onChange={(ownerId) => { change({ ownerId }); }} error={faults.includes('owner') ? t('owner-missing') : undefined} />
        )}
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </div>
    </Dialog>
  );
}
