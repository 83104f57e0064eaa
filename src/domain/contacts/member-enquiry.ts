/** A councillor’s enquiry as it stands on the record, and what the council then owes the councillor. */
import type { Context } from '../commands/command.ts';
import { memberEnquiryClock } from '../clocks/member-enquiry.ts';
import type { Clause } from '../delegation/scheme.ts';
import { asId, derivedId, type ServiceId, type StaffId, type TaskId } from '../ids.ts';
import { put } from '../records.ts';
import type { RowChange } from '../records.ts';
import type { Contact, ContactMatter, MemberEnquiry } from '../records/contacts.ts';
import type { Councillor, Property } from '../records/council.ts';
import { dateAt } from '../time/dates.ts';
import type { Instant } from '../time/instant.ts';
import type { WorkingCalendar } from '../time/working-days.ts';
import { mattersOf } from './matters.ts';
import { clauseNobodyInfluences, memberStanding } from './member-scope.ts';
import { endOfWorkOn, promise } from './next-step.ts';

/** LGSL: councillors. Where the answer to one waits that names no resident. */
const COUNCILLORS: ServiceId = asId('358');

interface Facts { councillor: Councillor; property: Property | null; calendar: WorkingCalendar; clauses: readonly Clause[]; countsAt: Instant }

export function enquiryOf(args: ContactMatter & { furtherMatters: ContactMatter[]; enquiry: { residentAsked: boolean } | null }, { councillor, property, calendar, clauses, countsAt }: Facts): MemberEnquiry {
  const { acknowledgeBy, answerBy } = memberEnquiryClock(dateAt(countsAt), calendar);
  return {
    councillorId: councillor.id, scope: memberStanding(councillor, property, args.enquiry?.residentAsked === true).scope, acknowledgeBy, answerBy,
    noInfluence: mattersOf(args).some(({ serviceId }) => clauseNobodyInfluences(clauses, serviceId) !== undefined),
  };
}

/** The acknowledgement and the answer, each by its day: promises where a resident is named, else work for whoever serves councillors. */
export function enquiryRows(contact: Contact, councillor: Councillor, ownerId: StaffId, context: Context): RowChange[] {
  if (contact.enquiry === null) return [];
  const { acknowledgeBy, answerBy } = contact.enquiry;
  const owed = [
    { part: 'acknowledge', words: `Acknowledge the enquiry of Councillor ${councillor.name}`, by: acknowledgeBy },
    { part: 'answer', words: `Answer Councillor ${councillor.name}`, by: answerBy },
  ] as const;
  return owed.map(({ part, words, by }) => contact.residentId !== null
    ? put('promise', promise(contact, { id: derivedId(contact.id, part), kind: 'promise', words, dueAt: endOfWorkOn(by), ownerId }, context))
    : put('task', {
      id: derivedId<TaskId>(contact.id, part), decisionId: null, residentId: null, propertyId: contact.propertyId, serviceId: COUNCILLORS, title: words, notes: '', dueOn: by,
      status: 'open', done: null, createdAt: context.countsAt,
    }));
}
