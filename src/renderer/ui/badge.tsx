import type { ReactNode } from 'react';
import styles from './badge.module.css';

interface BadgeProps {
  tone?: 'neutral' | 'accent' | 'success' | 'warning' | 'danger';
  children: ReactNode;
}

/** A short state in words. The colour only repeats what the words say. */
export function Badge({ tone = 'neutral', children }: BadgeProps) {
  return <span className={styles['badge']} data-tone={tone}>{children}</span>;
}
