import { Label, TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components';
import { FieldNotes, type FieldProps } from './field-parts.tsx';
import styles from './field.module.css';

interface TextAreaProps extends FieldProps<string> {
  placeholder?: string | undefined;
  rows: number;
}

export function TextArea({ label, value, onChange, description, error, autoFocus = false, placeholder, rows }: TextAreaProps) {
  return (
    <AriaTextField className={styles['field'] ?? ''} value={value} onChange={onChange} isInvalid={error !== undefined} autoFocus={autoFocus}>
      <Label className={styles['label'] ?? ''}>{label}</Label>
      <AriaTextArea className={styles['input'] ?? ''} rows={rows} placeholder={placeholder ?? ''} />
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  );
}
