/** What councillors asked in the last weeks, as `people.json` says it, and what came of it. */
import { asId, derivedId, type CaseId, type ContactId, type CouncillorId, type Id, type PromiseId, type PropertyId, type ResidentId, type ServiceId } from '#domain/ids.ts';
import { dateAt } from '#domain/time/dates.ts';
import { weekdayAgo, type Calendar } from './calendar.ts';
import type { NamedPeople } from './catalogue.ts';
import type { PastRows } from './past-rows.ts';

const MINUTE = 60_000;

type Enquiry = NamedPeople['enquiries'][number];
type Told = NonNullable<Enquiry['answered']>;

const idOrNull = <T extends Id<string>>(id: string | null): T | null => id === null ? null : asId<T>(id);

export function askEnquiries(past: PastRows, enquiries: readonly Enquiry[], calendar: Calendar): void {
  for (const one of enquiries) {
    const startedAt = weekdayAgo(calendar, one.workingDaysAgo, one.at);
    const endedAt = Math.min(startedAt + one.minutes * MINUTE, calendar.now);
    past.act(one.id, one.staffId, endedAt, 'log-contact', {
      contactId: asId<ContactId>(one.id), residentId: idOrNull<ResidentId>(one.residentId), propertyId: idOrNull<PropertyId>(one.propertyId), anonymous: one.residentId === null,
      caseId: idOrNull<CaseId>(one.caseId), serviceId: idOrNull<ServiceId>(one.serviceId), channel: 'councillor', reason: one.reason, outcome: one.outcome, avoidable: null, furtherMatters: [],
      enquiry: { councillorId: asId<CouncillorId>(one.councillorId), residentAsked: one.residentAsked },
      next: null, note: one.note, startedAt, endedAt,
    });
    if (one.acknowledged !== null) answer(past, one, 'acknowledge', one.acknowledged, calendar);
    if (one.answered !== null) answer(past, one, 'answer', one.answered, calendar);
  }
}

/** A promise is kept where a resident is named; see `domain/contacts/member-enquiry.ts`. */
function answer(past: PastRows, { id, residentId }: Enquiry, part: 'acknowledge' | 'answer', told: Told, calendar: Calendar): void {
  const at = weekdayAgo(calendar, told.workingDaysAgo, told.at);
  if (residentId === null) past.act(id, told.staffId, at, 'answer-enquiry', { contactId: asId<ContactId>(id), part, on: dateAt(at), words: told.words });
  else past.act(id, told.staffId, at, 'note-promise', { promiseId: derivedId<PromiseId>(id, part), at, outcome: told.outcome, words: told.words, dueAt: null });
}
