import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './sensitive.module.css';

/** What a bystander must not read at a glance. The discreet mode blurs it until it is pointed at, focused, or its key is held. */
export function Sensitive({ block = false, className, children }: { block?: boolean; className?: string | undefined; children: ReactNode }) {
  const given = classNames(styles['sensitive'], block && styles['block'], className);
  return block ? <div className={given}>{children}</div> : <span className={given}>{children}</span>;
}
