import type { KeyboardEvent as ReactKeyboardEvent } from 'react';

/**
 * A list box takes letters for a search among its items, and the app's keys leave it in peace. These lists are short,
 * and their letters answer requests: J and K become arrows, the rest is handed on from outside the list box.
 */
export function passLetterOn(event: ReactKeyboardEvent<HTMLElement>): void {
  const { key, code, target, currentTarget } = event;
  const modified = event.ctrlKey || event.altKey || event.metaKey;
  if (modified || !/^[a-z?/]$/i.test(key) || !(target instanceof Element) || target.closest('[role=listbox]') === null) return;
  event.preventDefault();
  event.stopPropagation();
  const arrow = { j: 'ArrowDown', k: 'ArrowUp' }[key.toLowerCase()];
  const onto = arrow === undefined ? currentTarget : target;
  onto.dispatchEvent(new KeyboardEvent('keydown', { key: arrow ?? key, code: arrow ?? code, bubbles: true, cancelable: true }));
}
