import { useTranslation } from 'react-i18next';
import { useLive } from '../../engine-client/live.ts';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PromiseList } from './promise-list.tsx';
import styles from './promises.module.css';

/** What this person has promised, and what colleagues have: any desk can keep it. */
export function PromisesPanel({ onOpenResident }: { onOpenResident: (residentId: string) => void }) {
  const { t } = useTranslation('promises');
  const { collections } = useLive('promises', {});
  const list = (items: NonNullable<typeof collections>['mine'] | null, label: string, none: string) =>
    items === null ? <Skeleton lines={2} label={t('loading')} /> : items.length === 0 ? <p className={styles['none']}>{none}</p> : <PromiseList items={items} label={label} onOpenResident={onOpenResident} />;
  return (
    <>
      <Panel title={t('mine')}>{list(collections?.mine ?? null, t('mine'), t('mine-none'))}</Panel>
      <Panel title={t('others')}>{list(collections?.others ?? null, t('others'), t('others-none'))}</Panel>
    </>
  );
}
