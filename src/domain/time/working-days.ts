/**
 * Working days: Monday to Friday without bank holidays. Holidays are rows, so that one that is proclaimed counts at
 * every desk as soon as it is there; DOMAIN (e) says which parts of the United Kingdom a clock skips.
 */
import { isWeekend as isWeekendDate } from 'date-fns/isWeekend';
import { daysAfter, midnight } from './dates.ts';
import type { CalendarDate, Instant } from './instant.ts';

export const divisions = ['england-and-wales', 'scotland', 'northern-ireland'] as const;
export type Division = (typeof divisions)[number];

/** Why no work is done on a date: said beside every deadline that passes over it. */
export type Skipped = { date: CalendarDate } & ({ kind: 'weekend' } | { kind: 'holiday'; name: string });

export interface WorkingCalendar {
  isWorkingDay: (date: CalendarDate) => boolean;
  /** The `days`th working day after a date, the date itself not counted; 0 is the date itself. Negative goes back. */
  addWorkingDays: (date: CalendarDate, days: number) => CalendarDate;
  /** Working days after `from` up to and with `to`; 0 where `to` is not later. */
  workingDaysBetween: (from: CalendarDate, to: CalendarDate) => number;
  /** Every date after `from` up to and with `to` on which no work is done, and why. */
  skipped: (from: CalendarDate, to: CalendarDate) => Skipped[];
  /** The date itself, or the first working day after it. */
  rolledForward: (date: CalendarDate) => CalendarDate;
}

interface HolidayFact { division: Division; date: CalendarDate; name: string; calledOffAt: Instant | null }

const ENGLAND_AND_WALES: readonly Division[] = ['england-and-wales'];

/** @param skips the parts whose holidays count: England and Wales for local targets, all three for FOI. */
export function calendarOf(holidays: readonly HolidayFact[], skips: readonly Division[] = ENGLAND_AND_WALES): WorkingCalendar {
  const named = new Map(holidays.filter(({ division, calledOffAt }) => calledOffAt === null && skips.includes(division)).map(({ date, name }) => [date, name]));
  const whyNot = (date: CalendarDate): Skipped | null => {
    if (isWeekend(date)) return { date, kind: 'weekend' };
    const name = named.get(date);
    return name === undefined ? null : { date, kind: 'holiday', name };
  };
  const isWorkingDay = (date: CalendarDate): boolean => whyNot(date) === null;
  const nextWorkingDay = (date: CalendarDate, step: 1 | -1): CalendarDate => {
    let day = daysAfter(date, step);
    while (!isWorkingDay(day)) day = daysAfter(day, step);
    return day;
  };
  const datesAfter = function* (from: CalendarDate, to: CalendarDate): Generator<CalendarDate> {
    for (let day = daysAfter(from, 1); day <= to; day = daysAfter(day, 1)) yield day;
  };
  return {
    isWorkingDay,
    addWorkingDays(date, days) {
      let day = date;
      for (let left = Math.abs(days); left > 0; left -= 1) day = nextWorkingDay(day, days < 0 ? -1 : 1);
      return day;
    },
    workingDaysBetween: (from, to) => [...datesAfter(from, to)].filter(isWorkingDay).length,
    skipped: (from, to) => [...datesAfter(from, to)].map(whyNot).filter((why) => why !== null),
    rolledForward: (date) => isWorkingDay(date) ? date : nextWorkingDay(date, 1),
  };
}

const isWeekend = (date: CalendarDate): boolean => isWeekendDate(midnight(date));
