import { useEffect } from 'react';
import type { SignedInPerson } from '#contract/channels.ts';
import { invoke } from './bridge.ts';
import { useLive } from './live.ts';

/** A desk that is only passed through makes none. */
const SETTLED_AFTER_MS = 15_000;

/** While an approver’s desk is connected it has codes to read out when it is not; every desk must hear of them before. */
export function useCodesReady(person: SignedInPerson): void {
  const online = useLive('sync', {}).collections?.status[0]?.phase === 'online';
  const wanted = online && person.role === 'approver';
  useEffect(() => {
    if (!wanted) return undefined;
    // What fails now is tried when the desk is next connected, and says so where a code is asked for.
    const timer = setTimeout(() => { void invoke('approval-codes.ready'); }, SETTLED_AFTER_MS);
    return () => { clearTimeout(timer); };
  }, [wanted]);
}
