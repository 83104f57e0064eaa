import { TZDate } from '@date-fns/tz';
import { startOfDay } from 'date-fns/startOfDay';
import { startOfMonth } from 'date-fns/startOfMonth';
import { subDays } from 'date-fns/subDays';
import { subMonths } from 'date-fns/subMonths';
import type { Window } from '../delegation/scheme.ts';
import { COUNCIL_TIME_ZONE, type Instant } from './instant.ts';

const HOUR_MS = 60 * 60 * 1000;
/** A month of hours under a handful of windows; begun anew when it is full. */
const MOST_KEPT = 20_000;
/** By window and hour: where it begins, or how far back that is. */
const kept = new Map<string, number>();

/**
 * The first instant that still counts in a window ending at `now`. "In any 12 months" looks back 12 calendar months
 * from now; a calendar day or month begins at midnight in the council's time zone, wherever the machine stands.
 *
 * Clocks in the council's zone change on the hour, and so do its days. Within one hour a calendar window therefore begins at
 * one instant, and a rolling one looks back by one length, also where a month is shorter or the clocks have changed since:
 * each is worked out once an hour.
 */
export function windowStart(window: Window, now: Instant): Instant {
  if (window.kind === 'while-running') return 0;
  const rolls = window.kind === 'rolling-months' || window.kind === 'rolling-days';
  const hour = Math.floor(now / HOUR_MS);
  const key = `${window.kind} ${String(window.kind === 'rolling-months' ? window.months : window.kind === 'rolling-days' ? window.days : 0)} ${String(hour)}`;
  const known = kept.get(key);
  if (known !== undefined) return rolls ? now - known : known;
  const start = workedOut(window, now);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, rolls ? now - start : start);
  return start;
}

/** The same, worked out from the calendar each time. */
export function workedOut(window: Window, now: Instant): Instant {
  const local = new TZDate(now, COUNCIL_TIME_ZONE);
  switch (window.kind) {
    case 'rolling-months': return subMonths(local, window.months).getTime();
    case 'rolling-days': return subDays(local, window.days).getTime();
    case 'calendar-day': return startOfDay(local).getTime();
    case 'calendar-month': return startOfMonth(local).getTime();
    // What runs may have begun at any time; `until` of a use says whether it still does.
    case 'while-running': return 0;
  }
}

/** How far back the centre believes a desk's clock: a desk may be days offline, never weeks. */
export const LONGEST_OFFLINE_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * The time an act counts from. The desk's clock is evidence: it is believed where it could be true, else the time of
 * receipt counts, so that a clock ten years wrong can't step outside a limit's window.
 */
export function countsFrom(madeAt: Instant, receivedAt: Instant): Instant {
  const possible = madeAt <= receivedAt && madeAt >= receivedAt - LONGEST_OFFLINE_MS;
  return possible ? madeAt : receivedAt;
}
