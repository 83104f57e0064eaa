import { useTranslation } from 'react-i18next';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { LockLayout } from './lock-layout.tsx';
import styles from './lock.module.css';

/** Between the passphrase and the open desk. `name` is null while Casefront itself starts. */
export function OpeningScreen({ name }: { name: string | null }) {
  const { t } = useTranslation('lock');
  const title = name === null ? t('starting') : t('opening', { name });
  return (
    <LockLayout title={title} icon={null} council={null}>
      <div role="status" className={styles['opening']}>
        <ProgressBar label={title} part={null} />
        {name === null ? null : <p className={styles['lead']}>{t('opening-advice')}</p>}
      </div>
    </LockLayout>
  );
}
