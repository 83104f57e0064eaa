/**
 * Planned pauses of the council's systems: which one matters at a moment, and what may be announced. Every instant here
 * is of the centre's clock; a desk adds its measured offset before it asks.
 */
import type { SystemPause } from '../records/council.ts';
import type { Instant } from '../time/instant.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long before a pause everybody is told on every screen; sooner it stands on the sync page. */
export const TOLD_AHEAD_MS = DAY_MS;
/** How long before a pause a desk makes ready for it. */
export const READY_AHEAD_MS = 15 * MINUTE_MS;
/** How long after a pause its end is still news. */
export const TOLD_AFTER_MS = 10 * MINUTE_MS;
export const LONGEST_PAUSE_MS = 30 * DAY_MS;
const FURTHEST_AHEAD_MS = 366 * DAY_MS;
export const LONGEST_PAUSE_REASON = 200;

/** `announced`: more than a day ahead. `soon`: within a day. `preparing`: within a quarter of an hour. */
export type PauseStage = 'announced' | 'soon' | 'preparing' | 'running' | 'ended';
export interface StagedPause {
  pause: SystemPause;
  stage: PauseStage;
  /** When the stage after this one begins; null for the last. */
  until: Instant | null;
}

/** When it is over: as announced, or when it was called off. */
export const endOf = ({ endsAt, cancelledAt }: SystemPause): Instant => cancelledAt === null ? endsAt : Math.min(endsAt, cancelledAt);

/** Called off before it began: nobody needs to hear of it. */
const neverWas = (pause: SystemPause): boolean => endOf(pause) <= pause.startsAt;

const isRunning = (pause: SystemPause, at: Instant): boolean => pause.startsAt <= at && at < endOf(pause);

/** The pause in force, of several the one that ends last. */
export function pauseInForce<P extends SystemPause>(pauses: Iterable<P>, at: Instant): P | null {
  let found: P | null = null;
  for (const pause of pauses) {
    if (isRunning(pause, at) && (found === null || endOf(pause) > endOf(found))) found = pause;
  }
  return found;
}

export function stageOf(pause: SystemPause, at: Instant): StagedPause | null {
  if (neverWas(pause)) return null;
  const { startsAt } = pause;
  const end = endOf(pause);
  if (at < startsAt - TOLD_AHEAD_MS) return { pause, stage: 'announced', until: startsAt - TOLD_AHEAD_MS };
  if (at < startsAt - READY_AHEAD_MS) return { pause, stage: 'soon', until: startsAt - READY_AHEAD_MS };
  if (at < startsAt) return { pause, stage: 'preparing', until: startsAt };
  if (at < end) return { pause, stage: 'running', until: end };
  return at < end + TOLD_AFTER_MS ? { pause, stage: 'ended', until: end + TOLD_AFTER_MS } : null;
}

/** The one to tell people about: that which runs, else the next, else the one that has just ended. */
export function pauseToTell(pauses: Iterable<SystemPause>, at: Instant): StagedPause | null {
  const running = pauseInForce(pauses, at);
  if (running !== null) return stageOf(running, at);
  const staged = [...pauses].map((pause) => stageOf(pause, at)).filter((one) => one !== null);
  const ahead = staged.filter(({ stage }) => stage !== 'ended').sort((a, b) => a.pause.startsAt - b.pause.startsAt);
  // One that is days away does not hide that another has just ended.
  const near = ahead.find(({ stage }) => stage !== 'announced');
  return near ?? staged.find(({ stage }) => stage === 'ended') ?? ahead[0] ?? null;
}

/** Those not over yet, the next first. */
export const pausesAhead = (pauses: Iterable<SystemPause>, at: Instant): SystemPause[] =>
  [...pauses].filter((pause) => !neverWas(pause) && at < endOf(pause)).sort((a, b) => a.startsAt - b.startsAt);

/** When a desk must look again although nothing was changed: the next beginning or end of a stage. */
export function nextPauseChange(pauses: Iterable<SystemPause>, at: Instant): Instant | null {
  const changes = [...pauses].flatMap((pause) => stageOf(pause, at)?.until ?? []);
  return changes.length === 0 ? null : Math.min(...changes);
}

export type AnnouncementFault = 'ends-before-it-begins' | 'over-already' | 'too-long' | 'too-far' | 'no-reason' | 'reason-too-long' | 'overlaps';

/** Why a pause can't be announced, or null where it can. */
export function announcementFault(
  { startsAt, endsAt, reason }: Pick<SystemPause, 'startsAt' | 'endsAt' | 'reason'>, standing: Iterable<SystemPause>, now: Instant,
): AnnouncementFault | null {
  if (endsAt <= startsAt) return 'ends-before-it-begins';
  if (endsAt <= now) return 'over-already';
  if (endsAt - startsAt > LONGEST_PAUSE_MS) return 'too-long';
  if (startsAt > now + FURTHEST_AHEAD_MS) return 'too-far';
  if (reason.trim() === '') return 'no-reason';
  if (reason.length > LONGEST_PAUSE_REASON) return 'reason-too-long';
  const overlaps = [...standing].some((one) => !neverWas(one) && one.startsAt < endsAt && startsAt < endOf(one));
  return overlaps ? 'overlaps' : null;
}

/**
 * After a pause every desk has work to send. Each waits its own part of this long, so that they do not all come at the
 * same instant: a twentieth of the pause, at most 20 s.
 */
const longestSpread = (pause: SystemPause): number => Math.min(20_000, (endOf(pause) - pause.startsAt) / 20);

/** When a desk begins to send again; `part` is the desk's own, from 0 up to 1. */
export const sendsAgainAt = (pause: SystemPause, part: number): Instant => Math.round(endOf(pause) + part * longestSpread(pause));
