import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HouseholdItem } from '#contract/views/subject.ts';
import { asId, type PropertyId, type ResidentId } from '#domain/ids.ts';
import type { Resident } from '#domain/records/people.ts';
import { dateAt } from '#domain/time/dates.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FormDialog, FormHint, FormRow } from '../../ui/form-dialog.tsx';
import { announce } from '../../ui/live-region.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './lives.module.css';
import { useFound } from '../../engine-client/use-found.ts';

interface Form { id: string; movedOn: string; toId: string | null; toText: string; along: string[]; reason: string }

interface MoveDialogProps {
  resident: Resident;
  household: readonly HouseholdItem[];
  onClose: () => void;
}

/** Somebody lives elsewhere now; those who live with them go along or stay. */
export function MoveDialog({ resident, household, onClose }: MoveDialogProps) {
  const { t } = useTranslation('lives');
  const name = resident.preferredName;
  const [begun] = useState<Form>(() => ({ id: newId(), movedOn: dateAt(Date.now()), toId: null, toText: '', along: [], reason: '' }));
  const [seen] = useState(resident.propertyId);
  const [form, setForm, { discard }] = useDraft(`move:${resident.id}`, begun);
  const [text, setText] = useState('');
  const found = useFound(text, 'property');
  const change = (part: Partial<Form>) => { setForm({ ...form, ...part }); };
  return (
    <FormDialog
      title={t('moved-title', { name })} sensitive={name} save={t('moved-save')} cancel={t('cancel')} ready={form.movedOn !== ''}
      give={() => giveCommand('move-resident', {
        moveId: form.id, residentId: resident.id, fromPropertyId: seen, toPropertyId: form.toId === null ? null : asId<PropertyId>(form.toId), movedOn: form.movedOn,
        along: form.along.map((id) => asId<ResidentId>(id)), reason: form.reason,
      })}
      onGiven={() => { discard(); announce(t('moved-saved', { name })); }} onCancel={discard} onClose={onClose}
    >
      <FormHint>{t('moved-lead')}</FormHint>
      <FormRow><TextField label={t('moved-on')} type="date" value={form.movedOn} onChange={(movedOn) => { change({ movedOn }); }} autoFocus /></FormRow>
      <TextField label={t('moved-to')} value={text} onChange={setText} />
      <p aria-live="polite" className={form.toId === null ? styles['muted'] : styles['standing']}>{form.toId === null ? t('moved-nowhere-yet') : form.toText}</p>
      {found === null || found.length === 0 ? null : (
        <RadioGroup
          label={t('link-found')} value={form.toId} options={found.map((hit) => ({ id: hit.subject.id, label: hit.address ?? hit.title, sensitive: true }))}
          onChange={(toId) => {
            const hit = found.find(({ subject }) => subject.id === toId);
            change({ toId, toText: hit?.address ?? hit?.title ?? '' });
          }}
        />
      )}
      {household.length === 0 ? null : (
        <fieldset className={styles['group']}>
          <legend>{t('moved-along')}</legend>
          {household.map((member) => (
            <Checkbox
              key={member.key} isSelected={form.along.includes(member.residentId)}
              onChange={(goes) => { change({ along: goes ? [...form.along, member.residentId] : form.along.filter((id) => id !== member.residentId) }); }}
            >
              {member.name}
            </Checkbox>
          ))}
          <p className={styles['muted']}>{t('moved-along-hint')}</p>
        </fieldset>
      )}
      <TextField label={t('moved-reason')} value={form.reason} onChange={(reason) => { change({ reason }); }} />
    </FormDialog>
  );
}
