import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Kbd } from './kbd.tsx';
import { shownKeys } from './key-match.ts';
import { useShortcut, useShortcuts } from './keys.ts';
import styles from './keys-dialog.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

/** `?` lists every key that does something on this screen. Stands once in the page. */
export function KeysDialog() {
  const { t } = useTranslation('ui');
  const [open, setOpen] = useState(false);
  const shortcuts = useShortcuts();
  useShortcut({ keys: '?', label: t('keys-show'), run: () => { setOpen(true); } });
  if (!open) return null;
  const close = () => { setOpen(false); };
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
