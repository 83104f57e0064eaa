import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './error-text.module.css';

/** Why something did not work, beside what it is about; read out as it appears. */
export function ErrorText({ children }: { children: ReactNode }) {
  return (
    <p className={styles['error']} role="alert">
      <CircleAlert size={16} aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
