import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { invoke } from '../../engine-client/bridge.ts';
import { useLive } from '../../engine-client/live.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ReconciliationDialog, useMayReadReports } from './reconciliation-dialog.tsx';
import { restoredSentences } from './restored-words.ts';
import styles from './sync.module.css';

interface RestoredLineProps {
  onOpenResident: (residentId: string) => void;
  /** Also after it was read: on the sync screen, where somebody looks for it. */
  always?: boolean;
}

/** One plain line about what happened when the centre was restored; over the work it stays until it has been read. */
export function RestoredLine({ onOpenResident, always = false }: RestoredLineProps) {
  const { t } = useTranslation('sync');
  const mayRead = useMayReadReports();
  const restored = useLive('sync', {}).collections?.restored[0];
  const [open, setOpen] = useState(false);
  if (restored === undefined || (restored.seen && !always)) return null;
  return (
    <>
      <Banner tone={restored.needYou > 0 ? 'warning' : 'info'} role="status" title={restoredSentences(restored).map(({ key, values }) => t(key, values)).join(' ')}>
        <span className={styles['buttons']}>
          {mayRead ? <Button variant="secondary" size="small" onPress={() => { setOpen(true); }}>{t('reconciliation-open')}</Button> : null}
          {restored.left > 0 || restored.seen ? null : <Button variant="quiet" size="small" onPress={() => { void invoke('restore.seen'); }}>{t('restored-seen')}</Button>}
        </span>
      </Banner>
      {open ? <ReconciliationDialog onClose={() => { setOpen(false); }} onOpenResident={onOpenResident} /> : null}
    </>
  );
}
