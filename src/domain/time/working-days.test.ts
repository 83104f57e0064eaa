import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysAfter } from './dates.ts';
import { calendarOf, type Division } from './working-days.ts';

const holiday = (date: string, name: string, division: Division = 'england-and-wales', calledOffAt: number | null = null) => ({ date, name, division, calledOffAt });
/** The bank holidays about the turn of 2026 to 2027, as they are proclaimed. */
const turnOfTheYear = [
  holiday('2026-12-25', 'Christmas Day'), holiday('2026-12-26', 'Boxing Day'), holiday('2026-12-28', 'Boxing Day (substitute day)'), holiday('2027-01-01', 'New Year’s Day'),
  holiday('2026-12-25', 'Christmas Day', 'scotland'), holiday('2027-01-01', 'New Year’s Day', 'scotland'), holiday('2027-01-04', '2nd January (substitute day)', 'scotland'),
  holiday('2027-03-17', 'St Patrick’s Day', 'northern-ireland'), holiday('2027-03-26', 'Good Friday'), holiday('2027-03-29', 'Easter Monday'),
];
const local = calendarOf(turnOfTheYear);
const anywhere = calendarOf(turnOfTheYear, ['england-and-wales', 'scotland', 'northern-ireland']);

describe('the dates that DOMAIN (e) gives', () => {
  test('a request for information skips holidays anywhere in the United Kingdom', () => {
    expect(anywhere.addWorkingDays('2026-12-14', 20)).toBe('2027-01-15');
    expect(local.addWorkingDays('2026-12-14', 20)).toBe('2027-01-14');
    expect(anywhere.addWorkingDays('2027-02-22', 20)).toBe('2027-03-23');
  });
  test('a complaint is acknowledged after 5 working days and answered 10 after that', () => {
    const acknowledged = local.addWorkingDays('2026-12-14', 5);
    expect(acknowledged).toBe('2026-12-21');
    expect(local.addWorkingDays(acknowledged, 10)).toBe('2027-01-07');
  });
  test('a councillor’s enquiry is answered after 10', () => { expect(local.addWorkingDays('2026-12-21', 10)).toBe('2027-01-07'); });
});

test('every day that is passed over is named', () => {
  expect(local.skipped('2026-12-24', '2026-12-29')).toEqual([
    { date: '2026-12-25', kind: 'holiday', name: 'Christmas Day' }, { date: '2026-12-26', kind: 'weekend' }, { date: '2026-12-27', kind: 'weekend' },
    { date: '2026-12-28', kind: 'holiday', name: 'Boxing Day (substitute day)' },
  ]);
});

test('a holiday that was called off is a working day again', () => {
  expect(calendarOf([holiday('2026-05-04', 'Early May', 'england-and-wales', 1)]).isWorkingDay('2026-05-04')).toBe(true);
});

test('forwards and back, counted and added, agree', () => {
  const dates = fc.integer({ min: 0, max: 500 }).map((n) => daysAfter('2026-06-01', n));
  fc.assert(fc.property(dates, fc.integer({ min: 1, max: 60 }), (from, days) => {
    const to = local.addWorkingDays(from, days);
    expect(local.isWorkingDay(to)).toBe(true);
    expect(local.workingDaysBetween(from, to)).toBe(days);
    expect(local.addWorkingDays(to, -days) <= local.rolledForward(from)).toBe(true);
    expect(local.workingDaysBetween(from, to) + local.skipped(from, to).length).toBe((Date.parse(to) - Date.parse(from)) / 86_400_000);
  }));
});
