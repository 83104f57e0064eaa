import { useTranslation } from 'react-i18next';
import type { AttentionItem } from '#contract/views/sync.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './sync.module.css';
import { WhyItCameBack } from './why-it-came-back.tsx';

/** Where the form can't open: the resident is out of sight, the clause is gone, or somebody has answered already. */
export function CannotCorrect({ item, onClose }: { item: AttentionItem; onClose: () => void }) {
  const { t } = useTranslation('sync');
  return (
    <Dialog title={t('edit-title')} onClose={onClose} actions={<Button variant="primary" onPress={onClose}>{t('close')}</Button>}>
      <div className={styles['panel']}>
        <WhyItCameBack item={item} />
        <p>{t('edit-impossible')}</p>
      </div>
    </Dialog>
  );
}
