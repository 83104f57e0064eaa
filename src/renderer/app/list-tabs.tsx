import type { ReactNode } from 'react';
import styles from './list-tabs.module.css';
import { Count } from './top-bar.tsx';

export interface ListTab<Id extends string> {
  id: Id;
  title: string;
  count: number;
  /** The count in words, for whoever hears it. */
  counted: string;
  open: () => void;
}

/** Several lists of one kind of work, side by side in one place; each has a key of its own. */
export function ListTabs<Id extends string>({ label, tabs, current, children }: { label: string; tabs: readonly ListTab<Id>[]; current: Id; children: ReactNode }) {
  return (
    <div className={styles['page']}>
      <nav aria-label={label} className={styles['tabs']}>
        {tabs.map(({ id, title, count, counted, open }) => (
          <button key={id} type="button" aria-current={id === current ? 'page' : undefined} onClick={open}>{title} <Count count={count} words={counted} /></button>
        ))}
      </nav>
      <div className={styles['list']}>{children}</div>
    </div>
  );
}
