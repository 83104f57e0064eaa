import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateItem } from '#contract/views/duplicates.ts';
import type { Resident } from '#domain/records/people.ts';
import { Button } from '../../ui/button.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { OtherRecordDialog } from './other-record-dialog.tsx';

/** Beside what else may be done to the record. */
export function OtherRecordButton({ resident, twice, onOpenDuplicate }: { resident: Resident; twice: readonly DuplicateItem[]; onOpenDuplicate: (duplicateId: string) => void }) {
  const { t } = useTranslation('duplicates');
  const [open, setOpen] = useState(false);
  useShortcut({ keys: 'o', label: t('other'), run: () => { setOpen(true); } });
  return (
    <>
      <Button variant="quiet" size="small" shortcut="O" onPress={() => { setOpen(true); }}>{t('other')}</Button>
      {open ? <OtherRecordDialog resident={resident} twice={twice} onOpenDuplicate={onOpenDuplicate} onClose={() => { setOpen(false); }} /> : null}
    </>
  );
}
