import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferItem } from '#contract/views/queue.ts';
import type { ContactReason } from '#domain/vocabulary.ts';
import { useLive } from '../../engine-client/live.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { announce } from '../../ui/live-region.tsx';
import { Sensitive } from '../../ui/sensitive.tsx';
import { receiverOf } from './receivers.ts';
import styles from './transfer.module.css';

interface AlreadyHandedProps {
  item: TransferItem;
  onSave: (reason: ContactReason) => Promise<void>;
  onClose: () => void;
}

/** Where Casefront ended after a contact was handed over and before this person’s part was saved: says who has it, and saves that part. */
export function AlreadyHanded({ item, onSave, onClose }: AlreadyHandedProps) {
  const { t } = useTranslation('transfer');
  const to = receiverOf(item, useLive('reference', {}).collections);
  const [working, setWorking] = useState(false);
  const { reason } = item.handedOver;
  const save = async () => {
    if (working || reason === null) return;
    setWorking(true);
    announce(t('sent', { to }));
    await onSave(reason);
    onClose();
  };
  return (
    <Dialog
      title={t('title')} onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={onClose}>{t('cancel')}</Button>
          <Button variant="primary" autoFocus isDisabled={working} onPress={() => { void save(); }}>{t('already-save')}</Button>
        </>
      )}
    >
      <div className={styles['form']}>
        <Banner tone="info" title={t('already', { to, at: item.sentAt })}>{item.status === 'accepted' ? t('already-taken', { name: item.answeredByName ?? '' }) : t('already-waits')}</Banner>
        {item.words === '' ? null : <p className={styles['plain']}><Sensitive>{t('already-said', { words: item.words })}</Sensitive></p>}
      </div>
    </Dialog>
  );
}
