import { useEffect, useRef, useSyncExternalStore } from 'react';
import { isTypingPlace, KeyRegistry, type Shortcut } from './key-registry.ts';

const registry = new KeyRegistry();
let dialogs = 0;

/** A dialog says that it is open; the returned function says that it no longer is. */
export function noteDialog(): () => void {
  dialogs += 1;
  return () => { dialogs -= 1; };
}

/** Begins to listen; called once, before the first render. */
export function startKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const found = registry.find(event, { typing: isTypingPlace(event.target), dialogOpen: dialogs > 0 });
    if (found === undefined) return;
    event.preventDefault();
    // A key held down would open and close, or decide twice.
    if (!event.repeat || /^[jk]$/.test(found.keys)) found.run();
  });
}

/** A key that does something for as long as the component is there. */
export function useShortcut({ keys, label, run, enabled = true, anywhere }: Shortcut & { enabled?: boolean }): void {
  const latest = useRef(run);
  useEffect(() => { latest.current = run; }, [run]);
  useEffect(() => (enabled ? registry.add({ keys, label, anywhere, run: () => { latest.current(); } }) : undefined), [keys, label, anywhere, enabled]);
}

export const useShortcuts = (): readonly Shortcut[] =>
  useSyncExternalStore((listener) => registry.onChange(listener), () => registry.list);
