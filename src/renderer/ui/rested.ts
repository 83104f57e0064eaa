import { useEffect, useState } from 'react';

/** Longer than between two letters of somebody who types on. */
const RESTED_MS = 150;

/** What stood there when it last stayed the same for a moment: what costs something waits until nobody types on. */
export function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => { setRested(value); }, RESTED_MS);
    return () => { clearTimeout(timer); };
  }, [value]);
  return rested;
}
