import type { KeyboardEvent } from 'react';
import { Button } from './button.tsx';
import { ErrorText } from './error-text.tsx';
import styles from './say-form.module.css';
import { TextArea } from './text-area.tsx';

interface SayFormProps {
  label: string;
  send: string;
  words: string;
  onChange: (words: string) => void;
  onSend: () => void;
  working: boolean;
  failure: string | null;
  autoFocus?: boolean;
}

/** A few words and a button; Ctrl+Enter sends, too. */
export function SayForm({ label, send, words, onChange, onSend, working, failure, autoFocus = false }: SayFormProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    // The form around it has a Ctrl+Enter of its own.
    event.stopPropagation();
    if (!working && words.trim() !== '') onSend();
  };
  return (
    <div className={styles['say']} onKeyDown={onKeyDown}>
      <TextArea label={label} rows={2} value={words} onChange={onChange} autoFocus={autoFocus} />
      <Button variant="secondary" shortcut="Ctrl+Enter" isDisabled={working || words.trim() === ''} onPress={onSend}>{send}</Button>
      {failure === null ? null : <ErrorText>{failure}</ErrorText>}
    </div>
  );
}
