import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HouseholdItem } from '#contract/views/subject.ts';
import type { Resident } from '#domain/records/people.ts';
import { Button } from '../../ui/button.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { MoveDialog } from './move-dialog.tsx';

/** Beside what else may be done to the record. */
export function MovedButton({ resident, household }: { resident: Resident; household: readonly HouseholdItem[] }) {
  const { t } = useTranslation('lives');
  const [open, setOpen] = useState(false);
  useShortcut({ keys: 'h', label: t('moved'), run: () => { setOpen(true); } });
  return (
    <>
      <Button variant="quiet" size="small" shortcut="H" onPress={() => { setOpen(true); }}>{t('moved')}</Button>
      {open ? <MoveDialog resident={resident} household={household} onClose={() => { setOpen(false); }} /> : null}
    </>
  );
}
