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
          <KeepsField dialog={dialog} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/**
 * A field that had the focus has it back where the dialog itself takes it: half a second after it opened the library focuses the
 * dialog once more if nothing has the focus at that moment, as while a list closes, and what is typed then would go nowhere. Whoever
 * presses on the dialog, to select its words, keeps the focus there.
 */
function KeepsField({ dialog }: { dialog: RefObject<HTMLElement | null> }) {
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return undefined;
    const { activeElement } = document;
    let field = activeElement instanceof HTMLElement && activeElement !== element && element.contains(activeElement) ? activeElement : null;
    let pressed = false;
    const onFocus = ({ target }: FocusEvent): void => {
      if (target !== element) field = target instanceof HTMLElement ? target : null;
      else if (!pressed && field?.isConnected === true) field.focus({ preventScroll: true });
    };
    const onPress = (): void => { pressed = true; };
    const onRelease = (): void => { pressed = false; };
    element.addEventListener('focusin', onFocus);
    element.addEventListener('pointerdown', onPress);
    window.addEventListener('pointerup', onRelease);
    window.addEventListener('pointercancel', onRelease);
    return () => {
      element.removeEventListener('focusin', onFocus);
      element.removeEventListener('pointerdown', onPress);
      window.removeEventListener('pointerup', onRelease);
      window.removeEventListener('pointercancel', onRelease);
    };
  }, [dialog]);
  return null;
}
