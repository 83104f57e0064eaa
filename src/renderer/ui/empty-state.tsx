import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  title: string;
  advice: string;
  /** Where it stands for a whole page, its title is the page's. */
  page?: boolean;
  children?: ReactNode;
}

/** Nothing here, and what to do about it. */
export function EmptyState({ title, advice, page = false, children }: EmptyStateProps) {
  const Title = page ? 'h1' : 'p';
  return (
    <div className={styles['empty']}>
      <Title className={styles['title']}>{title}</Title>
      <p>{advice}</p>
      {children}
    </div>
  );
}
