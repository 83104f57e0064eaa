import { useTranslation } from 'react-i18next';
import type { MarkerTask } from '#contract/views/care.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Sensitive } from '../../ui/sensitive.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './care.module.css';
import { MarkerBody } from './marker-row.tsx';

interface MarkersPageProps {
  staffId: string;
  onOpenSubject: (subject: SubjectRef) => void;
}

/** A leader’s list: markers that wait for a second person, and those past their review. They go on protecting meanwhile. */
export function MarkersPage({ staffId, onOpenSubject }: MarkersPageProps) {
  const { t } = useTranslation('care');
  const { collections } = useLive('markers', {});
  const counts = collections?.counts[0];
  return (
    <div className={styles['page']}>
      <div>
        <h1 className={styles['title']}>{t('list-title')}</h1>
        <p className={styles['none']}>{t('list-lead')}</p>
      </div>
      <Panel title={t('list-approval')}><Tasks items={collections?.approval ?? null} count={counts?.approval ?? 0} none={t('list-approval-none')} staffId={staffId} onOpenSubject={onOpenSubject} /></Panel>
      <Panel title={t('list-review')}><Tasks items={collections?.review ?? null} count={counts?.review ?? 0} none={t('list-review-none')} staffId={staffId} onOpenSubject={onOpenSubject} /></Panel>
    </div>
  );
}

interface TasksProps extends MarkersPageProps {
  items: readonly MarkerTask[] | null;
  count: number;
  none: string;
}

function Tasks({ items, count, none, staffId, onOpenSubject }: TasksProps) {
  const { t } = useTranslation('care');
  if (items === null) return <Skeleton lines={3} label={t('list-loading')} />;
  if (items.length === 0) return <p className={styles['none']}>{none}</p>;
  return (
    <>
      {count > items.length ? <p className={styles['none']}>{t('list-more', { shown: items.length, count })}</p> : null}
      <ul className={styles['tasks']}>
        {items.map((item) => (
          <li key={item.key} className={styles['task']}>
            <p className={styles['line']}>
              <Button variant="link" onPress={() => { onOpenSubject(item.subject); }}><Sensitive>{item.title}</Sensitive></Button>
              {item.address === null ? null : <span className={styles['muted']}><Sensitive>{item.address}</Sensitive></span>}
            </p>
            <MarkerBody marker={item} name={item.title} leads staffId={staffId} folded={false} />
          </li>
        ))}
      </ul>
    </>
  );
}
