import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { WorkItem } from '#contract/views/sync.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/now.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import { dateTimeText } from '../../ui/time-text.ts';
import styles from './sync-page.module.css';

interface WorkTableProps {
  kind: 'unsent' | 'accepted';
  items: readonly WorkItem[];
  /** Of which `items` are the first. */
  count: number;
  onOpenSubject: (subject: SubjectRef) => void;
}

/** Work on its way or arrived: what, for whom, when, and what the centre said. */
export function WorkTable({ kind, items, count, onOpenSubject }: WorkTableProps) {
  const { t, i18n } = useTranslation('sync');
  const now = useNow();
  if (items.length === 0) return <p className={styles['none']}>{t(`${kind}-none`)}</p>;
  const when = (at: number | null): string => (at === null ? t('not-yet') : dateTimeText(at, now, i18n.language));
  return (
    <>
      <table className={styles['work']}>
        <thead>
          <tr><th scope="col">{t('col-what')}</th><th scope="col">{t('col-whom')}</th><th scope="col">{t('col-made')}</th><th scope="col">{t('col-sent')}</th><th scope="col">{t('col-answer')}</th></tr>
        </thead>
        <tbody>
          {items.map(({ key, name, residentId, residentName, madeAt, sentAt, answeredAt }) => (
            <tr key={key}>
              <td>{t(`command-${name}`)}</td>
              <td>
                {residentId === null || residentName === null ? <span className={styles['muted']}>{t('nobody-named')}</span>
                  : <Button variant="link" onPress={() => { onOpenSubject({ kind: 'resident', id: residentId }); }}><Sensitive>{residentName}</Sensitive></Button>}
              </td>
              <td>{when(madeAt)}</td>
              <td>{when(sentAt)}</td>
              <td>{answeredAt === null ? t(sentAt === null ? 'answer-waiting' : 'answer-asked') : t('answer-accepted', { at: answeredAt })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {count <= items.length ? null : <p className={styles['none']}>{t('work-more', { count: count - items.length })}</p>}
    </>
  );
}
