import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { WorklistItem } from '#contract/views/worklist.ts';
import { useLive } from '../../engine-client/live.ts';
import { useSession } from '../../engine-client/session.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { ChoiceList, ListPage } from '../../ui/list-page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { stepSelection } from './answer-options.ts';
import { ReadOutDialog } from './read-out-dialog.tsx';
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
const row = (item: WorklistItem) => <RequestRow key={item.key} item={item} />;

/** What waits for a team leader, oldest first, and one request in full beside it. */
export function Worklist({ selectedId, onSelect, onOpenSubject }: WorklistProps) {
  const { t } = useTranslation('worklist');
  const { collections } = useLive('worklist', {});
  const session = useSession();
  const person = session.phase === 'open' ? session.person : null;
  const waiting = collections?.waiting ?? NOTHING;
  const answered = collections?.answered ?? NOTHING;
  const ids = useMemo(() => [...waiting, ...answered].map((item) => item.escalation.id as string), [waiting, answered]);
  const selected = [...waiting, ...answered].find((item) => item.escalation.id === selectedId) ?? null;
  const first = waiting[0]?.escalation.id ?? null;

  useEffect(() => {
    // Chosen by its id and so for good: a key must never answer another request than the one on the screen because
    // the list moved.
    if (selectedId === null && first !== null) onSelect(first);
  }, [selectedId, first, onSelect]);
  useShortcut({ keys: 'j', label: t('key-next'), run: () => { onSelect(stepSelection(ids, selectedId, 1)); } });
  useShortcut({ keys: 'k', label: t('key-previous'), run: () => { onSelect(stepSelection(ids, selectedId, -1)); } });

  const [reading, setReading] = useState(false);
  useShortcut({ keys: 'o', label: t('read-out'), run: () => { setReading(true); }, enabled: person?.role === 'approver' });

  if (collections === null || person === null) return <Skeleton lines={10} label={t('loading')} />;
  return (
    <>
      <ListPage
        title={t('title')}
        actions={person.role === 'approver' ? <Button variant="secondary" size="small" shortcut="O" onPress={() => { setReading(true); }}>{t('read-out')}</Button> : null}
        lists={(
          <>
            <ChoiceList
              title={t('waiting')} items={waiting} selectedId={selectedId} onSelect={onSelect}
              none={<EmptyState title={t('waiting-none')} advice={t(person.role === 'approver' ? 'waiting-none-leader' : 'waiting-none-operative')} />}
            >{row}</ChoiceList>
            <ChoiceList title={t('answered')} items={answered} selectedId={selectedId} onSelect={onSelect} none={<p className={styles['muted']}>{t('answered-none')}</p>}>{row}</ChoiceList>
          </>
        )}
        detail={selected === null ? <EmptyState title={t('select')} advice={t('select-advice')} />
          : <RequestDetail key={selected.escalation.id} item={selected} person={person} onOpenSubject={onOpenSubject} />}
      />
      {reading ? <ReadOutDialog person={person} onClose={() => { setReading(false); }} /> : null}
    </>
  );
}
