/** Calendar dates in the council’s own time zone. */
import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { addMonths } from 'date-fns/addMonths';
import { format } from 'date-fns/format';
import { COUNCIL_TIME_ZONE, type CalendarDate, type Instant } from './instant.ts';

const FORM = 'yyyy-MM-dd';
/** The instant a date begins, in the council’s zone. */
export const midnight = (date: CalendarDate): TZDate => {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return new TZDate(year, month - 1, day, COUNCIL_TIME_ZONE);
};

const HOUR_MS = 60 * 60 * 1000;
/** Begun anew when it is full. */
const MOST_KEPT = 20_000;
function keeping<K>(work: (key: K) => CalendarDate): (key: K) => CalendarDate {
  const kept = new Map<K, CalendarDate>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= MOST_KEPT) kept.clear();
    const date = work(key);
    kept.set(key, date);
    return date;
  };
}
// A month of decisions asks for the same few days again and again. Days of the council’s zone begin on the hour.
const dateInHour = keeping((hour: number) => format(new TZDate(hour * HOUR_MS, COUNCIL_TIME_ZONE), FORM));
const dayAfter = keeping((key: string) => {
  const [date = '', days = '0'] = key.split(' ');
  return format(addDays(midnight(date), Number(days)), FORM);
});

/** The council’s calendar date at an instant. */
export const dateAt = (now: Instant): CalendarDate => dateInHour(Math.floor(now / HOUR_MS));
export const daysAfter = (date: CalendarDate, days: number): CalendarDate => dayAfter(`${date} ${String(days)}`);
export const monthsAfter = (date: CalendarDate, months: number): CalendarDate => format(addMonths(midnight(date), months), FORM);
/** The instant at which a date is over. */
export const endOfDate = (date: CalendarDate): Instant => addDays(midnight(date), 1).getTime();

/** The instant of a date and a clock time ("09:00") in the council’s zone; null where either is none. */
export function instantOf(date: string, time: string): Instant | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || hours === undefined || minutes === undefined) return null;
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  const at = new TZDate(year, month - 1, day, Number(hours), Number(minutes), COUNCIL_TIME_ZONE).getTime();
  return Number.isNaN(at) ? null : at;
}
