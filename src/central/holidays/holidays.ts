/** Bank holidays at the centre: rows, so that desks have them with their feed and a proclaimed one counts everywhere at once. */
import { put } from '#domain/records.ts';
import type { Holiday } from '#domain/records/council.ts';
import { dateAt } from '#domain/time/dates.ts';
import type { Instant } from '#domain/time/instant.ts';
import { divisions, type Division } from '#domain/time/working-days.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { audit } from '../commands/audit.ts';
import { lockHead } from '../feed/write-changes.ts';
import type { CentralStore, CentralTransaction } from '../pg/central-store.ts';
import { holidayId, yearsAround } from './years-around.ts';

export interface Proclaimer { staffId: string; deviceId: string }

const readHolidays = async (transaction: CentralTransaction): Promise<Holiday[]> =>
  await transaction.load({ kind: 'rows', table: 'holiday', where: {} }) as Holiday[];

export async function listHolidays(store: CentralStore): Promise<Holiday[]> {
  const holidays = await store.transaction(readHolidays);
  return holidays.sort((a, b) => a.date < b.date ? -1 : a.date > b.date ? 1 : a.division < b.division ? -1 : 1);
}

/** Adds the years that have none yet. A year that has some is as the council keeps it, and is left alone. */
export async function keepHolidaysAhead(store: CentralStore, now: Instant): Promise<number> {
  const { rows } = await store.query<{ division: Division; year: number }>(
    `SELECT DISTINCT division, extract(year FROM date)::int AS year FROM holiday WHERE council = $1`, [store.council]);
  const known = new Set(rows.map(({ division, year }) => `${division} ${String(year)}`));
  const isMissing = ({ division, date }: Pick<Holiday, 'division' | 'date'>): boolean => !known.has(`${division} ${String(Number(date.slice(0, 4)))}`);
  const years = yearsAround(now);
  if (divisions.every((division) => years.every((year) => known.has(`${division} ${String(year)}`)))) return 0;
  const { holidaysOf } = await import('./bank-holidays.ts');
  return store.transaction(async (transaction) => {
    await lockHead(transaction, transaction.council);
    const present = new Set((await readHolidays(transaction)).map(({ id }) => id));
    const missing = holidaysOf(years).filter((holiday) => isMissing(holiday) && !present.has(holiday.id));
    await transaction.write(missing.map((holiday) => put('holiday', holiday)));
    return missing.length;
  });
}

/** A holiday that was proclaimed, or one that was called off and is one after all. */
export async function proclaimHoliday(store: CentralStore, { division, date, name }: Pick<Holiday, 'division' | 'date' | 'name'>, by: Proclaimer, now: Instant): Promise<Outcome<Holiday>> {
  if (name.trim() === '' || name.length > 100) return fail('bad-input', 'Give the holiday a name of up to 100 characters: it is said beside every deadline that passes over it.');
  if (date < dateAt(now)) return fail('bad-input', 'That date is over. Give one that lies ahead.');
  return store.transaction(async (transaction) => {
    await lockHead(transaction, transaction.council);
    const id = holidayId(division, date);
    const before = await transaction.load({ kind: 'row', table: 'holiday', id }) as Holiday | null;
    if (before?.calledOffAt === null) return fail('not-allowed', `That date is a holiday already: ${before.name}.`);
    const holiday: Holiday = { id, division, date, name: name.trim(), calledOffAt: null };
    await transaction.write([put('holiday', holiday)]);
    await audit(transaction, { at: now, ...by, action: 'proclaim-holiday', subject: id, detail: { name: holiday.name } });
    return succeed(holiday);
  });
}

export async function callOffHoliday(store: CentralStore, id: string, by: Proclaimer, now: Instant): Promise<Outcome<Holiday>> {
  return store.transaction(async (transaction) => {
    await lockHead(transaction, transaction.council);
    const holiday = await transaction.load({ kind: 'row', table: 'holiday', id }) as Holiday | null;
    if (holiday === null) return fail('not-found', 'There is no such holiday. List them to see what they are called.');
    if (holiday.calledOffAt !== null) return succeed(holiday);
    const calledOff: Holiday = { ...holiday, calledOffAt: now };
    await transaction.write([put('holiday', calledOff)]);
    await audit(transaction, { at: now, ...by, action: 'call-off-holiday', subject: id, detail: {} });
    return succeed(calledOff);
  });
}
