import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Kbd } from './kbd.tsx';
import { arrangeKeys, keyParts, type KeyGroup, type MappedKey } from './key-map.ts';
import { useShortcut, useShortcuts } from './keys.ts';
import styles from './keys-dialog.module.css';
import { TextField } from './text-field.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

const dialog = createStore(() => ({ open: false }));
export const showKeys = (): void => { dialog.setState({ open: true }); };

/** `?` lists every key of the app: first those that do something on this screen, then the others by screen. Stands once in the page. */
export function KeysDialog({ map }: { map: readonly KeyGroup[] }) {
  const { t } = useTranslation('ui');
  const open = useStore(dialog, (state) => state.open);
  useShortcut({ keys: '?', label: t('keys-show'), run: showKeys });
  return open ? <KeyList map={map} onClose={() => { dialog.setState({ open: false }); }} /> : null;
}

function KeyList({ map, onClose }: { map: readonly KeyGroup[]; onClose: () => void }) {
  const { t } = useTranslation('ui');
  const inForce = useShortcuts();
  const [text, setText] = useState('');
  const { here, elsewhere } = useMemo(() => arrangeKeys(map, inForce, text, (keys) => namesOf(keys, t).join('+')), [map, inForce, text, t]);
  return (
    <Dialog title={t('keys-title')} size="wide" onClose={onClose} actions={<Button variant="primary" onPress={onClose}>{t('keys-close')}</Button>}>
      <div className={styles['find']}><TextField label={t('keys-find')} placeholder={t('keys-find-hint')} value={text} onChange={setText} autoFocus /></div>
      {here.length === 0 && elsewhere.length === 0 ? <p role="status">{t('keys-none')}</p> : null}
      {here.length === 0 ? null : <Keys title={t('keys-here')} keys={here} />}
      {elsewhere.length === 0 ? null : (
        <div className={styles['groups']}>
          {elsewhere.map(({ title, keys }) => <Keys key={title} title={title} keys={keys} />)}
        </div>
      )}
    </Dialog>
  );
}

function Keys({ title, keys }: { title: string; keys: readonly MappedKey[] }) {
  const { t } = useTranslation('ui');
  return (
    <section className={styles['group']} aria-label={title}>
      <h3 className={styles['title']}>{title}</h3>
      <dl className={styles['keys']}>
        {keys.map(({ keys: pressed, label }) => {
          const names = namesOf(pressed, t);
          return (
            <div key={`${pressed} ${label}`} className={styles['row']}>
              <dt><span aria-hidden="true">{names.map((name) => <Kbd key={name} keys={name} />)}</span><VisuallyHidden>{names.join('+')}</VisuallyHidden></dt>
              <dd>{label}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

/** As the keys are marked on a British keyboard; a key without a mark by what it is called in the person’s language. */
const namesOf = (keys: string, t: (key: 'key-space' | 'key-digits') => string): string[] =>
  keyParts(keys).map((part) => part === 'Space' ? t('key-space') : part === '1–9' ? t('key-digits') : part);
