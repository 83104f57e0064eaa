import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { LiveQueries, LiveQueryName } from '#contract/views.ts';
import { invoke, onPushed } from './bridge.ts';
import { LiveHub, type Live } from './live-hub.ts';

const hub = new LiveHub({
  subscribe: (query, args) => invoke('live.subscribe', { query, args }),
  unsubscribe: (subscription) => void invoke('live.unsubscribe', { subscription }),
  resend: (subscription) => void invoke('live.resend', { subscription }),
  later: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => { clearTimeout(timer); };
  },
});

/** Begins to listen; called once, before the first render. */
export const startLive = (): void => { onPushed('live', (event) => { hub.receive(event); }); };
export const forgetLive = (): void => { hub.clear(); };

/** Asks for what is likely to be opened next, so that it is there when it is; until the returned function is called. */
export const expectLive = <Q extends LiveQueryName>(query: Q, args: LiveQueries[Q]['args']): (() => void) => hub.retain(query, args);

/** A live query for as long as the component is there. Equal arguments share one subscription. */
export function useLive<Q extends LiveQueryName>(query: Q, args: LiveQueries[Q]['args']): Live<Q> {
  const json = JSON.stringify(args);
  // By value: callers write their arguments in place.
  const same = useMemo(() => JSON.parse(json) as LiveQueries[Q]['args'], [json]);
  const store = useMemo(() => hub.storeOf(query, same), [query, same]);
  useEffect(() => hub.retain(query, same), [query, same]);
  return useStore(store);
}
