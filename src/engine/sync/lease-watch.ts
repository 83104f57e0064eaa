import type { Lease } from './lease.ts';

/** The clock stands still while the computer sleeps, and a lease is prolonged by every contact. */
const LOOK_EVERY_MS = 60_000;

/** Looks at a lease while the desk is open: `over` is told once at its end, and again at a later one. */
export function watchLease(lease: Pick<Lease, 'end'>, over: (since: number) => void): { stop: () => void } {
  let told = false;
  let timer: NodeJS.Timeout;
  const look = (): void => {
    const { left, since } = lease.end();
    const isOver = left <= 0;
    timer = setTimeout(look, isOver ? LOOK_EVERY_MS : Math.min(left + 1, LOOK_EVERY_MS));
    if (isOver && !told) over(since);
    told = isOver;
  };
  timer = setTimeout(look, 0);
  return { stop: () => { clearTimeout(timer); } };
}
