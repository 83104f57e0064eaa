import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CountedItem } from '#contract/views/governance.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/now.ts';
import { dateTimeText } from '../../ui/time-text.ts';
import styles from './governance.module.css';

interface CountedTableProps {
  label: string;
  items: readonly CountedItem[];
  /** How many there are, of which `items` are the first. */
  count: number;
  onOpenSubject: (subject: SubjectRef) => void;
  /** A last column of its own. */
  why?: ((item: CountedItem) => ReactNode) | undefined;
}

/** Decisions and requests behind a number, each with the way to its resident. */
export function CountedTable({ label, items, count, onOpenSubject, why }: CountedTableProps) {
  const { t, i18n } = useTranslation('governance');
  const now = useNow();
  return (
    <>
      <table className={styles['table']} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('col-decision')}</th><th scope="col">{t('col-resident')}</th><th scope="col">{t('col-amount')}</th><th scope="col">{t('col-when')}</th>
            {why === undefined ? null : <th scope="col">{t('col-why')}</th>}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.key}>
              <td>{item.title} <span className={styles['muted']}>{item.reference}</span></td>
              <td><Button variant="link" onPress={() => { onOpenSubject({ kind: 'resident', id: item.residentId }); }}>{item.residentName}</Button></td>
              <td>{item.amount}</td>
              <td>{dateTimeText(item.at, now, i18n.language)} <span className={styles['muted']}>{item.by}</span></td>
              {why === undefined ? null : <td>{why(item)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {items.length < count ? <p className={styles['muted']}>{t('more', { shown: items.length, count })}</p> : null}
    </>
  );
}
