import type { ReactNode } from 'react';
import { FieldError, Text } from 'react-aria-components';
import { ErrorText } from './error-text.tsx';
import styles from './field.module.css';

/** What stands below a control: its hint, and why it is not right. React Aria ties both to the control by their slots. */
export function FieldNotes({ description, error }: { description?: string | undefined; error?: string | undefined }) {
  return (
    <>
      {description === undefined ? null : <Text slot="description" className={styles['description'] ?? ''}>{description}</Text>}
      <FieldError elementType="div" className={styles['error'] ?? ''}>{error === undefined ? null : <ErrorText>{error}</ErrorText>}</FieldError>
    </>
  );
}

export interface Choice {
  id: string;
  label: ReactNode;
}
export interface FieldProps<V> {
  label: string;
  value: V;
  onChange: (value: V) => void;
  description?: string | undefined;
  /** Why what is there is not right, and what would be. */
  error?: string | undefined;
  autoFocus?: boolean | undefined;
}
