import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferItem } from '#contract/views/queue.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './transfer.module.css';

/** Gives back what one can't take, with a word for whoever sent it. */
export function DeclineDialog({ item, onClose }: { item: TransferItem; onClose: () => void }) {
  const { t } = useTranslation('transfer');
  const [words, setWords, { discard }] = useDraft(`decline:${item.id}`, '');
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const send = async () => {
    if (working) return;
    setWorking(true);
    const outcome = await giveCommand('answer-transfer', { transferId: item.id, answer: 'decline', words, nextContactId: null });
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      return;
    }
    discard();
    announce(t('declined', { from: item.fromName }));
    onClose();
  };
  return (
    <Dialog
      title={t('decline-title')} onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={() => { discard(); onClose(); }}>{t('cancel')}</Button>
          <Button variant="primary" shortcut="Ctrl+Enter" isDisabled={working} onPress={() => { void send(); }}>{t('decline-send')}</Button>
        </>
      )}
    >
      <div className={styles['form']} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send(); }}>
        <TextArea label={t('decline-words')} rows={2} value={words} onChange={setWords} autoFocus />
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </div>
    </Dialog>
  );
}
