import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './button.module.css';
import { Kbd } from './kbd.tsx';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** One primary a group at most; `link` reads as text within text; `danger` throws something away. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'link';
  size?: 'small' | 'normal';
  /** The key that does the same, shown beside the words. */
  shortcut?: string | undefined;
  children: ReactNode;
}

export function Button({ variant = 'secondary', size = 'normal', shortcut, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={styles['button'] ?? ''} data-variant={variant} data-size={size}>
      {children}
      {shortcut === undefined ? null : <Kbd keys={shortcut} />}
    </AriaButton>
  );
}
