/** The bank holidays of the United Kingdom, out of a library that is kept up to date with what is proclaimed. */
import Holidays from 'date-holidays';
import type { Holiday } from '#domain/records/council.ts';
import { divisions, type Division } from '#domain/time/working-days.ts';
import { holidayId } from './years-around.ts';

const states: Readonly<Record<Division, string>> = { 'england-and-wales': 'ENG', scotland: 'SCT', 'northern-ireland': 'NIR' };

/** Reading the library's rules takes longer than asking them, and they are the same for the life of the process. */
const rules = new Map<Division, Holidays>();
const rulesOf = (division: Division): Holidays => {
  const known = rules.get(division) ?? new Holidays('GB', states[division]);
  rules.set(division, known);
  return known;
};

export const holidaysOf = (years: readonly number[]): Holiday[] => divisions.flatMap((division) =>
  years.flatMap((year) => {
    const days = rulesOf(division).getHolidays(year).filter(({ type }) => type === 'public').map(({ date, name }) => ({ date: date.slice(0, 10), name }));
    // A date with two names is one day off.
    return [...new Map(days.map((day) => [day.date, day])).values()].map(({ date, name }) => ({ id: holidayId(division, date), division, date, name, calledOffAt: null }));
  }));
