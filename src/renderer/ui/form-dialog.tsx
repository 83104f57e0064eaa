import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Outcome } from '#contract/failures.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorText } from './error-text.tsx';
import styles from './form-dialog.module.css';

interface FormDialogProps {
  title: string;
  /** What of the title a bystander must not read, as a name. */
  sensitive?: string | undefined;
  size?: 'normal' | 'wide';
  save: string;
  cancel: string;
  danger?: boolean;
  /** False while something needed is missing; the button says so by being off. */
  ready?: boolean;
  give: () => Promise<Outcome<unknown>>;
  /** For a form of one line: Enter alone sends it. */
  enterSends?: boolean;
  /** After it was taken, before the dialog goes: forget the draft, say so. */
  onGiven: () => void;
  /** Thrown away on purpose. Escape and the cross keep what was typed. */
  onCancel?: () => void;
  onClose: () => void;
  /** Further buttons, before the one that saves. */
  more?: ReactNode;
  children: ReactNode;
}

/** A form that gives one command: Ctrl+Enter or its button sends it once, and what was wrong stands below the fields. */
export function FormDialog({ title, sensitive, size = 'normal', save, cancel, danger = false, ready = true, give, enterSends = false, onGiven, onCancel, onClose, more, children }: FormDialogProps) {
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const submit = async () => {
    if (working || !ready) return;
    setWorking(true);
    setFailure(null);
    const outcome = await give();
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      return;
    }
    onGiven();
    onClose();
  };
  const sends = ({ key, ctrlKey, metaKey, nativeEvent }: KeyboardEvent): boolean => key === 'Enter' && !nativeEvent.isComposing && (enterSends || ctrlKey || metaKey);
  return (
    <Dialog
      title={title} sensitive={sensitive} size={size} onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={() => { onCancel?.(); onClose(); }}>{cancel}</Button>
          {more}
          <Button variant={danger ? 'danger' : 'primary'} shortcut="Ctrl+Enter" isDisabled={working || !ready} onPress={() => { void submit(); }}>{save}</Button>
        </>
      )}
    >
      <div className={styles['form']} onKeyDown={(event) => { if (sends(event)) void submit(); }}>
        {children}
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </div>
    </Dialog>
  );
}

/** Fields side by side where there is room. */
export const FormRow = ({ children }: { children: ReactNode }) => <div className={styles['row']}>{children}</div>;
export const FormHint = ({ children }: { children: ReactNode }) => <p className={styles['hint']}>{children}</p>;
