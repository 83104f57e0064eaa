/**
 * Planned pauses as this desk follows them: which one is in force by the centre's clock, when to send again after it,
 * and a reminder at each moment at which that changes though nothing arrived.
 */
import { createHash } from 'node:crypto';
import { nextPauseChange, pauseInForce, sendsAgainAt } from '#domain/pauses/pauses.ts';
import type { SystemPause } from '#domain/records/council.ts';

/** Longer waits are taken in steps: a timer of more than 24 days would fire at once. */
const LONGEST_TIMER_MS = 6 * 60 * 60 * 1000;
/** While a pause is near, its readiness is looked at so often. */
export const READINESS_EVERY_MS = 15_000;

export interface PauseWatch {
  /** When this desk sends again (the centre's clock), while a pause is in force or its part of the rush after it; else null. */
  restingUntil: () => number | null;
  /** Looks anew at which pauses there are and when the next change comes. */
  look: () => void;
  stop: () => void;
}

export interface PauseWatchOptions {
  pauses: () => readonly SystemPause[];
  /** The centre's clock. */
  centreNow: () => number;
  /** Gives the desk its own part of the rush after a pause. */
  deviceId: string;
  /** A pause has begun or ended, or another stage of one. */
  changed: () => void;
}

/** From 0 up to 1, the same each time for one desk and one pause. */
export function partOf(deviceId: string, pauseId: string): number {
  return createHash('sha256').update(`${deviceId} ${pauseId}`).digest().readUInt32BE(0) / 2 ** 32;
}

export function watchPauses({ pauses, centreNow, deviceId, changed }: PauseWatchOptions): PauseWatch {
  let timer: NodeJS.Timeout | null = null;
  const againAt = (pause: SystemPause): number => sendsAgainAt(pause, partOf(deviceId, pause.id));

  function restingUntil(): number | null {
    const now = centreNow();
    const running = pauseInForce(pauses(), now);
    if (running !== null) return againAt(running);
    const waited = pauses().map((pause) => (pause.startsAt <= now ? againAt(pause) : 0)).filter((at) => at > now);
    return waited.length === 0 ? null : Math.max(...waited);
  }

  function look(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const now = centreNow();
    const next = [nextPauseChange(pauses(), now), restingUntil()].filter((at) => at !== null);
    if (next.length === 0) return;
    const ms = Math.min(...next) - now;
    timer = setTimeout(() => {
      if (ms <= LONGEST_TIMER_MS) changed();
      look();
    }, Math.max(20, Math.min(ms, LONGEST_TIMER_MS)));
    timer.unref();
  }

  return {
    restingUntil, look,
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
