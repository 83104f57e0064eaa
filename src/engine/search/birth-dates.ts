/** Dates of birth as people say and type them, as one word that an index can hold. */
import { isValid } from 'date-fns/isValid';
import { parse } from 'date-fns/parse';
import { enGB } from 'date-fns/locale/en-GB';

const shapes = ['d/M/yyyy', 'd/M/yy', 'd.M.yyyy', 'd.M.yy', 'd-M-yyyy', 'd-M-yy', 'yyyy-MM-dd', 'd MMM yyyy', 'd MMMM yyyy', 'MMMM d yyyy', 'MMM d yyyy'] as const;
const typed = /\b(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)? (?:of )?[a-z]{3,9},? \d{4}|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4})\b/iu;

export const birthWord = (date: string): string => `born${date.replaceAll('-', '')}`;

/** The date in what was typed and what is left of it; null where there is none that somebody living could have. */
export function birthDateIn(text: string, now: number): { word: string; rest: string } | null {
  const found = typed.exec(text);
  if (found === null) return null;
  const said = found[0].replaceAll(/(\d)(?:st|nd|rd|th)/giu, '$1').replaceAll(/ of |,/giu, ' ').replaceAll(/\s+/gu, ' ');
  for (const shape of shapes) {
    const date = parse(said, shape, new Date(now), { locale: enGB });
    if (!isValid(date)) continue;
    // "48" is 1948 to anybody who is asked when they were born.
    const year = date.getFullYear() > new Date(now).getFullYear() ? date.getFullYear() - 100 : date.getFullYear();
    if (year < 1890) continue;
    const word = `born${String(year)}${String(date.getMonth() + 1).padStart(2, '0')}${String(date.getDate()).padStart(2, '0')}`;
    return { word, rest: `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}` };
  }
  return null;
}
