/**
 * The last three years as a council works them: London midnights of every weekday and of every day. Worked out once,
 * because turning two million clock times one by one takes longer than everything else.
 */
import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { format } from 'date-fns/format';
import { startOfDay } from 'date-fns/startOfDay';
import { dateAt } from '#domain/time/dates.ts';
import { COUNCIL_TIME_ZONE, type CalendarDate, type Instant } from '#domain/time/instant.ts';

const DAYS_BACK = 3 * 365;
/** Far enough ahead for the longest service target. */
const DAYS_AHEAD = 120;
const MINUTE = 60_000;

export interface Calendar {
  now: Instant;
  /** London midnights, oldest first. */
  days: Instant[];
  weekdays: Instant[];
  /** The index in `weekdays` of today, or of the last weekday before it. */
  lastWeekday: number;
}

export function createCalendar(now: Instant): Calendar {
  const today = startOfDay(new TZDate(now, COUNCIL_TIME_ZONE));
  const days: Instant[] = [];
  const weekdays: Instant[] = [];
  for (let offset = -DAYS_BACK; offset <= DAYS_AHEAD; offset += 1) {
    const day = addDays(today, offset);
    if (offset <= 0) days.push(day.getTime());
    if (day.getDay() !== 0 && day.getDay() !== 6) weekdays.push(day.getTime());
  }
  const lastWeekday = weekdays.findLastIndex((day) => day <= today.getTime());
  return { now, days, weekdays, lastWeekday };
}

/** A date so many days from today. */
export function dateFromNow(now: Instant, days: number): CalendarDate {
  return format(addDays(new TZDate(now, COUNCIL_TIME_ZONE), days), 'yyyy-MM-dd');
}

/** The weekday `count` before today (0 is today, or the last weekday) at minutes after midnight, never after now. */
export function weekdayAgo(calendar: Calendar, count: number, minutes: number): Instant {
  const at = (calendar.weekdays[Math.max(0, calendar.lastWeekday - count)] ?? 0) + minutes * MINUTE;
  return Math.min(at, calendar.now);
}

/** The date of the weekday `count` after today, or after the last weekday. */
export const weekdayAhead = (calendar: Calendar, count: number): CalendarDate => dateAt(calendar.weekdays[calendar.lastWeekday + count] ?? calendar.now);

/** The index of the last weekday that began at or before an instant. */
export function weekdayIndex(calendar: Calendar, at: Instant): number {
  let low = 0, high = calendar.weekdays.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((calendar.weekdays[middle] ?? 0) <= at) low = middle; else high = middle - 1;
  }
  return low;
}

/** The close of business so many working days after an instant. Bank holidays are left to the clocks of a real case. */
export function dueAfter(calendar: Calendar, at: Instant, workingDays: number): Instant {
  const day = calendar.weekdays[Math.min(weekdayIndex(calendar, at) + workingDays, calendar.weekdays.length - 1)] ?? at;
  return Math.max(day + 17 * 60 * MINUTE, at);
}
