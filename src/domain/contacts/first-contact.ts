/**
 * Resolved at first contact, worked out and never asked. DOMAIN (f): closed at the first contact, with no contact of the
 * same resident about the same service within five working days.
 */
import type { Contact } from '../records/contacts.ts';
import { dateAt } from '../time/dates.ts';
import type { CalendarDate, Instant } from '../time/instant.ts';
import type { WorkingCalendar } from '../time/working-days.ts';
import type { ContactOutcome } from '../vocabulary.ts';
import { mattersOf } from './matters.ts';

export const WITHIN_WORKING_DAYS = 5;

const closing: readonly ContactOutcome[] = ['resolved-first-contact', 'resolved-under-delegation', 'approved', 'refused', 'signposted'];
/** Nothing could have been resolved: these count neither way. */
const unresolvable: readonly ContactOutcome[] = ['verification-failed', 'no-authority', 'left-queue'];

export type FirstContact =
  /** Closed, and nobody has come back; certain once `certainAfter` is over. */
  | { kind: 'so-far'; certainAfter: CalendarDate }
  | { kind: 'resolved' }
  /** Closed, and yet they came back about the same. */
  | { kind: 'came-back'; on: CalendarDate }
  /** They had been in touch about the same already. */
  | { kind: 'not-first'; before: CalendarDate }
  | { kind: 'left-open' };

type Told = Pick<Contact, 'id' | 'residentId' | 'startedAt' | 'reason' | 'outcome' | 'avoidable' | 'serviceId' | 'caseId' | 'furtherMatters'>;

/**
 * How each service of a contact stands; a matter of no service is judged against others of none.
 * @param others contacts of the same resident, in any order; the contact itself may be among them.
 * @returns null where nobody is named, or nothing could be resolved.
 */
export function firstContact(contact: Told, others: readonly Told[], calendar: WorkingCalendar, now: Instant): FirstContact | null {
  if (contact.residentId === null) return null;
  const matters = mattersOf(contact).filter(({ outcome }) => !unresolvable.includes(outcome));
  if (matters.length === 0) return null;
  if (matters.some(({ outcome }) => !closing.includes(outcome))) return { kind: 'left-open' };
  const services = new Set(matters.map(({ serviceId }) => serviceId));
  const day = dateAt(contact.startedAt);
  const last = calendar.addWorkingDays(day, WITHIN_WORKING_DAYS);
  const first = calendar.addWorkingDays(day, -WITHIN_WORKING_DAYS);
  const same = others.filter((other) => other.id !== contact.id && other.residentId === contact.residentId && mattersOf(other).some(({ serviceId }) => services.has(serviceId)));
  const days = (wanted: (other: Told, date: CalendarDate) => boolean): CalendarDate[] => same.map((other) => [other, dateAt(other.startedAt)] as const)
    .filter(([other, date]) => wanted(other, date)).map(([, date]) => date).toSorted();
  const before = days((other, date) => other.startedAt < contact.startedAt && date >= first).at(-1);
  if (before !== undefined) return { kind: 'not-first', before };
  const after = days((other, date) => other.startedAt > contact.startedAt && date <= last)[0];
  if (after !== undefined) return { kind: 'came-back', on: after };
  return dateAt(now) > last ? { kind: 'resolved' } : { kind: 'so-far', certainAfter: last };
}
