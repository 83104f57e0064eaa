import type { SignedInPerson } from '#contract/channels.ts';
import { useLive } from '../engine-client/live.ts';

/** A leader’s number is what they can answer; an operative’s is what they wait for. */
export function useRequestCount({ role }: SignedInPerson): number {
  const waiting = useLive('worklist', {}).collections?.waiting ?? [];
  return waiting.filter((item) => (role === 'approver' ? item.mayAnswer && !item.mine : item.mine)).length;
}
