import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { Resident } from '#domain/records/people.ts';
import { Button } from '../../ui/button.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { MarkerDialog } from './marker-dialog.tsx';
import { NeedDialog } from './need-dialog.tsx';

interface CareActionsProps {
  subject: SubjectRef;
  /** What the record is called. */
  name: string;
  /** Null for an address: it has markers and no needs. */
  resident: Resident | null;
}

/** In the row of what may be done to a record: a need, and a marker on the person or the address. */
export function CareActions({ subject, name, resident }: CareActionsProps) {
  const { t } = useTranslation('care');
  const [open, setOpen] = useState<'need' | 'marker' | null>(null);
  const hasNeeds = resident !== null && resident.kind === 'person';
  useShortcut({ keys: 'i', label: t('add-need'), run: () => { setOpen('need'); }, enabled: hasNeeds });
  useShortcut({ keys: 'm', label: t('add-marker'), run: () => { setOpen('marker'); } });
  const close = () => { setOpen(null); };
  return (
    <>
      {hasNeeds ? <Button variant="secondary" size="small" shortcut="I" onPress={() => { setOpen('need'); }}>{t('add-need')}</Button> : null}
      <Button variant="secondary" size="small" shortcut="M" onPress={() => { setOpen('marker'); }}>{t('add-marker')}</Button>
      {open === 'need' && resident !== null ? <NeedDialog residentId={resident.id} name={name} need={null} onClose={close} /> : null}
      {open === 'marker' ? <MarkerDialog subject={subject} name={name} onClose={close} /> : null}
    </>
  );
}
