/** When a councillor who asks something is heard: acknowledged the next working day, answered within ten. DOMAIN (e). */
import type { CalendarDate } from '../time/instant.ts';
import type { Skipped, WorkingCalendar } from '../time/working-days.ts';

const ACKNOWLEDGE_DAYS = 1;
const ANSWER_DAYS = 10;

export interface MemberEnquiryClock {
  acknowledgeBy: CalendarDate;
  answerBy: CalendarDate;
  /** Every day up to the answer that does not count, and why. */
  skipped: Skipped[];
}

export function memberEnquiryClock(receivedOn: CalendarDate, calendar: WorkingCalendar): MemberEnquiryClock {
  const answerBy = calendar.addWorkingDays(receivedOn, ANSWER_DAYS);
  return { acknowledgeBy: calendar.addWorkingDays(receivedOn, ACKNOWLEDGE_DAYS), answerBy, skipped: calendar.skipped(receivedOn, answerBy) };
}
