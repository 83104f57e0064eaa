import { expect, test } from 'vitest';
import { calendarOf } from '../time/working-days.ts';
import { memberEnquiryClock } from './member-enquiry.ts';

const holidays = [['2026-12-25', 'Christmas Day'], ['2026-12-28', 'Boxing Day'], ['2027-01-01', 'New Year’s Day']]
  .map(([date = '', name = '']) => ({ division: 'england-and-wales' as const, date, name, calledOffAt: null }));

test('an enquiry of 21 December 2026 is acknowledged the next day and answered by 7 January', () => {
  const clock = memberEnquiryClock('2026-12-21', calendarOf(holidays));
  expect(clock).toMatchObject({ acknowledgeBy: '2026-12-22', answerBy: '2027-01-07' });
  expect(clock.skipped).toEqual([
    { date: '2026-12-25', kind: 'holiday', name: 'Christmas Day' }, { date: '2026-12-26', kind: 'weekend' }, { date: '2026-12-27', kind: 'weekend' },
    { date: '2026-12-28', kind: 'holiday', name: 'Boxing Day' }, { date: '2027-01-01', kind: 'holiday', name: 'New Year’s Day' },
    { date: '2027-01-02', kind: 'weekend' }, { date: '2027-01-03', kind: 'weekend' },
  ]);
});

test('one that comes on a Friday is acknowledged on Monday, and one of a Saturday counts from Monday', () => {
  const calendar = calendarOf([]);
  expect(memberEnquiryClock('2026-11-27', calendar)).toMatchObject({ acknowledgeBy: '2026-11-30', answerBy: '2026-12-11' });
  expect(memberEnquiryClock('2026-11-28', calendar)).toMatchObject({ acknowledgeBy: '2026-11-30', answerBy: '2026-12-11' });
});
