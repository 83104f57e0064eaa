import type { HTMLInputTypeAttribute } from 'react';
import { Input, Label, TextField as AriaTextField } from 'react-aria-components';
import { FieldNotes, type FieldProps } from './field-parts.tsx';
import styles from './field.module.css';

interface TextFieldProps extends FieldProps<string> {
  placeholder?: string | undefined;
  type?: HTMLInputTypeAttribute;
  /** Off unless told: the browser must not offer what was typed about somebody else. */
  autoComplete?: string;
}

export function TextField({ label, value, onChange, description, error, autoFocus = false, placeholder, type = 'text', autoComplete = 'off' }: TextFieldProps) {
  return (
    <AriaTextField
      className={styles['field'] ?? ''} value={value} onChange={onChange} isInvalid={error !== undefined} autoFocus={autoFocus}
      type={type} autoComplete={autoComplete} spellCheck="false"
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      <Input className={styles['input'] ?? ''} placeholder={placeholder ?? ''} />
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  );
}
