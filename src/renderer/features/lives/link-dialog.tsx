import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '#contract/views/search.ts';
import { asId, type LinkId, type ResidentId } from '#domain/ids.ts';
import type { Resident } from '#domain/records/people.ts';
import { isMutual } from '#domain/residents/links.ts';
import { linkKinds, type LinkKind } from '#domain/vocabulary.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { announce } from '../../ui/live-region.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './lives.module.css';
import { useFound } from '../../engine-client/use-found.ts';

interface Form { id: string; reading: string; otherId: string | null; otherName: string; words: string }

/** Every way to read a link from here: "parent of", and back again "child of" where that is another thing. */
const readings: readonly { id: string; kind: LinkKind; back: boolean }[] =
  linkKinds.flatMap((kind) => [{ id: kind, kind, back: false }, ...isMutual(kind) ? [] : [{ id: `${kind}-back`, kind, back: true }]]);

const textOf = ({ title, dateOfBirth, address }: SearchHit): string => [title, dateOfBirth, address].filter((part) => part !== null).join(' · ');

/** What somebody is to somebody else on the record. */
export function LinkDialog({ resident, onClose }: { resident: Resident; onClose: () => void }) {
  const { t } = useTranslation(['lives', 'vocabulary']);
  const [begun] = useState<Form>(() => ({ id: newId(), reading: resident.kind === 'organisation' ? 'landlord' : 'parent', otherId: null, otherName: '', words: '' }));
  const [form, setForm, { discard }] = useDraft(`link:${resident.id}`, begun);
  const [text, setText] = useState('');
  const found = useFound(text, 'resident')?.filter(({ subject }) => subject.id !== resident.id) ?? null;
  const reading = readings.find(({ id }) => id === form.reading) ?? { id: 'relative', kind: 'relative' as const, back: false };
  const give = () => {
    const other = asId<ResidentId>(form.otherId ?? '');
    return giveCommand('record-link', { linkId: asId<LinkId>(form.id), fromId: reading.back ? other : resident.id, toId: reading.back ? resident.id : other, kind: reading.kind, words: form.words });
  };
  return (
    <FormDialog
      title={t('link-title', { name: resident.preferredName })} sensitive={resident.preferredName} save={t('link-save')} cancel={t('cancel')} ready={form.otherId !== null} give={give}
      onGiven={() => { discard(); announce(t('link-saved', { name: form.otherName })); }} onCancel={discard} onClose={onClose}
    >
      <Select
        label={t('link-kind', { name: resident.preferredName })} value={form.reading} options={readings.map(({ id, kind, back }) => ({ id, label: t(`vocabulary:${back ? 'link-back' : 'link'}.${kind}`) }))}
        onChange={(next) => { setForm({ ...form, reading: next }); }}
      />
      <TextField label={t('link-other')} value={text} onChange={setText} autoFocus />
      {form.otherId === null ? null : <p aria-live="polite" className={styles['standing']}><strong>{form.otherName}</strong></p>}
      {found === null ? null : found.length === 0 ? <p role="status" className={styles['muted']}>{t('link-not-found', { text: text.trim() })}</p> : (
        <RadioGroup
          label={t('link-found')} value={form.otherId} options={found.map((hit) => ({ id: hit.subject.id, label: textOf(hit), sensitive: true }))}
          onChange={(otherId) => { setForm({ ...form, otherId, otherName: found.find(({ subject }) => subject.id === otherId)?.title ?? '' }); }}
        />
      )}
      <TextField label={t('link-words')} description={t('link-words-hint')} value={form.words} onChange={(next) => { setForm({ ...form, words: next }); }} />
    </FormDialog>
  );
}
