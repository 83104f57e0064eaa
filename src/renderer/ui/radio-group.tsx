import { useId } from 'react';
import { ErrorText } from './error-text.tsx';
import type { FieldProps } from './field-parts.tsx';
import styles from './field.module.css';
import { Sensitive } from './sensitive.tsx';

interface RadioGroupProps extends Omit<FieldProps<string | null>, 'onChange'> {
  /** `sensitive`: names somebody, or where they live. */
  options: readonly { id: string; label: string; sensitive?: boolean }[];
  onChange: (id: string) => void;
}

export function RadioGroup({ label, value, onChange, options, description, error }: RadioGroupProps) {
  const id = useId();
  return (
    <div
      role="radiogroup" className={styles['field']} aria-labelledby={`${id}-label`} aria-describedby={`${id}-notes`} aria-invalid={error !== undefined}
    >
      <span id={`${id}-label`} className={styles['label']}>{label}</span>
      <div className={styles['choices']}>
        {options.map((option) => (
          <label key={option.id} className={styles['choice']}>
            <input type="radio" name={id} checked={option.id === value} onChange={() => { onChange(option.id); }} />
            <span>{option.sensitive === true ? <Sensitive>{option.label}</Sensitive> : option.label}</span>
          </label>
        ))}
      </div>
      <div id={`${id}-notes`} className={styles['description']}>
        {description}
        {error === undefined ? null : <ErrorText>{error}</ErrorText>}
      </div>
    </div>
  );
}
