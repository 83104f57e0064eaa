/** The people of the scenes, as `people.json` describes them, with days counted from now. */
import { asId, type ContactId, type LinkId, type MarkerId, type NeedId, type PropertyId, type ResidentId, type TaskId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import type { RowChange } from '#domain/records.ts';
import type { CaseFile } from '#domain/records/contacts.ts';
import type { Holiday } from '#domain/records/council.ts';
import type { Resident } from '#domain/records/people.ts';
import { bookNeeds } from './booking-rows.ts';
import { dateFromNow, dueAfter, weekdayAgo, type Calendar } from './calendar.ts';
import type { NamedPeople, NamedResident } from './catalogue.ts';
import type { CouncilFiles } from './council-files.ts';
import { askEnquiries } from './enquiry-rows.ts';
import { PastRows } from './past-rows.ts';

export interface NamedRows {
  rows: RowChange[];
  residents: { resident: Resident; generatedContacts: number }[];
}

export function namedRows(people: NamedPeople, council: CouncilFiles, holidays: readonly Holiday[], calendar: Calendar): NamedRows {
  const rows: RowChange[] = people.properties.map((property) => put('property', { ...property, id: asId<PropertyId>(property.id) }));
  const residents: NamedRows['residents'] = [];
  for (const person of people.residents) {
    const resident = residentOf(person, calendar);
    residents.push({ resident, generatedContacts: person.generatedContacts });
    rows.push(...careRows(person, resident, calendar), ...historyRows(person, resident, council, calendar));
  }
  for (const link of people.links) {
    rows.push(put('link', {
      id: asId<LinkId>(link.id), fromId: asId<ResidentId>(link.fromId), toId: asId(link.toId), kind: link.kind, words: link.words, recordedBy: asId(link.recordedBy),
      recordedAt: weekdayAgo(calendar, link.workingDaysAgo, 11 * 60), endedAt: null, endedBy: null, endReasons: null,
    }));
  }
  return withDeeds(people, council, holidays, calendar, { rows, residents });
}

/** With what was asked and answered since: given as commands, as whoever did it gave them. */
function withDeeds(people: NamedPeople, { scheme, staff, services, councillors }: CouncilFiles, holidays: readonly Holiday[], calendar: Calendar, { rows, residents }: NamedRows): NamedRows {
  const past = new PastRows(scheme);
  past.apply([
    ...staff.map((row) => put('staff', row)), ...services.map((row) => put('service', row)), ...councillors.map((row) => put('councillor', row)), ...holidays.map((row) => put('holiday', row)),
    ...rows, ...residents.map(({ resident }) => put('resident', resident)),
  ]);
  bookNeeds(past, people.residents, calendar);
  askEnquiries(past, people.enquiries, calendar);
  return {
    rows: past.changes('staff', 'service', 'councillor', 'holiday', 'resident'),
    residents: residents.map((one) => ({ ...one, resident: past.row('resident', one.resident.id) ?? one.resident })),
  };
}

function residentOf(person: NamedResident, calendar: Calendar): Resident {
  const verifiedAt = weekdayAgo(calendar, 60, 11 * 60);
  return {
    id: asId(person.id), kind: person.kind, organisationKind: person.organisationKind, preferredName: `${person.givenName} ${person.familyName}`.trim(), givenName: person.givenName,
    familyName: person.familyName, previousNames: [], dateOfBirth: person.dateOfBirth, propertyId: asId(person.propertyId),
    householdId: person.householdId === null ? null : asId(person.householdId), correspondence: null,
    contactPoints: [
      ...person.phones.map((value) => ({ kind: 'phone' as const, value, verifiedAt, safeToVoicemail: true, safeToText: value.startsWith('+447') })),
      ...person.emails.map((value) => ({ kind: 'email' as const, value, verifiedAt, safeToVoicemail: false, safeToText: false })),
    ],
    accountReferences: person.accounts, language: person.language,
    deceasedOn: person.deceasedDaysAgo === null ? null : dateFromNow(calendar.now, -person.deceasedDaysAgo), lastContactAt: null, confidential: person.confidential, restricted: false, mergedInto: null,
  };
}

function careRows(person: NamedResident, resident: Resident, calendar: Calendar): RowChange[] {
  const rows: RowChange[] = person.needs.map((need) => put('need', {
    id: asId<NeedId>(`${person.id}.${need.kind}`), residentId: resident.id, kind: need.kind, action: need.action, reviewBy: dateFromNow(calendar.now, need.reviewInDays),
    recordedBy: null, recordedAt: null, bookings: [], endedAt: null, endedBy: null, endReasons: null,
  }));
  for (const marker of person.markers) {
    rows.push(put('marker', {
      id: asId<MarkerId>(marker.id), residentId: resident.id, propertyId: null, category: marker.category, control: marker.control,
      provisional: marker.provisional, reviewBy: dateFromNow(calendar.now, marker.reviewInDays), endedOn: null,
      incidentOn: dateFromNow(calendar.now, -marker.incidentDaysAgo), authorId: asId(marker.authorId), recordedAt: weekdayAgo(calendar, 0, 9 * 60) - marker.incidentDaysAgo * 86_400_000,
      toldOn: null, approvedBy: marker.provisional ? null : asId(marker.approvedBy),
    }), put('markerNarrative', { id: asId<MarkerId>(marker.id), narrative: marker.narrative, reviews: [] }));
    if (marker.task !== null) {
      rows.push(put('task', {
        id: asId<TaskId>(marker.task.id), decisionId: null, residentId: resident.id, propertyId: null, serviceId: asId(marker.task.serviceId),
        title: marker.task.title, notes: '', dueOn: null, status: 'open', done: null, createdAt: weekdayAgo(calendar, 0, 7 * 60),
      }));
    }
  }
  return rows;
}

function historyRows(person: NamedResident, resident: Resident, council: CouncilFiles, calendar: Calendar): RowChange[] {
  const rows: RowChange[] = [];
  for (const one of person.cases) {
    const openedAt = weekdayAgo(calendar, one.openedWorkingDaysAgo, one.at);
    const target = council.services.find((service) => service.id === one.serviceId)?.targetWorkingDays ?? null;
    const caseFile: CaseFile = {
      id: asId(one.id), reference: one.reference, residentId: resident.id, propertyId: resident.propertyId, serviceId: asId(one.serviceId),
      title: one.title, status: one.status, openedAt, dueAt: target === null ? null : dueAfter(calendar, openedAt, target),
      closedAt: one.closedWorkingDaysAgo === null ? null : weekdayAgo(calendar, one.closedWorkingDaysAgo, 16 * 60),
      ownerTeam: council.teams.get(one.serviceId) ?? '', channel: one.channel, externalReference: null,
    };
    rows.push(put('caseFile', caseFile));
  }
  person.contacts.forEach((one, index) => {
    const startedAt = weekdayAgo(calendar, one.workingDaysAgo, one.at);
    const staff = council.staff.find((member) => member.id === one.staffId) ?? null;
    resident.lastContactAt = Math.max(resident.lastContactAt ?? 0, startedAt);
    rows.push(put('contact', {
      id: asId<ContactId>(`${person.id}.contact-${String(index + 1)}`), residentId: resident.id, propertyId: resident.propertyId,
      caseId: one.caseId === null ? null : asId(one.caseId), serviceId: asId(one.serviceId), channel: one.channel, reason: one.reason,
      outcome: one.outcome, avoidable: one.avoidable, furtherMatters: null, enquiry: null, note: one.note, staffId: staff?.id ?? null, siteId: staff?.siteId ?? null,
      startedAt, endedAt: Math.min(startedAt + one.minutes * 60_000, calendar.now), externalReference: null,
    }));
  });
  return rows;
}
