import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** Nothing here, and what to do about it. */
export function EmptyState({ title, advice, children }: { title: string; advice: string; children?: ReactNode }) {
  return (
    <div className={styles['empty']}>
      <p className={styles['title']}>{title}</p>
      <p>{advice}</p>
      {children}
    </div>
  );
}
