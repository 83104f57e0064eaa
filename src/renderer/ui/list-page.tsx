import { useId, type ReactElement, type ReactNode } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { classNames } from './class-names.ts';
import { passLetterOn } from './list-letters.ts';
import styles from './list-page.module.css';

interface ListPageProps {
  title: string;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** How much of the width the lists take; `most` where they are looked at more than what is chosen in them. */
  share?: 'narrow' | 'normal' | 'most';
  lists: ReactNode;
  detail: ReactNode;
}

/** Lists on the left and what is chosen in them in full beside it; one above the other where there is no room. */
export function ListPage({ title, actions, share = 'normal', lists, detail }: ListPageProps) {
  return (
    <div className={styles['page']} data-lists={share}>
      <div className={styles['lists']}>
        <div className={styles['head']}>
          <h1 className={styles['title']}>{title}</h1>
          {actions}
        </div>
        {lists}
      </div>
      <div className={styles['detail']}>{detail}</div>
    </div>
  );
}

interface ListSectionProps { title: string; count: number; children: ReactNode }

/** One of the lists, under its name and how many are in it. */
export function ListSection({ title, count, children }: ListSectionProps) {
  const id = useId();
  return (
    <section onKeyDownCapture={passLetterOn} aria-labelledby={id}>
      <h2 id={id} className={styles['listTitle']}>{title} <span className={styles['count']}>{count}</span></h2>
      {children}
    </section>
  );
}

interface ChoiceListProps<Item extends { key: string }> {
  title: string;
  items: readonly Item[];
  selectedId: string | null;
  onSelect: (key: string) => void;
  /** In place of the list while nothing is in it. */
  none?: ReactNode;
  /** A `ListRow` whose id is the item’s key. */
  children: (item: Item) => ReactElement;
}

/** A list of which one may be chosen. */
export function ChoiceList<Item extends { key: string }>({ title, items, selectedId, onSelect, none = null, children }: ChoiceListProps<Item>) {
  return (
    <ListSection title={title} count={items.length}>
      {items.length === 0 ? none : (
        <ListBox
          aria-label={title} className={styles['list'] ?? ''} selectionMode="single" selectionBehavior="replace" disallowEmptySelection
          selectedKeys={items.some(({ key }) => key === selectedId) && selectedId !== null ? [selectedId] : []}
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : keys;
            if (key !== undefined) onSelect(String(key));
          }}
        >
          {items.map(children)}
        </ListBox>
      )}
    </ListSection>
  );
}

interface ListRowProps {
  id: string;
  /** What it is called where it is not seen. */
  textValue: string;
  /** For a row laid out otherwise than in lines one below the other. */
  className?: string | undefined;
  'data-next'?: boolean;
  children: ReactNode;
}

export const ListRow = ({ className, children, ...rest }: ListRowProps) => (
  <ListBoxItem {...rest} className={classNames(styles['row'], className ?? styles['lines'])}>{children}</ListBoxItem>
);
export const RowLine = ({ children }: { children: ReactNode }) => <span className={styles['line']}>{children}</span>;
export const RowTitle = ({ children }: { children: ReactNode }) => <span className={styles['lineTitle']}>{children}</span>;
