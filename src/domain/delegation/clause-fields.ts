/** The clause’s own small form: what its answers must look like, and how they are said. */
import { format } from 'date-fns/format';
import { isValid } from 'date-fns/isValid';
import { parseISO } from 'date-fns/parseISO';
import { cy } from 'date-fns/locale/cy';
import { enGB } from 'date-fns/locale/en-GB';
import { pl } from 'date-fns/locale/pl';
import { formatPence } from '../money.ts';
import { dateAt, daysAfter } from '../time/dates.ts';
import type { CalendarDate, Instant } from '../time/instant.ts';
import type { Sentence } from '../words/sentence.ts';
import type { Clause, ClauseField } from './scheme.ts';

/** Answers by the field’s code; what was not answered is not there. */
export type Details = Readonly<Record<string, string>>;

const WHOLE = /^\d{1,9}$/;
/** Above it a number is a slip and no wish. */
const FARTHEST = 9999;
/** "AB12 CDE" and "ab12cde" are one vehicle. */
export const registrationOf = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

export const earliestDate = (field: { earliest: number }, now: Instant): CalendarDate => daysAfter(dateAt(now), field.earliest);
export const latestDate = (field: { latest: number }, now: Instant): CalendarDate => daysAfter(dateAt(now), field.latest);

/** What is wrong with one answer, as a sentence that says what to do; null where nothing is. */
export function fieldFault(field: ClauseField, given: string | undefined, now: Instant): Sentence | null {
  const text = given?.trim() ?? '';
  const say = (code: Sentence['code'], values: Sentence['values'] = {}): Sentence => ({ code, values: { field: field.words, ...values } });
  if (text === '') return field.required ? say('field.needed') : null;
  switch (field.kind) {
    case 'text': return field.pattern !== null && !new RegExp(`^(?:${field.pattern.expression})$`).test(text) ? say('field.pattern', { words: field.pattern.words }) : null;
    case 'registration': return /^[A-Z0-9]{2,8}$/.test(registrationOf(text)) ? null : say('field.registration');
    case 'money': return WHOLE.test(text) ? null : say('field.money');
    case 'number': return WHOLE.test(text) && Number(text) >= field.least && Number(text) <= field.most ? null : say('field.number', { least: field.least, most: field.most });
    case 'date': {
      const [earliest, latest] = [earliestDate(field, now), latestDate(field, now)];
      if (isDate(text) && text >= earliest && text <= latest) return null;
      return say('field.date', { earliest: dateText(earliest), latest: dateText(latest) });
    }
    case 'choice': return field.options.some(({ code }) => code === text) ? null : say('field.choice');
  }
}

/** Where an answer can be read and is only further than the clause goes: what that is. Somebody above may be asked for it all the same. */
export function beyondClause(field: ClauseField, given: string | undefined, now: Instant): Sentence | null {
  const text = given?.trim() ?? '';
  if (fieldFault(field, given, now) === null) return null;
  if (field.kind === 'number' && WHOLE.test(text) && Number(text) <= FARTHEST) return { code: 'field.beyond-number', values: { field: field.words, given: text, least: field.least, most: field.most } };
  if (field.kind === 'date' && isDate(text)) {
    return { code: 'field.beyond-date', values: { field: field.words, given: dateText(text), earliest: dateText(earliestDate(field, now)), latest: dateText(latestDate(field, now)) } };
  }
  return null;
}

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && isValid(parseISO(text));

/** The first thing wrong with a form. `exceptional`: what only goes further than the clause does is nothing wrong. */
export function fieldsFault(clause: Clause, details: Details, now: Instant, exceptional = false): Sentence | null {
  for (const field of clause.fields) {
    const fault = fieldFault(field, details[field.code], now);
    if (fault !== null && !(exceptional && beyondClause(field, details[field.code], now) !== null)) return fault;
  }
  return null;
}

const locales: Readonly<Record<string, typeof enGB>> = { cy, pl };

export const dateText = (date: CalendarDate, language = 'en'): string => format(parseISO(date), 'd MMMM yyyy', { locale: locales[language] ?? enGB });

/** An answer as it is read out: "£12.50", "24 November 2026", "the 15th". */
export function fieldText(field: ClauseField, given: string | undefined, language = 'en'): string {
  const text = given?.trim() ?? '';
  if (text === '') return '';
  switch (field.kind) {
    case 'money': return WHOLE.test(text) ? formatPence(Number(text)) : text;
    case 'date': return isValid(parseISO(text)) ? dateText(text, language) : text;
    case 'choice': return field.options.find(({ code }) => code === text)?.words ?? text;
    case 'registration': return registrationOf(text);
    case 'text':
    case 'number': return text;
  }
}

/** Whole number of a field; null where it is empty or none. */
export function numberIn(details: Details, code: string): number | null {
  const text = details[code]?.trim() ?? '';
  return WHOLE.test(text) ? Number(text) : null;
}

/** The vehicle a decision is about, by the clause’s registration field. */
export function vehicleIn(clause: Clause, details: Details): string | null {
  const field = clause.fields.find(({ kind }) => kind === 'registration');
  const text = field === undefined ? '' : registrationOf(details[field.code] ?? '');
  return text === '' ? null : text;
}

/** What the amount comes to where a clause works it out; null where it is entered, or not known yet. */
export function workedOut(clause: Clause, details: Details): number | null {
  const { worth } = clause;
  if (worth.kind === 'entered') return null;
  const units = numberIn(details, worth.field);
  return units === null ? null : Math.min(worth.most, worth.base + worth.each * units);
}
