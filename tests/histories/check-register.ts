/**
 * A request for approval as a register that is asked for once, referred and answered: is there one order of everything
 * that happened to it, each at a moment between its call and its answer, that explains every answer? The search is
 * Wing and Gong's with Lowe's memory of what has been tried (which operations are placed, and the state they left).
 */
import type { Anomaly } from './check-list-append.ts';

export type RegisterAction =
  | { kind: 'ask'; to: string }
  /** Also a referral, which leaves it waiting for somebody else. */
  | { kind: 'answer'; to: string }
  | { kind: 'read'; saw: string | null };

export interface RegisterOperation {
  who: string;
  calledAt: number;
  /** Infinity where no answer came: it may have happened at any time since, or never. */
  returnedAt: number;
  action: RegisterAction;
  /** `done`: it took effect; `too-late`: the centre said that it was answered already; `nothing`: it had no effect for another reason; `unknown`. */
  outcome: 'done' | 'too-late' | 'nothing' | 'unknown';
}

const isPending = (state: string | null): boolean => state?.startsWith('pending ') === true;

/** The state after, or undefined where it can't have come out so from here. */
function step(state: string | null, { action, outcome }: RegisterOperation): string | null | undefined {
  if (action.kind === 'read') return state === action.saw ? state : undefined;
  if (outcome === 'too-late') return state !== null && !isPending(state) ? state : undefined;
  if (action.kind === 'ask') return state === null ? action.to : undefined;
  return isPending(state) ? action.to : undefined;
}

/** Null where an order was found; else how much of the history could be explained. */
export function linearize(operations: readonly RegisterOperation[]): { placed: number; of: number } | null {
  // What had no effect and says nothing about the state can stand anywhere.
  const all = operations.filter(({ outcome }) => outcome !== 'nothing').toSorted((one, other) => one.calledAt - other.calledAt);
  const answered = all.filter(({ outcome }) => outcome !== 'unknown').length;
  const tried = new Set<string>();
  let best = 0;

  function search(placed: bigint, state: string | null, done: number): boolean {
    if (done === answered) return true;
    best = Math.max(best, done);
    const memo = `${placed.toString(36)} ${state ?? ''}`;
    if (tried.has(memo)) return false;
    tried.add(memo);
    // Only what was called before the first answer that is still to be placed may come next.
    let horizon = Infinity;
    for (const [n, one] of all.entries()) if ((placed >> BigInt(n) & 1n) === 0n && one.outcome !== 'unknown') horizon = Math.min(horizon, one.returnedAt);
    for (const [n, one] of all.entries()) {
      if (one.calledAt > horizon) break;
      if ((placed >> BigInt(n) & 1n) === 1n) continue;
      const next = step(state, one);
      if (next !== undefined && search(placed | 1n << BigInt(n), next, one.outcome === 'unknown' ? done : done + 1)) return true;
    }
    return false;
  }
  return search(0n, null, 0) ? null : { placed: best, of: answered };
}

export function checkRegister(key: string, operations: readonly RegisterOperation[]): Anomaly[] {
  const stuck = linearize(operations);
  return stuck === null ? [] : [{ kind: 'no order explains it', what: `${key}: at most ${String(stuck.placed)} of ${String(stuck.of)} operations can be put in order` }];
}
