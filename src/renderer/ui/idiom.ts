/** Dates, lengths, lists and numbers in the language of the screen: the one place that asks the window's own `Intl`. */

/** What a language brings along where the window has no data for it: Chromium carries no Welsh and would answer in American English. */
export interface Idiom {
  weekday: (day: number) => string;
  month: (month: number, short: boolean) => string;
  /** "3 minutes", "2 days". */
  length: (count: number, unit: LengthUnit) => string;
  /** "in 3 minutes", "yesterday": 0 and one day on either side have words of their own. */
  distance: (count: number, unit: DistanceUnit) => string;
  /** "a, b or c". */
  either: (names: readonly string[]) => string;
  language: (code: string) => string | undefined;
  /** What a rule says in English as a part of a sentence: "3 days", "in any 12 months". */
  phrase: (text: string) => string;
}
export type LengthUnit = 'second' | 'minute' | 'hour' | 'day';
export type DistanceUnit = 'minute' | 'hour' | 'day';
/** The parts of a date that are wanted; what is not named is left out. */
export interface DateParts { weekday?: 'long'; month?: 'long' | 'short'; day?: 'numeric'; year?: 'numeric' }

const idioms = new Map<string, Idiom>();
export const learnIdiom = (language: string, idiom: Idiom): void => { idioms.set(language, idiom); };

/** Numbers and sizes are written alike in both languages of the country. */
const numberLanguage = (language: string): string => (idioms.has(language) ? 'en-GB' : language);

const dateFormats = new Map<string, Intl.DateTimeFormat>();
function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${language} ${JSON.stringify(options)}`;
  const known = dateFormats.get(id) ?? new Intl.DateTimeFormat(language, options);
  dateFormats.set(id, known);
  return known;
}

export function dateWords(at: number | Date, parts: DateParts, timeZone: string, language: string): string {
  const idiom = idioms.get(language);
  if (idiom === undefined) return dateFormat(language, { ...parts, timeZone }).format(at);
  const [year = 0, month = 1, day = 1] = dateFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at).split('-').map(Number);
  return [
    parts.weekday === undefined ? '' : idiom.weekday(new Date(Date.UTC(year, month - 1, day)).getUTCDay()),
    parts.day === undefined ? '' : String(day),
    parts.month === undefined ? '' : idiom.month(month - 1, parts.month === 'short'),
    parts.year === undefined ? '' : String(year),
  ].filter((part) => part !== '').join(' ');
}

/** "4 March 1961": a calendar date has no time zone, so none may move it. */
export const calendarDateWords = (date: string, language: string, month: 'long' | 'short' = 'long'): string =>
  dateWords(new Date(`${date}T00:00:00Z`), { day: 'numeric', month, year: 'numeric' }, 'UTC', language);

/** "10:42" */
export const clockWords = (at: number, timeZone: string, language: string): string =>
  dateFormat(numberLanguage(language), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(at);

/** "5 minutes ago", "in 2 days"; `numeric` keeps "1 day ago" from being "yesterday". */
export function distanceWords(count: number, unit: DistanceUnit, numeric: 'auto' | 'always', language: string): string {
  const idiom = idioms.get(language);
  return idiom === undefined ? new Intl.RelativeTimeFormat(language, { numeric }).format(count, unit) : idiom.distance(count, unit);
}

export function lengthWords(count: number, unit: LengthUnit, language: string): string {
  const idiom = idioms.get(language);
  return idiom === undefined ? new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count) : idiom.length(count, unit);
}

/** "a, b or c". */
export function eitherWords(names: readonly string[], language: string): string {
  return idioms.get(language)?.either(names) ?? new Intl.ListFormat(language, { type: 'disjunction' }).format(names);
}

/** An amount or the like as the rules write it, in this language. */
export const phraseWords = (text: string, language: string): string => idioms.get(language)?.phrase(text) ?? text;

/** "12,400" */
export const numberWords = (value: number, language: string, options: Intl.NumberFormatOptions = {}): string =>
  new Intl.NumberFormat(numberLanguage(language), options).format(value);

/** "Polish" for `pl`; what is no language code is shown as it was written. */
export function languageWords(code: string, language: string): string {
  const own = idioms.get(language)?.language(code);
  if (own !== undefined) return own;
  try {
    return new Intl.DisplayNames([numberLanguage(language)], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
