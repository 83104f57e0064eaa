import { useEffect, useState, useSyncExternalStore } from 'react';

const EVERY_MS = 30_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const one of listeners) one();
  }, EVERY_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

function current(): number {
  // Fresh for whoever comes after a while in which nobody looked.
  if (timer === null && Date.now() - now > EVERY_MS) now = Date.now();
  return now;
}

/** This desk's clock, moving every half minute: one timer, however many look. */
export const useNow = (): number => useSyncExternalStore(subscribe, current);

/** This desk's clock, moving as often as asked: for a countdown and nothing else. */
export function useClock(everyMs: number): number {
  const [moment, setMoment] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => { setMoment(Date.now()); }, everyMs);
    return () => { clearInterval(timer); };
  }, [everyMs]);
  return moment;
}
