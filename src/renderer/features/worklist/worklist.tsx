import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef, WorklistItem } from '#contract/views.ts';
import { useLive } from '../../engine-client/live.ts';
import { useSession } from '../../engine-client/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { stepSelection } from './answer-options.ts';
import { RequestDetail } from './request-detail.tsx';
import { RequestRow } from './request-row.tsx';
import styles from './worklist.module.css';

interface WorklistProps {
  /** The escalation shown on the right; null for none. */
  selectedId: string | null;
  onSelect: (escalationId: string | null) => void;
  onOpenSubject: (subject: SubjectRef) => void;
}

const NOTHING: readonly WorklistItem[] = [];

/** What waits for a team leader, oldest first, and one request in full beside it. */
export function Worklist({ selectedId, onSelect, onOpenSubject }: WorklistProps) {
  const { t } = useTranslation('worklist');
  const { collections } = useLive('worklist', {});
  const session = useSession();
  const person = session.phase === 'open' ? session.person : null;
  const waiting = collections?.waiting ?? NOTHING;
  const answered = collections?.answered ?? NOTHING;
  const all = useMemo(() => [...waiting, ...answered], [waiting, answered]);
  const selected = all.find((item) => item.escalation.id === selectedId) ?? null;
  const step = (by: 1 | -1) => {
    onSelect(stepSelection(all.map((item) => item.escalation.id), selectedId, by));
  };
  useShortcut({ keys: 'j', label: t('key-next'), run: () => { step(1); } });
  useShortcut({ keys: 'k', label: t('key-previous'), run: () => { step(-1); } });

  if (collections === null || person === null) return <Skeleton lines={10} label={t('loading')} />;
  const leader = person.role === 'approver';
  return (
    <div className={styles['worklist']}>
      <div className={styles['lists']}>
        <h1 className={styles['title']}>{t('title')}</h1>
        <RequestList
          title={t('waiting')} items={waiting} selectedId={selectedId} onSelect={onSelect} onStep={step}
          none={<EmptyState title={t('waiting-none')} advice={t(leader ? 'waiting-none-leader' : 'waiting-none-operative')} />}
        />
        <RequestList
          title={t('answered')} items={answered} selectedId={selectedId} onSelect={onSelect} onStep={step}
          none={<p className={styles['muted']}>{t('answered-none')}</p>}
        />
      </div>
      <div className={styles['detail']}>
        {selected === null
          ? <EmptyState title={t('select')} advice={t('select-advice')} />
          : <RequestDetail key={selected.escalation.id} item={selected} person={person} onOpenSubject={onOpenSubject} />}
      </div>
    </div>
  );
}

interface RequestListProps {
  title: string;
  items: readonly WorklistItem[];
  selectedId: string | null;
  onSelect: (escalationId: string) => void;
  onStep: (by: 1 | -1) => void;
  none: React.ReactNode;
}

function RequestList({ title, items, selectedId, onSelect, onStep, none }: RequestListProps) {
  return (
    <section aria-label={title}>
      <h2 className={styles['listTitle']}>{title} <span className={styles['muted']}>{items.length}</span></h2>
      {items.length === 0 ? none : (
        <ul
          className={styles['list']}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
            event.preventDefault();
            onStep(event.key === 'ArrowDown' ? 1 : -1);
          }}
        >
          {items.map((item) => (
            <RequestRow
              key={item.key} item={item} selected={item.escalation.id === selectedId}
              onSelect={() => { onSelect(item.escalation.id); }}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
