import { useId } from 'react';
import styles from './meter.module.css';

interface MeterProps {
  /** Says the numbers too: the bar alone tells nobody an amount. */
  label: string;
  value: number;
  max: number;
}

export function Meter({ label, value, max }: MeterProps) {
  const id = useId();
  const part = max <= 0 ? 1 : Math.min(1, Math.max(0, value / max));
  return (
    <div className={styles['meter']}>
      <span id={id}>{label}</span>
      <div
        role="meter" aria-labelledby={id} aria-valuemin={0} aria-valuemax={max} aria-valuenow={Math.min(value, max)} aria-valuetext={label}
        className={styles['track']} data-full={part >= 1}
      >
        <span className={styles['fill']} style={{ width: `${String(part * 100)}%` }} />
      </div>
    </div>
  );
}
