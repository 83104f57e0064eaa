import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseItem } from '#contract/views/subject.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useNow } from '../../ui/now.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { dateText } from '../../ui/time-text.ts';
import { arrangeCases, isOpen } from './arrange-cases.ts';
import styles from './case-list.module.css';

interface CaseListProps {
  /** Null while they load. */
  cases: readonly CaseItem[] | null;
  onOpenCase: (caseId: string) => void;
}

export function CaseList({ cases, onOpenCase }: CaseListProps) {
  const { t } = useTranslation('resident');
  const [showClosed, setShowClosed] = useState(false);
  if (cases === null) return <Skeleton lines={3} label={t('cases.title')} />;
  if (cases.length === 0) return <EmptyState title={t('cases.none')} advice={t('cases.none-advice')} />;
  const { open, closed } = arrangeCases(cases);
  const shown = showClosed || open.length === 0 ? [...open, ...closed] : open;
  return (
    <>
      <ul className={styles['list']}>
        {shown.map((item) => <CaseRow key={item.key} item={item} onOpenCase={onOpenCase} />)}
      </ul>
      {open.length > 0 && closed.length > 0 ? (
        <div className={styles['more']}>
          <Button variant="quiet" size="small" aria-expanded={showClosed} onPress={() => { setShowClosed((before) => !before); }}>
            {t('cases.closed', { count: closed.length })}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function CaseRow({ item, onOpenCase }: { item: CaseItem; onOpenCase: (caseId: string) => void }) {
  const { t, i18n } = useTranslation(['resident', 'vocabulary']);
  const now = useNow();
  const status = t(`vocabulary:case-status.${item.status}`);
  const open = isOpen(item);
  const overdue = open && item.dueAt !== null && item.dueAt < now;
  const on = (at: number): string => dateText(at, now, i18n.language);
  return (
    <li className={styles['case']} data-open={open}>
      <Button variant="link" onPress={() => { onOpenCase(item.id); }}><Sensitive>{item.title}</Sensitive></Button>
      <Badge tone={open ? 'accent' : 'neutral'}>{status}</Badge>
      <span className={styles['facts']}>
        <span>{item.serviceName}</span>
        <span className={styles['reference']}>{item.reference}</span>
        {overdue && item.dueAt !== null ? <Badge tone="warning">{t('cases.overdue', { date: on(item.dueAt) })}</Badge> : null}
        {open && !overdue && item.dueAt !== null ? <span>{t('cases.due', { date: on(item.dueAt) })}</span> : null}
        {!open && item.closedAt !== null ? <span>{t('cases.closed-on', { date: on(item.closedAt) })}</span> : null}
      </span>
    </li>
  );
}
