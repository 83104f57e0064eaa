/** Shortcuts in force now. Of two with the same keys the one that came last wins: it belongs to what lies on top. */
import { isModified, isPressed, TYPING_PLACES, type KeyPress } from './key-match.ts';

export interface Shortcut {
  keys: string;
  /** What it does, for the list. */
  label: string;
  run: () => void;
  /** Also while a dialog is open: for locking the desk. */
  anywhere?: boolean | undefined;
}

export interface Situation {
  /** The press came from a place where plain keys mean something already. */
  typing: boolean;
  dialogOpen: boolean;
}

export class KeyRegistry {
  readonly #shortcuts: Shortcut[] = [];
  readonly #listeners = new Set<() => void>();
  #listed: readonly Shortcut[] = [];

  add(shortcut: Shortcut): () => void {
    this.#shortcuts.push(shortcut);
    this.#changed();
    return () => {
      this.#shortcuts.splice(this.#shortcuts.indexOf(shortcut), 1);
      this.#changed();
    };
  }

  /** The one a press means; undefined where it means none here. */
  find(press: KeyPress, { typing, dialogOpen }: Situation): Shortcut | undefined {
    return this.#shortcuts.findLast((shortcut) => isPressed(shortcut.keys, press)
      && (!typing || isModified(shortcut.keys)) && (!dialogOpen || shortcut.anywhere === true));
  }

  /** One for each key, as they came. */
  get list(): readonly Shortcut[] { return this.#listed; }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  #changed(): void {
    this.#listed = [...new Map(this.#shortcuts.map((shortcut) => [shortcut.keys.toLowerCase(), shortcut])).values()];
    for (const listener of this.#listeners) listener();
  }
}

export const isTypingPlace = (target: EventTarget | null): boolean => target instanceof Element && target.closest(TYPING_PLACES) !== null;
