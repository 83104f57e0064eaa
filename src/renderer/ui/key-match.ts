/** Which key a shortcut means, and when a press is meant for it and not for what somebody is typing. */

/** The parts of a press that matter; a KeyboardEvent has them. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

/** `keys` is written as it is shown: `/`, `c`, `Ctrl+k`, `Alt+2`, `Alt+ArrowLeft`, `F2`. Ctrl is Command on a Mac. */
export function isPressed(keys: string, press: KeyPress): boolean {
  const parts = keys.split('+').map((part) => part.toLowerCase());
  const key = parts.at(-1) ?? '';
  const command = press.ctrlKey || press.metaKey;
  if (parts.includes('ctrl') !== command || parts.includes('alt') !== press.altKey) return false;
  // A sign such as `?` is typed with Shift on some keyboards and without on others: only letters are held to it.
  if (/^[a-z]$|^.{2,}$/.test(key) && parts.includes('shift') !== press.shiftKey) return false;
  if (press.key.toLowerCase() === key) return true;
  // With Alt some keyboards type a sign of their own; the key itself is still the one with the digit or letter on it.
  return press.altKey && (press.code.toLowerCase() === `digit${key}` || press.code.toLowerCase() === `key${key}`);
}

/** True for keys that put something into a text: those belong to the text. */
export const isModified = (keys: string): boolean => /(^|\+)(ctrl|alt)\+/i.test(keys) || /^f\d+$/i.test(keys);

/** Where plain keys mean something already: text, and lists that are searched by typing. */
export const TYPING_PLACES = [
  'input:not([type=checkbox], [type=radio], [type=button])', 'textarea', 'select', '[contenteditable=true]',
  '[role=listbox]', '[role=menu]', '[role=combobox]', '[aria-haspopup=listbox]',
].join(', ');

/** "Ctrl+K", "Alt+←": as it is printed beside what it does. */
export const shownKeys = (keys: string): string => keys.split('+')
  .map((part) => ({ arrowleft: '←', arrowright: '→', arrowup: '↑', arrowdown: '↓' })[part.toLowerCase()] ?? (part.length === 1 ? part.toUpperCase() : part))
  .join('+');
