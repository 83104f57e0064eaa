import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeathNoticeItem } from '#contract/views/subject.ts';
import { asId, type DeathNoticeId } from '#domain/ids.ts';
import type { Resident } from '#domain/records/people.ts';
import { deathSources, type DeathSource } from '#domain/vocabulary.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './record.module.css';

interface Form { id: string; diedOn: string; source: DeathSource; words: string }

/** That somebody died, and who said so. */
export function DeathDialog({ resident, onClose }: { resident: Resident; onClose: () => void }) {
  const { t } = useTranslation(['record', 'vocabulary']);
  const [form, setForm, { discard }] = useDraft<Form>(`death:${resident.id}`, { id: newId(), diedOn: '', source: 'family', words: '' });
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const save = async () => {
    setWorking(true);
    const outcome = await giveCommand('note-death', {
      noticeId: asId<DeathNoticeId>(form.id), residentId: resident.id, diedOn: form.diedOn, source: form.source, words: form.words,
    });
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      return;
    }
    discard();
    announce(t('death-noted', { name: resident.preferredName }));
    onClose();
  };
  return (
    <Dialog
      title={t('death-title', { name: resident.preferredName })} sensitive={resident.preferredName} onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={() => { discard(); onClose(); }}>{t('cancel')}</Button>
          <Button variant="danger" isDisabled={working || form.diedOn === ''} onPress={() => { void save(); }}>{t('death-save')}</Button>
        </>
      )}
    >
      <div className={styles['form']}>
        <p>{t('death-effect')}</p>
        <TextField label={t('death-on')} type="date" value={form.diedOn} onChange={(diedOn) => { setForm({ ...form, diedOn }); }} autoFocus />
        <Select label={t('death-source')} value={form.source} options={deathSources.map((id) => ({ id, label: t(`vocabulary:death-source.${id}`) }))} onChange={(source) => { setForm({ ...form, source: source as DeathSource }); }} />
        <TextArea label={t('death-words')} rows={3} value={form.words} onChange={(words) => { setForm({ ...form, words }); }} />
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </div>
    </Dialog>
  );
}

/** It was a mistake: everything is put back as it was. */
export function WithdrawDialog({ name, notice, onClose }: { name: string; notice: DeathNoticeItem; onClose: () => void }) {
  const { t } = useTranslation(['record', 'vocabulary']);
  const [reasons, setReasons, { discard }] = useDraft(`withdraw-death:${notice.residentId}`, '');
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const save = async () => {
    setWorking(true);
    const outcome = await giveCommand('withdraw-death', { noticeId: notice.id, reasons });
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      return;
    }
    discard();
    announce(t('withdrawn'));
    onClose();
  };
  return (
    <Dialog
      title={t('withdraw-title', { name })} sensitive={name} onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={() => { discard(); onClose(); }}>{t('cancel')}</Button>
          <Button variant="primary" isDisabled={working || reasons.trim() === ''} onPress={() => { void save(); }}>{t('withdraw-save')}</Button>
        </>
      )}
    >
      <div className={styles['form']}>
        <p>{t('withdraw-noted', { by: notice.notedByName, source: t(`vocabulary:death-source.${notice.source}`) })} {notice.words}</p>
        <p>{t('withdraw-effect')}</p>
        <TextArea label={t('withdraw-reasons')} rows={3} value={reasons} onChange={setReasons} autoFocus />
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </div>
    </Dialog>
  );
}
