import { afterAll, beforeAll, expect, test } from 'vitest';
import { calendarOf } from '#domain/time/working-days.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { openPGliteForTest } from '../testing/stores.ts';
import { holidaysOf } from './bank-holidays.ts';
import { callOffHoliday, keepHolidaysAhead, listHolidays, proclaimHoliday } from './holidays.ts';

const NOW = Date.parse('2026-11-02T09:00:00Z');
const by = { staffId: 'administrator ada', deviceId: 'centre' };
let opened: Awaited<ReturnType<typeof openPGliteForTest>>;
let store: CentralStore;
beforeAll(async () => {
  opened = await openPGliteForTest();
  store = opened.store;
}, 60_000);
afterAll(() => opened.discard());

test('the library knows what each part of the United Kingdom keeps, substitute days included', () => {
  const of = (division: string, year: string): string[] => holidaysOf([Number(year)]).filter((one) => one.division === division).map(({ date }) => date.slice(5));
  expect(of('england-and-wales', '2027')).toEqual(['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-25', '12-26', '12-27', '12-28']);
  expect(of('scotland', '2027')).toEqual(expect.arrayContaining(['01-04', '08-02', '11-30']));
  expect(of('northern-ireland', '2027')).toEqual(expect.arrayContaining(['03-17', '07-12']));
});

test('years that have none are added, once; what the council did to a year stays', async () => {
  expect(await keepHolidaysAhead(store, NOW)).toBeGreaterThan(100);
  expect(await keepHolidaysAhead(store, NOW)).toBe(0);
  expect((await callOffHoliday(store, 'england-and-wales.2027-05-03', by, NOW)).ok).toBe(true);
  expect(await proclaimHoliday(store, { division: 'england-and-wales', date: '2027-05-07', name: 'Coronation' }, by, NOW)).toMatchObject({ ok: true });
  expect(await proclaimHoliday(store, { division: 'england-and-wales', date: '2027-05-07', name: 'Again' }, by, NOW)).toMatchObject({ ok: false, failure: { code: 'not-allowed' } });
  // A year later one year is missing, and only that one comes.
  const before = (await listHolidays(store)).length;
  await keepHolidaysAhead(store, Date.parse('2027-11-02T09:00:00Z'));
  const after = await listHolidays(store);
  expect(new Set(after.slice(before).map(({ date }) => date.slice(0, 4)))).toEqual(new Set(['2030']));
  const calendar = calendarOf(after);
  expect([calendar.isWorkingDay('2027-05-03'), calendar.isWorkingDay('2027-05-07')]).toEqual([true, false]);
});
