import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeResidentArgs } from '#domain/residents/change-resident.ts';
import { correctionDraftKey, correctWork } from '../../engine-client/correct.ts';
import { useLive } from '../../engine-client/live.ts';
import { announce } from '../../ui/live-region.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ChangeDialog } from './change-dialog.tsx';

interface DetailsCorrectionProps {
  commandId: string;
  args: ChangeResidentArgs;
  why: ReactNode;
  mayRestrict: boolean;
  onClose: () => void;
  /** Where the record is not to be seen any more. */
  otherwise: ReactNode;
}

/** A change that somebody else was quicker with: what was entered, in the form of the record as it is now, beside what changed. */
export function DetailsCorrection({ commandId, args, why, mayRestrict, onClose, otherwise }: DetailsCorrectionProps) {
  const { t } = useTranslation('record');
  const { collections } = useLive('subject', { kind: 'resident', id: args.residentId });
  if (collections === null) return <Skeleton lines={2} label={t('correct-title')} />;
  const header = collections.header[0];
  if (header === undefined || header.resident === null) return otherwise;
  return (
    <ChangeDialog
      title={t('correct-title')} save={t('correct-send')} cancel={t('later')} resident={header.resident} property={header.property} addressHidden={header.addressHidden}
      mayRestrict={mayRestrict} draftKey={correctionDraftKey(commandId, args.residentId)} entered={args.after} onClose={onClose}
      above={<>{why}<p>{t('correct-beside')}</p></>}
      send={(corrected) => correctWork(commandId, 'change-resident', corrected)} onSaved={() => { announce(t('corrected')); }}
    />
  );
}
