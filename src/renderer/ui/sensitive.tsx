import { Fragment, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './sensitive.module.css';

/** What a bystander must not read at a glance. The discreet mode blurs it until it is pointed at, focused, or its key is held. */
export function Sensitive({ block = false, className, children }: { block?: boolean; className?: string | undefined; children: ReactNode }) {
  const given = classNames(styles['sensitive'], block && styles['block'], className);
  return block ? <div className={given}>{children}</div> : <span className={given}>{children}</span>;
}

/** Words with such a part in them, as a title with a name: the rest of them is read as it stands. */
export function PartlySensitive({ words, part }: { words: string; part: string | undefined }) {
  if (part === undefined || part === '') return <>{words}</>;
  const [before, ...after] = words.split(part);
  // Where it can’t be told from the rest, nothing is shown rather than too much.
  if (after.length === 0) return <Sensitive>{words}</Sensitive>;
  return <>{before}{after.map((rest, n) => <Fragment key={n}><Sensitive>{part}</Sensitive>{rest}</Fragment>)}</>;
}
