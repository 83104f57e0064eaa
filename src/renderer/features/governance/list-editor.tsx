import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './governance.module.css';

interface ListEditorProps<T> {
  title: string;
  items: readonly T[];
  onChange: (items: T[]) => void;
  /** What a new one is to begin with. */
  make: () => T;
  add: string;
  /** What a row is called where it is removed. */
  name: (item: T) => string;
  children: (item: T, change: (item: T) => void) => ReactNode;
}

/** A list of things of one kind: each in a row of its own, with one button that takes it out and one below that adds another. */
export function ListEditor<T>({ title, items, onChange, make, add, name, children }: ListEditorProps<T>) {
  const { t } = useTranslation('governance');
  return (
    <fieldset className={styles['group']}>
      <legend>{title}</legend>
      <ul className={styles['plain']}>
        {items.map((item, n) => (
          // Rows have no id of their own and keep their place while they are typed in.
          <li key={n} className={styles['listRow']}>
            <div className={styles['listFields']}>{children(item, (changed) => { onChange(items.with(n, changed)); })}</div>
            <Button variant="quiet" size="small" onPress={() => { onChange(items.toSpliced(n, 1)); }}>{t('remove')}<VisuallyHidden> {name(item)}</VisuallyHidden></Button>
          </li>
        ))}
      </ul>
      <Button variant="secondary" size="small" onPress={() => { onChange([...items, make()]); }}>{add}</Button>
    </fieldset>
  );
}
