import styles from './skeleton.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

/** Holds the place of something on its way. It shows after a moment only: most things come sooner. */
export function Skeleton({ lines, label }: { lines: number; label: string }) {
  return (
    <div className={styles['skeleton']} role="status">
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: lines }, (_, index) => <span key={index} className={styles['line']} />)}
    </div>
  );
}
