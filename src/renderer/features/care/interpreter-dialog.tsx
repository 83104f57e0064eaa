import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asId, type ContactId, type InterpretingId } from '#domain/ids.ts';
import type { Need } from '#domain/records/care.ts';
import { interpretingKinds, type InterpretingKind } from '#domain/vocabulary.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { languageWords } from '../../ui/idiom.ts';
import { FormDialog, FormHint } from '../../ui/form-dialog.tsx';
import { announce } from '../../ui/live-region.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface InterpreterDialogProps {
  need: Need;
  name: string;
  language: string;
  contactId: string | null;
  onClose: () => void;
}

interface Form { id: string; kind: InterpretingKind; reference: string }

/** Who puts it into their language in this contact. A child who offers is declined, and that is noted. */
export function InterpreterDialog({ need, name, language, contactId, onClose }: InterpreterDialogProps) {
  const { t, i18n } = useTranslation(['care', 'vocabulary']);
  const signed = need.kind === 'bsl-interpreter';
  const spoken = languageWords(signed ? 'bfi' : language, i18n.language);
  const [begun] = useState<Form>(() => ({ id: newId(), kind: signed ? 'video' : 'telephone', reference: '' }));
  const [form, setForm, { discard }] = useDraft(`interpret:${need.residentId}:${contactId ?? 'none'}`, begun);
  const child = form.kind === 'child-declined';
  return (
    <FormDialog
      title={t('interpret-title', { name, language: spoken })} sensitive={name} save={t('interpret-save')} cancel={t('cancel')} ready={contactId !== null}
      give={() => giveCommand('note-interpreter', {
        interpretingId: asId<InterpretingId>(form.id), residentId: need.residentId, contactId: asId<ContactId>(contactId ?? ''), kind: form.kind, reference: form.reference, language: signed ? 'bfi' : language,
      })}
      onGiven={() => { discard(); announce(t('interpret-saved')); }} onCancel={discard} onClose={onClose}
    >
      <FormHint>{contactId === null ? t('interpret-contact') : t('interpret-lead', { language: spoken })}</FormHint>
      <RadioGroup label={t('interpret-kind')} value={form.kind} options={interpretingKinds.map((id) => ({ id, label: t(`vocabulary:interpreting.${id}`) }))} onChange={(kind) => { setForm({ ...form, kind: kind as InterpretingKind }); }} />
      {child ? <p><strong>{t('interpret-child')}</strong></p> : <TextField label={t('interpret-number')} value={form.reference} onChange={(reference) => { setForm({ ...form, reference }); }} autoFocus />}
    </FormDialog>
  );
}
