import { useId, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './panel.module.css';

interface PanelProps {
  title: string;
  level?: 2 | 3;
  actions?: ReactNode;
  /** The content brings its own spacing and fills what is left of the height. */
  flush?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

/** A part of the screen with a name. */
export function Panel({ title, level = 2, actions, flush = false, className, children }: PanelProps) {
  const id = useId();
  const Heading = `h${String(level)}` as 'h2' | 'h3';
  return (
    <section className={classNames(styles['panel'], className)} aria-labelledby={id}>
      <div className={styles['head']}>
        <Heading id={id} className={styles['title']}>{title}</Heading>
        {actions}
      </div>
      <div className={styles['body']} data-flush={flush}>{children}</div>
    </section>
  );
}
