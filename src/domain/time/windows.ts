import { TZDate } from '@date-fns/tz';
import { startOfDay } from 'date-fns/startOfDay';
import { startOfMonth } from 'date-fns/startOfMonth';
import { subDays } from 'date-fns/subDays';
import { subMonths } from 'date-fns/subMonths';
import type { Window } from '../delegation/scheme.ts';
import { COUNCIL_TIME_ZONE, type Instant } from './instant.ts';

/**
 * The first instant that still counts in a window ending at `now`. "In any 12 months" looks back 12 calendar months
 * from now; a calendar day or month begins at midnight in the council's time zone, wherever the machine stands.
 */
export function windowStart(window: Window, now: Instant): Instant {
  const local = new TZDate(now, COUNCIL_TIME_ZONE);
  switch (window.kind) {
    case 'rolling-months': return subMonths(local, window.months).getTime();
    case 'rolling-days': return subDays(local, window.days).getTime();
    case 'calendar-day': return startOfDay(local).getTime();
    case 'calendar-month': return startOfMonth(local).getTime();
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
