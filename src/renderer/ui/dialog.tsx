import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { CrossButton } from './cross-button.tsx';
import styles from './dialog.module.css';
import { noteDialog } from './keys.ts';
import { PartlySensitive } from './sensitive.tsx';

interface DialogProps {
  title: string;
  /** What of the title a bystander must not read, as a name. */
  sensitive?: string | undefined;
  size?: 'normal' | 'wide';
  /** Escape and the cross close it; a press beside it does not, for it may hold what somebody typed. */
  onClose: () => void;
  actions?: ReactNode;
  /** `alertdialog` interrupts: for a question that throws something away. */
  role?: 'dialog' | 'alertdialog';
  children: ReactNode;
}

/** Open as long as it is drawn. The focus goes into it, stays in it, and returns to where it came from. */
export function Dialog({ title, sensitive, size = 'normal', onClose, actions, role = 'dialog', children }: DialogProps) {
  const { t } = useTranslation('ui');
  useEffect(() => noteDialog(), []);
  // A second Escape while it is already closing must not reach a new one.
  const close = useRef(onClose);
  useEffect(() => { close.current = onClose; }, [onClose]);
  const dialog = useRef<HTMLElement>(null);
  return (
    <ModalOverlay className={styles['overlay'] ?? ''} isOpen onOpenChange={(open) => { if (!open) close.current(); }}>
      <Modal className={styles['modal'] ?? ''} data-size={size}>
        <AriaDialog ref={dialog} className={styles['dialog'] ?? ''} role={role}>
          <header className={styles['head']}>
            <Heading slot="title" level={2} className={styles['title'] ?? ''}><PartlySensitive words={title} part={sensitive} /></Heading>
            <CrossButton label={t('close')} onPress={onClose} />
          </header>
          <div className={styles['body']}>{children}</div>
          {actions === undefined ? null : <footer className={styles['actions']}>{actions}</footer>}
          <FocusAtOnce dialog={dialog} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/**
 * Last in a dialog, so that a field that asks for the focus has it by then. Where nothing can be typed yet it focuses the dialog,
 * before the library does: that would take the focus once more half a second later, from whatever had it at that moment, and with it
 * the keys of whoever types already.
 */
function FocusAtOnce({ dialog }: { dialog: RefObject<HTMLElement | null> }) {
  useEffect(() => {
    if (dialog.current?.contains(document.activeElement) === false) dialog.current.focus({ preventScroll: true });
  }, [dialog]);
  return null;
}
