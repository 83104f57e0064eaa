import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { LifeChangeItem } from '#contract/views/subject.ts';
import { Button } from '../../ui/button.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import styles from './lives.module.css';

interface HistoryListProps {
  /** Whose: of an address it is who lived there. */
  subject: SubjectRef;
  items: readonly LifeChangeItem[];
  onOpenSubject: (subject: SubjectRef) => void;
}

/** Where somebody lived and what they were called, or who lived at an address: what a move or a new name does not wipe out. */
export function HistoryList({ subject, items, onOpenSubject }: HistoryListProps) {
  const { t, i18n } = useTranslation('lives');
  if (items.length === 0) return null;
  const title = t(subject.kind === 'property' ? 'lived-here' : 'history');
  const day = (date: string): string => calendarDateWords(date, i18n.language);
  return (
    <section className={styles['part']} aria-label={title}>
      <h3 className={styles['title']}>{title}</h3>
      <ul className={styles['list']}>
        {items.map((item) => (
          <li key={item.key}>
            {subject.kind === 'property' ? (
              <>
                <Button variant="link" onPress={() => { onOpenSubject({ kind: 'resident', id: item.residentId }); }}>{item.name}</Button>
                <span className={styles['muted']}>{t('lived-until', { date: day(item.happenedOn) })}</span>
              </>
            ) : <span>{sentence(item)}</span>}
            {item.reason === '' ? null : <span className={styles['muted']}>{item.reason}</span>}
          </li>
        ))}
      </ul>
    </section>
  );

  function sentence(item: LifeChangeItem): string {
    const date = day(item.happenedOn);
    if (item.kind === 'renamed') return t('history-renamed', { name: item.fromName, date });
    return item.fromAddress === null ? t('history-moved-unknown', { date }) : t('history-moved', { address: item.fromAddress, date });
  }
}
