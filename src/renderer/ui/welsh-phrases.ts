/**
 * Small phrases that the rules put into sentences in English: amounts of days, dates, windows of a limit. Each is known
 * by its whole form; anything else, such as a name, is said as it is.
 */
import { cy } from 'date-fns/locale/cy';
import { enGB } from 'date-fns/locale/en-GB';
import { format } from 'date-fns/format';
import { isValid } from 'date-fns/isValid';
import { parse } from 'date-fns/parse';

const whole: Record<string, string> = {
  'decisions': 'penderfyniad',
  'resident': 'y preswylydd hwn', 'household': 'yr aelwyd hon', 'property': 'yr eiddo hwn', 'vehicle': 'y cerbyd hwn', 'operative': 'y gweithiwr hwn',
  'today': 'heddiw', 'this month': 'y mis hwn', 'at one time': 'ar yr un pryd', 'no limit': 'dim terfyn', 'nothing': 'dim',
};
const months = (count: number): string => cy.formatDistance('xMonths', count);
const days = (count: number): string => cy.formatDistance('xDays', count);
const forms: [RegExp, (count: number) => string][] = [
  [/^(\d+) seconds?$/, (count) => cy.formatDistance('xSeconds', count)], [/^(\d+) minutes?$/, (count) => cy.formatDistance('xMinutes', count)],
  [/^(\d+) days?$/, days], [/^in any (\d+) days?$/, (count) => `mewn unrhyw ${days(count)}`], [/^in any (\d+) months?$/, (count) => `mewn unrhyw ${months(count)}`],
];
const DATE = /^\d{1,2} [A-Z][a-z]+ \d{4}$/;

export function phraseInWelsh(text: string): string {
  const known = Object.hasOwn(whole, text) ? whole[text] : undefined;
  if (known !== undefined) return known;
  for (const [form, say] of forms) {
    const found = form.exec(text);
    if (found !== null) return say(Number(found[1]));
  }
  if (!DATE.test(text)) return text;
  const date = parse(text, 'd MMMM yyyy', new Date(0), { locale: enGB });
  return isValid(date) ? format(date, 'd MMMM yyyy', { locale: cy }) : text;
}
