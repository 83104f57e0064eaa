import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActingItem } from '#contract/views/subject.ts';
import { asId, type AuthorityToActId, type ContactId } from '#domain/ids.ts';
import type { Resident } from '#domain/records/people.ts';
import { actingBases, type ActingBasis } from '#domain/vocabulary.ts';
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
import styles from './acting.module.css';

interface ActingDialogProps {
  resident: Resident;
  items: readonly ActingItem[];
  contactId: string | null;
  onClose: () => void;
}

interface Form { id: string; name: string; relation: string; basis: ActingBasis; scope: string; evidence: string; expiresOn: string }

/** Who may act as it stands, and somebody more. */
export function ActingDialog({ resident, items, contactId, onClose }: ActingDialogProps) {
  const { t } = useTranslation(['acting', 'vocabulary']);
  const [begun] = useState<Form>(() => ({
    id: newId(), name: '', relation: '', basis: resident.deceasedOn === null ? 'verbal' : 'executor', scope: '', evidence: '', expiresOn: '',
  }));
  const [form, setForm, { discard }] = useDraft(`acting:${resident.id}`, begun);
  const [failure, setFailure] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const change = (part: Partial<Form>) => { setForm({ ...form, ...part }); };
  const save = async () => {
    if (working) return;
    setWorking(true);
    setFailure(null);
    const outcome = await giveCommand('record-authority', {
      authorityId: asId<AuthorityToActId>(form.id), residentId: resident.id, contactId: contactId === null ? null : asId<ContactId>(contactId), name: form.name,
      relation: form.relation, basis: form.basis, scope: form.scope, evidence: form.evidence, expiresOn: form.expiresOn === '' ? null : form.expiresOn,
    });
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      return;
    }
    discard();
    announce(t('saved', { name: form.name }));
    onClose();
  };
  const verbal = form.basis === 'verbal';
  return (
    <Dialog
      title={t('dialog', { name: resident.preferredName })} sensitive={resident.preferredName} size="wide" onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={onClose}>{t('close')}</Button>
          <Button variant="primary" shortcut="Ctrl+Enter" isDisabled={working} onPress={() => { void save(); }}>{t('save')}</Button>
        </>
      )}
    >
      <div className={styles['form']} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save(); }}>
        {items.length === 0 ? null : (
          <ul className={styles['list']} aria-label={t('standing')}>
            {items.map((item) => <Standing key={item.key} item={item} />)}
          </ul>
        )}
        <h3>{t('add')}</h3>
        <div className={styles['row']}>
          <TextField label={t('name')} value={form.name} onChange={(name) => { change({ name }); }} autoFocus />
          <TextField label={t('relation')} value={form.relation} onChange={(relation) => { change({ relation }); }} />
        </div>
        <Select
          label={t('basis')} value={form.basis} options={actingBases.map((id) => ({ id, label: t(`vocabulary:acting.${id}`) }))} onChange={(basis) => { change({ basis: basis as ActingBasis }); }}
          description={verbal ? t('verbal-hint') : undefined}
        />
        <TextField label={t('scope')} description={t('scope-hint')} value={form.scope} onChange={(scope) => { change({ scope }); }} />
        {verbal ? null : (
          <div className={styles['row']}>
            <TextField label={t('evidence')} value={form.evidence} onChange={(evidence) => { change({ evidence }); }} />
            <TextField label={t('expires')} type="date" value={form.expiresOn} onChange={(expiresOn) => { change({ expiresOn }); }} />
          </div>
        )}
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </div>
    </Dialog>
  );
}

function Standing({ item }: { item: ActingItem }) {
  const { t } = useTranslation(['acting', 'vocabulary']);
  const [revoking, setRevoking] = useState(false);
  const [reasons, setReasons] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const revoke = async () => {
    const outcome = await giveCommand('revoke-authority', { authorityId: item.id, reasons });
    if (outcome.ok) announce(t('revoked', { name: item.name }));
    else setFailure(outcome.failure.sentence);
  };
  return (
    <li>
      <strong>{item.name}</strong>
      <span className={styles['muted']}>{[item.relation, item.scope, t(`vocabulary:acting.${item.basis}`), item.evidence].filter((part) => part !== '').join(' · ')}</span>
      {revoking ? (
        <>
          <TextArea label={t('revoke-reasons', { name: item.name })} rows={2} value={reasons} onChange={setReasons} autoFocus error={failure ?? undefined} />
          <Button variant="danger" size="small" onPress={() => { void revoke(); }}>{t('revoke-save')}</Button>
        </>
      ) : <Button variant="quiet" size="small" aria-label={t('revoke-name', { name: item.name })} onPress={() => { setRevoking(true); }}>{t('revoke')}</Button>}
    </li>
  );
}
