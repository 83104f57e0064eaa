/** Bank holidays: they come by themselves, and this is for the one that is proclaimed or moved. */
import type { Holiday } from '#domain/records/council.ts';
import { divisions, type Division } from '#domain/time/working-days.ts';
import { fail, succeed } from '#contract/failures.ts';
import { callOffHoliday, listHolidays, proclaimHoliday } from '../holidays/holidays.ts';
import { wrongUse, type AdminCommand } from './admin-command.ts';

const usage = ['holiday list', 'holiday proclaim <date> <division> --reason "<its name>"', 'holiday call-off <date> <division>'];

const isDivision = (text: string | undefined): text is Division => (divisions as readonly (string | undefined)[]).includes(text);
const lineOf = ({ date, division, name, calledOffAt }: Holiday): string => `${date}  ${division.padEnd(17)}  ${name}${calledOffAt === null ? '' : '  (called off)'}`;

export const holiday: AdminCommand = {
  usage,
  async run(store, { words: [what, date, division, ...rest], texts, by: name, now }) {
    const by = { staffId: `administrator ${name}`, deviceId: 'centre' };
    if (what === 'list' && date === undefined) return succeed((await listHolidays(store)).map(lineOf).join('\n'));
    if ((what !== 'proclaim' && what !== 'call-off') || date === undefined || rest.length > 0) return wrongUse({ usage });
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date)) || !isDivision(division)) {
      return fail('bad-input', `Give a date like 2027-05-03 and one of ${divisions.join(', ')}.`);
    }
    const done = what === 'proclaim' ? await proclaimHoliday(store, { date, division, name: texts['reason'] ?? '' }, by, now) : await callOffHoliday(store, `${division}.${date}`, by, now);
    return done.ok ? succeed(`${what === 'proclaim' ? 'Proclaimed' : 'Called off'}: ${lineOf(done.value)}`) : done;
  },
};
