import { useEffect, useState } from 'react';
import { invoke } from '../../engine-client/bridge.ts';

const ASK_AGAIN_MS = 10_000;

/** Who has a desk open now, by id, for as long as it is drawn; null where nobody can say. */
export function useAtDesk(): ReadonlySet<string> | null {
  const [there, setThere] = useState<ReadonlySet<string> | null>(null);
  useEffect(() => {
    let current = true;
    const ask = (): void => {
      void invoke('presence.desks').then((answer) => {
        if (current) setThere(answer.ok && answer.value.atDesk !== null ? new Set(answer.value.atDesk) : null);
      });
    };
    ask();
    const again = setInterval(ask, ASK_AGAIN_MS);
    return () => {
      current = false;
      clearInterval(again);
    };
  }, []);
  return there;
}
