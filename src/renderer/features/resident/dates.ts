import { differenceInYears } from 'date-fns/differenceInYears';
import { parseISO } from 'date-fns/parseISO';
import type { CalendarDate } from '#domain/time/instant.ts';
import { calendarDateWords } from '../../ui/idiom.ts';
import { dayOf } from './timeline-list.ts';

/** A calendar date in words, "4 March 1961". It has no time zone, so none may move it. */
export const dateText = (date: CalendarDate, language: string): string =>
  calendarDateWords(date, language);

/** Whole years on the council's day of `now`; one born on 29 February turns a year older on 1 March. */
export const ageAt = (birth: CalendarDate, now: number): number => differenceInYears(parseISO(dayOf(now)), parseISO(birth));
