/** What Welsh needs and the window's `Intl` lacks. Names of days and months and counted units are date-fns's. */
import { cy } from 'date-fns/locale/cy';
import type { Day, Month } from 'date-fns';
import type { Idiom, LengthUnit } from './idiom.ts';
import { phraseInWelsh } from './welsh-phrases.ts';

const tokens = { second: 'xSeconds', minute: 'xMinutes', hour: 'xHours', day: 'xDays' } as const;
const length = (count: number, unit: LengthUnit): string => cy.formatDistance(tokens[unit], count);

const near: Record<string, string> = { 'minute 0': 'y funud hon', 'day -1': 'ddoe', 'day 0': 'heddiw', 'day 1': 'yfory' };

const languages: Record<string, string> = {
  ar: 'Arabeg', bfi: 'Iaith Arwyddion Prydain', bn: 'Bengaleg', cy: 'Cymraeg', en: 'Saesneg', es: 'Sbaeneg', fa: 'Perseg', fr: 'Ffrangeg', gu: 'Gwjarati',
  it: 'Eidaleg', lt: 'Lithwaneg', pa: 'Pwnjabeg', pl: 'Pwyleg', pt: 'Portiwgaleg', ro: 'Rwmaneg', so: 'Somaleg', ta: 'Tamileg', tr: 'Tyrceg', uk: 'Wcreineg',
  ur: 'Wrdw', zh: 'Tsieinëeg',
};

export const welsh: Idiom = {
  weekday: (day) => cy.localize.day(day as Day, { width: 'wide' }),
  month: (month, short) => cy.localize.month(month as Month, { width: short ? 'abbreviated' : 'wide' }),
  length,
  distance: (count, unit) => near[`${unit} ${String(count)}`] ?? (count < 0 ? `${length(-count, unit)} yn ôl` : `ymhen ${length(count, unit)}`),
  either: (names) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} neu ${names.at(-1) ?? ''}`),
  language: (code) => languages[code],
  phrase: phraseInWelsh,
};
