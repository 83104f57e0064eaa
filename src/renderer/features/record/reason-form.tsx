import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asId, type AccessId, type ResidentId } from '#domain/ids.ts';
import type { AccessKind } from '#domain/vocabulary.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { PartlySensitive } from '../../ui/sensitive.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './record.module.css';

function useReason(residentId: string, kind: AccessKind, onOpen: () => void) {
  const { t } = useTranslation('record');
  const [id] = useState(newId);
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const open = async () => {
    if (reason.trim() === '') {
      setFailure(t('reason-missing'));
      return;
    }
    const outcome = await giveCommand('open-record', { accessId: asId<AccessId>(id), residentId: asId<ResidentId>(residentId), kind, reason });
    if (outcome.ok) onOpen();
    else setFailure(outcome.failure.sentence);
  };
  return { reason, setReason, failure, open };
}

/** In place of a record that is opened only with a reason. */
export function SealedRecord({ residentId, name }: { residentId: string; name: string }) {
  const { t } = useTranslation('record');
  const titleId = useId();
  const { reason, setReason, failure, open } = useReason(residentId, 'record', () => undefined);
  return (
    <section aria-labelledby={titleId}>
      <h1 id={titleId} className={styles['title']}><PartlySensitive words={t('sealed-title', { name })} part={name} /></h1>
      <form className={styles['sealed']} onSubmit={(event) => { event.preventDefault(); void open(); }}>
        <p>{t('sealed-body')}</p>
        <TextArea label={t('sealed-reason')} rows={2} value={reason} onChange={setReason} error={failure ?? undefined} />
        <div><Button variant="primary" type="submit">{t('sealed-open')}</Button></div>
      </form>
    </section>
  );
}

export function AddressDialog({ residentId, name, onClose }: { residentId: string; name: string; onClose: () => void }) {
  const { t } = useTranslation('record');
  const { reason, setReason, failure, open } = useReason(residentId, 'address', onClose);
  return (
    <Dialog
      title={t('address-title', { name })} sensitive={name} onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={onClose}>{t('cancel')}</Button>
          <Button variant="danger" onPress={() => { void open(); }}>{t('address-show')}</Button>
        </>
      )}
    >
      <div className={styles['form']}>
        <p>{t('address-body')}</p>
        <TextArea label={t('sealed-reason')} rows={2} value={reason} onChange={setReason} autoFocus />
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </div>
    </Dialog>
  );
}
