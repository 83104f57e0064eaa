import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { changesBetween, type ChangeResidentArgs } from '#domain/residents/change-resident.ts';
import type { Property } from '#domain/records/council.ts';
import type { Resident } from '#domain/records/people.ts';
import type { Outcome } from '#contract/failures.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { newId } from '../../engine-client/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { detailsOf, isRenamed, nameMissing, spoken, tidied, type Details } from './details.ts';
import { DetailsForm } from './details-form.tsx';
import styles from './record.module.css';

interface ChangeDialogProps {
  title: string;
  /** What of the title a bystander must not read. */
  sensitive?: string;
  save: string;
  cancel: string;
  resident: Resident;
  property: Property | null;
  addressHidden: boolean;
  mayRestrict: boolean;
  draftKey: string;
  /** What stands in the form at first, beside the record as it is. */
  entered?: Partial<Details>;
  above?: ReactNode;
  send: (args: ChangeResidentArgs) => Promise<Outcome<unknown>>;
  onSaved: () => void;
  onClose: () => void;
}

/** The record and what is to become of it. What goes up are the fields that differ, with how they stood when this was opened. */
export function ChangeDialog({ title, sensitive, save, cancel, resident, property, addressHidden, mayRestrict, draftKey, entered = {}, above, send, onSaved, onClose }: ChangeDialogProps) {
  const { t } = useTranslation('record');
  const [changeId] = useState(newId);
  // As it stood when the form was opened: what others change meanwhile must not pass for what was seen.
  const [opened] = useState(resident);
  const [form, setForm, { discard }] = useDraft<{ seen: Details; details: Details; reason?: string }>(draftKey, { seen: detailsOf(opened), details: spoken({ ...detailsOf(opened), ...entered }) });
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const details = tidied(form.details);
  const { before, after } = changesBetween({ ...opened, ...form.seen }, { ...opened, ...details });
  const renamed = isRenamed(form.seen, details);
  const nothing = Object.keys(after).length === 0;
  const submit = async () => {
    setTried(true);
    if (working || nothing || nameMissing(details)) return;
    setWorking(true);
    setFailure(null);
    const outcome = await send({ changeId, residentId: resident.id, before, after, reason: renamed ? form.reason ?? '' : '' });
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      return;
    }
    discard();
    onSaved();
    onClose();
  };
  return (
    <Dialog
      title={title} sensitive={sensitive} size="wide" onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={() => { discard(); onClose(); }}>{cancel}</Button>
          <Button variant="primary" shortcut="Ctrl+Enter" isDisabled={working || nothing} onPress={() => { void submit(); }}>{save}</Button>
        </>
      )}
    >
      <div className={styles['form']} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(); }}>
        {above}
        <DetailsForm
          details={form.details} onChange={(next) => { setForm({ ...form, details: next }); }} home={property} addressHidden={addressHidden} mayRestrict={mayRestrict}
          nameFault={tried && nameMissing(details)} letters={!addressHidden}
          reason={renamed ? { value: form.reason ?? '', onChange: (reason) => { setForm({ ...form, reason }); } } : null}
        />
        {nothing ? <p className={styles['muted']}>{t('change-none')}</p> : null}
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </div>
    </Dialog>
  );
}
