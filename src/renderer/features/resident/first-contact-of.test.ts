import { expect, test } from 'vitest';
import { asId, type ContactId, type ResidentId, type ServiceId } from '#domain/ids.ts';
import type { Contact } from '#domain/records/contacts.ts';
import { calendarOf } from '#domain/time/working-days.ts';
import type { TimelineEntry } from '#contract/views/timeline.ts';
import { judgeOf } from './first-contact-of.ts';

const at = (day: number): number => Date.UTC(2026, 10, day, 10);
const contact = (id: string, day: number, serviceId: string): Contact => ({
  id: asId<ContactId>(id), residentId: asId<ResidentId>('r1'), propertyId: null, caseId: null, serviceId: asId<ServiceId>(serviceId), channel: 'phone-in', reason: 'report',
  outcome: 'resolved-first-contact', avoidable: null, furtherMatters: null, enquiry: null, note: '', staffId: null, siteId: null, startedAt: at(day), endedAt: null, externalReference: null,
});
const entry = (one: Contact): TimelineEntry => ({
  key: `contact:${one.id}`, at: one.startedAt, pending: false, kind: 'contact', contact: one, serviceName: null, staffName: null, siteName: null, caseReference: null, further: [], councillorName: null, interpreting: [],
});

test('each contact of a timeline is judged by those about the same service around it', () => {
  const [first, again, other] = [contact('c1', 9, '524'), contact('c2', 11, '524'), contact('c3', 11, '57')];
  const judge = judgeOf([again, other, first].map(entry), calendarOf([]), at(27));
  expect([first, again, other].map((one) => judge(one)?.kind)).toEqual(['came-back', 'not-first', 'resolved']);
});
