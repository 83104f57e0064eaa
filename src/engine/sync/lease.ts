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
  /** The end of a pause of the council's systems that was announced: no desk can be in touch before, and none is lost for that. */
  pausedUntil?: number;
}

/** A pause as it was announced, in the centre's time. */
export interface Interval { from: number; until: number }

const endsAt = ({ lastContactAt, pausedUntil = 0, hours }: KeptLease): number => Math.max(lastContactAt, pausedUntil) + hours * HOUR_MS;

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
  return wentBack || latestAt > endsAt(kept) ? { since: kept.lastContactAt } : null;
}

export interface Lease {
  /** The centre was heard; null where it did not say the time. */
  touched: (centreTime: number | null) => void;
  /** The centre’s clock as far as this desk can tell: it never goes back. */
  now: () => number;
  /** When it ends, unless the centre is heard before, and how long that is from now in milliseconds: 0 or less where it is over. */
  end: () => { at: number; left: number; since: number };
  /** Hours as the centre gives them from now on. */
  granted: (hours: number) => void;
  /** Writes how far time has come: now and then while open, and at the end. */
  keep: () => void;
}

export interface LeaseOptions {
  now: () => number;
  clockOffset: () => number;
  /** Any clock in milliseconds that only goes forward. */
  forward: () => number;
  pauses: () => readonly Interval[];
}

export function createLease(outbox: Kept, { now, clockOffset, forward, pauses }: LeaseOptions): Lease {
  const kept = read(outbox);
  const begun = { at: Math.max(now() + clockOffset(), kept?.latestAt ?? 0), forward: forward() };
  const here = (): number => Math.round(Math.max(now() + clockOffset(), begun.at + (forward() - begun.forward)));
  let lease: KeptLease = kept ?? { hours: DEFAULT_LEASE_HOURS, lastContactAt: here(), latestAt: here() };
  const write = (): void => { outbox.setMeta(META, lease); };
  /** A pause counts that begins before the lease would run out; one after another may each prolong it. */
  const heedPauses = (): void => {
    for (const { from, until } of pauses().toSorted((one, other) => one.from - other.from)) {
      if (from <= endsAt(lease) && until > lease.lastContactAt) lease = { ...lease, pausedUntil: Math.max(lease.pausedUntil ?? 0, until) };
    }
  };
  return {
    touched(told) {
      // The centre's own word puts a clock right that had run ahead.
      const centreTime = told ?? here();
      lease = { hours: lease.hours, lastContactAt: centreTime, latestAt: centreTime };
      begun.at = centreTime;
      begun.forward = forward();
    },
    now: here,
    end() {
      heedPauses();
      const at = endsAt(lease);
      return { at, left: at - here(), since: lease.lastContactAt };
    },
    granted(hours) {
      lease = { ...lease, hours };
      write();
    },
    keep() {
      heedPauses();
      lease = { ...lease, latestAt: Math.max(lease.latestAt, here()) };
      write();
    },
  };
}
