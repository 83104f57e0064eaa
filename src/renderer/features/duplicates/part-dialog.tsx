import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergedItem } from '#contract/views/duplicates.ts';
import { asId, type MergeId } from '#domain/ids.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { Sensitive } from '../../ui/sensitive.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './duplicates.module.css';

/** It was a mistake: two records again. */
export function PartDialog({ item, onClose }: { item: MergedItem; onClose: () => void }) {
  const { t } = useTranslation('duplicates');
  const [reasons, setReasons, { discard }] = useDraft(`part:${item.mergeId}`, '');
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const save = async () => {
    setWorking(true);
    const outcome = await giveCommand('part-residents', { mergeId: asId<MergeId>(item.mergeId), reasons });
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      return;
    }
    discard();
    announce(t('done-part'));
    onClose();
  };
  return (
    <Dialog
      title={t('part-title')} onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={() => { discard(); onClose(); }}>{t('cancel')}</Button>
          <Button variant="danger" isDisabled={working || reasons.trim() === ''} onPress={() => { void save(); }}>{t('part-save')}</Button>
        </>
      )}
    >
      <div className={styles['form']}>
        <p><Sensitive>{t('part-effect', { name: item.name, other: item.otherName })}</Sensitive></p>
        <TextArea label={t('part-reasons')} rows={3} value={reasons} onChange={setReasons} autoFocus />
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </div>
    </Dialog>
  );
}
