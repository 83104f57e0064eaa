import { ProgressBar as AriaProgressBar } from 'react-aria-components';
import styles from './progress-bar.module.css';

interface ProgressBarProps {
  label: string;
  /** Between 0 and 1; null where nobody knows yet. */
  part: number | null;
}

export function ProgressBar({ label, part }: ProgressBarProps) {
  return (
    <AriaProgressBar className={styles['progress'] ?? ''} aria-label={label} isIndeterminate={part === null} value={(part ?? 0) * 100}>
      {({ percentage, valueText }) => (
        <>
          <span className={styles['words']}>
            <span>{label}</span>
            {part === null ? null : <span className={styles['percent']}>{valueText}</span>}
          </span>
          <span className={styles['track']}>
            <span className={styles['fill']} data-unknown={part === null} style={{ width: `${String(percentage ?? 30)}%` }} />
          </span>
        </>
      )}
    </AriaProgressBar>
  );
}
