import { useTranslation } from 'react-i18next';
import type { AccessItem } from '#contract/views/subject.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './record.module.css';

/** Who opened what needs a reason, the newest first. */
export function AccessLogDialog({ name, items, onClose }: { name: string; items: readonly AccessItem[]; onClose: () => void }) {
  const { t } = useTranslation(['record', 'vocabulary']);
  return (
    <Dialog title={t('access-title', { name })} sensitive={name} size="wide" onClose={onClose} actions={<Button variant="primary" onPress={onClose}>{t('close')}</Button>}>
      {items.length === 0 ? <EmptyState title={t('access-none')} advice={t('access-none-advice')} /> : (
        <table className={styles['log']}>
          <thead><tr><th scope="col">{t('access-when')}</th><th scope="col">{t('access-who')}</th><th scope="col">{t('access-what')}</th><th scope="col">{t('access-why')}</th></tr></thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.key}>
                <td>{t('access-at', { at: item.at })}</td>
                <td>{item.staffName}</td>
                <td>{t(`vocabulary:access-kind.${item.kind}`)}</td>
                <td>{item.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}
