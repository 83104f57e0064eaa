/** Who goes on after a contact: a person owes something by a day, or a service has something to do. */
import { refused, type Context, type Verdict } from '../commands/command.ts';
import { derivedId, type PromiseId, type ServiceId, type StaffId, type TaskId } from '../ids.ts';
import { put } from '../records.ts';
import type { RowChange } from '../records.ts';
import type { Contact, PromiseMade } from '../records/contacts.ts';
import type { Service, StaffMember } from '../records/council.ts';
import type { Resident } from '../records/people.ts';
import { dateAt, instantOf } from '../time/dates.ts';
import type { CalendarDate, Instant } from '../time/instant.ts';
import type { WorkingCalendar } from '../time/working-days.ts';

export interface NextStep {
  /** A person, or else a service; neither is whoever had the contact. */
  staffId: StaffId | null;
  serviceId: ServiceId | null;
  /** What is to be done, in the words the resident heard. */
  words: string;
  /** When it was promised for; null where no day was named. */
  promisedFor: Instant | null;
}

/** Within how many working days something is looked at again where neither the service nor a promise says so. */
const USUAL_DAYS = 5;
/** The council's day is over: what is due on a date is due by then. */
const END_OF_DAY = '17:00';

export const endOfWorkOn = (date: CalendarDate): Instant => instantOf(date, END_OF_DAY) ?? 0;

interface Facts { resident: Resident | null; owner: StaffMember | null; nextService: Service | null; context: Context }

export function nextFault({ next }: { next: NextStep | null }, { resident, owner, nextService, context }: Facts): Verdict | null {
  if (next === null) return null;
  if (next.staffId !== null && owner === null) return refused('command.unknown-owner');
  if (next.serviceId !== null && nextService === null) return refused('command.unknown-service');
  if (next.words.trim() === '') return refused('command.promise-words-needed');
  // Who may not promise anything may still hand it to a service.
  const promises = next.serviceId === null || next.promisedFor !== null;
  if (promises && context.actor.role !== 'operative' && context.actor.role !== 'approver') return refused('command.role-may-not');
  if (next.promisedFor === null) return resident === null && next.serviceId === null ? refused('command.promise-needs-resident') : null;
  if (resident === null) return refused('command.promise-needs-resident');
  if (resident.deceasedOn !== null) return refused('command.deceased');
  return next.promisedFor <= context.madeAt ? refused('command.promise-in-past') : null;
}

export function nextRows(contact: Contact, next: NextStep | null, { service, calendar, context }: { service: Service | null; calendar: WorkingCalendar; context: Context }): RowChange[] {
  if (next === null) return [];
  const words = next.words.trim();
  const dueOn = next.promisedFor === null ? calendar.addWorkingDays(dateAt(context.countsAt), service?.targetWorkingDays ?? USUAL_DAYS) : dateAt(next.promisedFor);
  const rows: RowChange[] = [];
  if (next.serviceId !== null) {
    rows.push(put('task', {
      id: derivedId<TaskId>(contact.id, 'task'), decisionId: null, residentId: contact.residentId, propertyId: contact.propertyId, serviceId: next.serviceId, title: words,
      notes: '', dueOn, status: 'open', done: null, createdAt: context.countsAt,
    }));
  }
  // What was promised to somebody has somebody who sees to it, also where a service does it.
  if (contact.residentId !== null && (next.serviceId === null || next.promisedFor !== null)) {
    rows.push(put('promise', promise(contact, {
      id: derivedId(contact.id, 'next'), kind: next.promisedFor === null ? 'follow-up' : 'promise', words, dueAt: next.promisedFor ?? endOfWorkOn(dueOn),
      ownerId: next.staffId ?? context.actor.staffId,
    }, context)));
  }
  return rows;
}

/** Something owed after a contact; `id` follows from it, so that a repeat makes no second. */
export const promise = (
  contact: Contact, { id, kind, words, dueAt, ownerId }: { id: PromiseId; kind: PromiseMade['kind']; words: string; dueAt: Instant; ownerId: StaffId }, context: Context,
): PromiseMade => ({
  id, residentId: contact.residentId as NonNullable<Contact['residentId']>, contactId: contact.id, caseId: contact.caseId, kind, words, promisedFor: dueAt, dueAt, phone: null, callerPhone: null,
  ownerId, madeBy: context.actor.staffId, madeAt: context.countsAt, attempts: [], status: 'open', closedAt: null,
});
