/**
 * For how long a copy opens without the centre. Counted from when the desk was last in touch, by the centre's clock as
 * this desk knows it, and kept in the outbox under the person's key. Setting the computer's clock back gains nothing:
 * the latest moment this desk has known is kept too, and time that passes while it is open is counted by a clock that
 * only goes forward.
 */
import type { OutboxStore } from '../store/outbox-store.ts';

export const DEFAULT_LEASE_HOURS = 72;
const HOUR_MS = 3_600_000;
/** How far a computer's clock may stand behind what it showed before: it is set by the network now and then. */
const SLACK_MS = 10 * 60_000;
const META = 'lease';

/** Instants of the centre's clock. */
interface KeptLease {
  hours: number;
  lastContactAt: number;
  /** The latest moment known to have been. */
  latestAt: number;
}

export interface LeaseOver { since: number }

type Kept = Pick<OutboxStore, 'getMeta' | 'setMeta'>;

const read = (outbox: Kept): KeptLease | null => outbox.getMeta(META) as KeptLease | null;

/** Whether the lease has run out, or can't be told because the clock was set back. A desk from before leases has one from now on. */
export function leaseOver(outbox: Kept, now: number, clockOffset: number): LeaseOver | null {
  const kept = read(outbox);
  const at = now + clockOffset;
  if (kept === null) {
    outbox.setMeta(META, { hours: DEFAULT_LEASE_HOURS, lastContactAt: at, latestAt: at });
    return null;
  }
  const wentBack = at < kept.latestAt - SLACK_MS;
  const latestAt = Math.max(kept.latestAt, at);
  outbox.setMeta(META, { ...kept, latestAt });
  return wentBack || latestAt - kept.lastContactAt > kept.hours * HOUR_MS ? { since: kept.lastContactAt } : null;
}

export interface Lease {
  /** The centre was heard; null where it did not say the time. */
  touched: (centreTime: number | null) => void;
  /** Hours as the centre gives them from now on. */
  granted: (hours: number) => void;
  /** Writes how far time has come: now and then while open, and at the end. */
  keep: () => void;
}

/** `forward` is any clock in milliseconds that only goes forward. */
export function createLease(outbox: Kept, now: () => number, clockOffset: () => number, forward: () => number): Lease {
  const begun = { at: now() + clockOffset(), forward: forward() };
  const here = (): number => Math.max(now() + clockOffset(), begun.at + (forward() - begun.forward));
  const kept = read(outbox);
  let lease: KeptLease = kept ?? { hours: DEFAULT_LEASE_HOURS, lastContactAt: here(), latestAt: here() };
  const write = (): void => { outbox.setMeta(META, lease); };
  return {
    touched(told) {
      // The centre's own word puts a clock right that had run ahead.
      const centreTime = told ?? here();
      lease = { ...lease, lastContactAt: centreTime, latestAt: centreTime };
      begun.at = centreTime;
      begun.forward = forward();
    },
    granted(hours) {
      lease = { ...lease, hours };
      write();
    },
    keep() {
      lease = { ...lease, latestAt: Math.max(lease.latestAt, here()) };
      write();
    },
  };
}
