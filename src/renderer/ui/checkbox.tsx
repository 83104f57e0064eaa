import type { ReactNode } from 'react';
import styles from './field.module.css';

interface CheckboxProps {
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  children: ReactNode;
}

export function Checkbox({ isSelected, onChange, children }: CheckboxProps) {
  return (
    <label className={styles['choice']}>
      <input type="checkbox" checked={isSelected} onChange={(event) => { onChange(event.target.checked); }} />
      <span>{children}</span>
    </label>
  );
}
