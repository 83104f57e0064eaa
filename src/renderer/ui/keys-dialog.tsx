import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Kbd } from './kbd.tsx';
import { shownKeys } from './key-match.ts';
import { useShortcut, useShortcuts } from './keys.ts';
import styles from './keys-dialog.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

const dialog = createStore(() => ({ open: false }));
export const showKeys = (): void => { dialog.setState({ open: true }); };

/** `?` lists every key that does something on this screen. Stands once in the page. */
export function KeysDialog() {
  const { t } = useTranslation('ui');
  const open = useStore(dialog, (state) => state.open);
  const shortcuts = useShortcuts();
  useShortcut({ keys: '?', label: t('keys-show'), run: showKeys });
  if (!open) return null;
  const close = () => { dialog.setState({ open: false }); };
  return (
    <Dialog title={t('keys-title')} onClose={close} actions={<Button variant="primary" autoFocus onPress={close}>{t('keys-close')}</Button>}>
      {shortcuts.length === 0 ? <p>{t('keys-none')}</p> : (
        <dl className={styles['keys']}>
          {shortcuts.map(({ keys, label }) => (
            <div key={keys} className={styles['row']}>
              <dt><Kbd keys={shownKeys(keys)} /><VisuallyHidden>{shownKeys(keys)}</VisuallyHidden></dt>
              <dd>{label}</dd>
            </div>
          ))}
        </dl>
      )}
    </Dialog>
  );
}
