import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query holds, for what no style sheet can decide. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback((changed: () => void) => {
    const list = matchMedia(query);
    list.addEventListener('change', changed);
    return () => { list.removeEventListener('change', changed); };
  }, [query]);
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
