import { useEffect } from 'react';
import type { SignedInPerson } from '#contract/channels.ts';
import { invoke } from './bridge.ts';
import { useLive } from './live.ts';

/** While an approver's desk is connected it has codes to read out when it is not; every desk must hear of them before. */
export function useCodesReady(person: SignedInPerson): void {
  const online = useLive('sync', {}).collections?.status[0]?.phase === 'online';
  const wanted = online && person.role === 'approver';
  useEffect(() => {
    // What fails now is tried when the desk is next connected, and says so where a code is asked for.
    if (wanted) void invoke('approval-codes.ready');
  }, [wanted]);
}
