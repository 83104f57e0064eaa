import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export function DiscardDialog({ onKeep, onDiscard }: { onKeep: () => void; onDiscard: () => void }) {
  const { t } = useTranslation('contact');
  return (
    <Dialog
      title={t('discard-title')} onClose={onKeep}
      actions={(
        <>
          <Button variant="secondary" autoFocus onPress={onKeep}>{t('discard-keep')}</Button>
          <Button variant="danger" onPress={onDiscard}>{t('discard-confirm')}</Button>
        </>
      )}
    >
      <p>{t('discard-body')}</p>
    </Dialog>
  );
}
