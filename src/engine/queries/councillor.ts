/** A councillor’s own page: what they asked, what is still owed to them, and who answers. */
import { answerEnquiry } from '#domain/contacts/answer-enquiry.ts';
import { derivedId, type PromiseId, type TaskId } from '#domain/ids.ts';
import type { MemberEnquiry } from '#domain/records/contacts.ts';
import { dateAt } from '#domain/time/dates.ts';
import type { Snapshot } from '#contract/views.ts';
import type { CouncillorCollections, EnquiryItem, OwedItem } from '#contract/views/councillor.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { Desk } from '../desk.ts';
import type { LiveQuery } from '../live/live-query.ts';
import { sparseRows } from '../store/schema.ts';
import type { Stored } from '../store/cache.ts';
import { personOf } from './person.ts';
import { nameOrNull, referenceTables, serviceName, staffName } from './reference.ts';
import { sightFor } from './sight.ts';
import { caseReferences } from './timeline.ts';

const MOST_READ = 1000;
const MOST_PAST = 200;

/** A promise where a resident was named, else the work of whoever serves councillors; see `domain/contacts/member-enquiry.ts`. */
type Work = Pick<OwedItem, 'status' | 'agreedFor' | 'doneOn' | 'words' | 'doneByName'> & { owner: EnquiryItem['owner']; mine: boolean; pending: boolean; task: boolean };
const NOT_HERE: Work = { status: 'unknown', agreedFor: null, doneOn: null, words: null, doneByName: null, owner: null, mine: false, pending: false, task: false };

function workOf({ cache, reference, actor }: Desk, contactId: string, part: 'acknowledge' | 'answer'): Work {
  const promise = cache.row('promise', derivedId<PromiseId>(contactId, part));
  if (promise !== null) {
    const { status, dueAt, promisedFor, closedAt, ownerId, attempts } = promise.row;
    const last = closedAt === null ? undefined : attempts.at(-1);
    return {
      ...NOT_HERE, status: status === 'kept' ? 'done' : status, agreedFor: dueAt === promisedFor ? null : dueAt, doneOn: closedAt === null ? null : dateAt(closedAt), pending: promise.pending,
      words: last?.words ?? null, doneByName: nameOrNull(reference.staff, last?.staffId ?? null), owner: { staffName: staffName(reference, ownerId) }, mine: ownerId === actor.staffId,
    };
  }
  const task = cache.row('task', derivedId<TaskId>(contactId, part));
  if (task === null) return NOT_HERE;
  const { status, serviceId, done } = task.row;
  return {
    ...NOT_HERE, status: status === 'cancelled' ? 'ended' : status, doneOn: done?.on ?? null, words: done?.words ?? null, doneByName: nameOrNull(reference.staff, done?.by ?? null),
    pending: task.pending, task: true, owner: { serviceName: serviceName(reference, serviceId) },
  };
}

function owed({ now }: Desk, by: string, { status, agreedFor, doneOn, words, doneByName }: Work, sealed: boolean): OwedItem {
  // What is agreed with the councillor later is what is overdue; the day by the clock stays beside it.
  const overdue = status === 'open' && (agreedFor === null ? by < dateAt(now()) : agreedFor < now());
  return { by, status, agreedFor, doneOn, words: sealed ? null : words, doneByName: sealed ? null : doneByName, overdue };
}

const isOpen = ({ answer, acknowledgement }: EnquiryItem): boolean => answer.status === 'open' || acknowledgement.status === 'open';

function itemOf(desk: Desk, { row: contact, pending }: Stored<'contact'>, enquiry: MemberEnquiry, caseReference: (id: string | null) => string | null): EnquiryItem {
  const { cache, reference } = desk;
  // One that names nobody may name a case, and so somebody after all.
  const person = personOf(cache, contact.residentId ?? cache.row('caseFile', contact.caseId)?.row.residentId ?? null);
  const property = contact.residentId === null ? cache.row('property', contact.propertyId)?.row ?? null : null;
  const sealed = person !== null && !sightFor(desk, person).record;
  const named = contact.residentId === null ? null : person;
  const subject: SubjectRef | null = named !== null ? { kind: 'resident', id: named.id } : property !== null ? { kind: 'property', id: property.id } : null;
  const acknowledging = workOf(desk, contact.id, 'acknowledge');
  const answering = workOf(desk, contact.id, 'answer');
  const { reason, outcome, avoidable, serviceId, caseId } = contact;
  return {
    key: contact.id, at: contact.startedAt, enquiry, subject, sealed,
    pending: pending || acknowledging.pending || answering.pending,
    name: named?.preferredName ?? property?.addressLine ?? null,
    matter: sealed ? null : { reason, outcome, avoidable, serviceId, caseId, serviceName: nameOrNull(reference.services, serviceId), caseReference: caseReference(caseId), note: contact.note },
    takenByName: nameOrNull(reference.staff, contact.staffId), owner: answering.owner, mine: answering.mine,
    // Whoever may not read what was asked can't say what came of it.
    answeredHere: answerEnquiry.roles.includes(desk.actor.role) && !sealed && answering.task,
    acknowledgement: owed(desk, enquiry.acknowledgeBy, acknowledging, sealed), answer: owed(desk, enquiry.answerBy, answering, sealed),
  };
}

/** When the next thing is owed; what is owed first stands first. */
function nextDue({ acknowledgement, answer }: EnquiryItem): string {
  const next = acknowledgement.status === 'open' ? acknowledgement : answer;
  return next.agreedFor === null ? next.by : dateAt(next.agreedFor);
}

export const councillorQuery: LiveQuery<'councillor'> = {
  always: referenceTables,
  related: new Set(['contact', 'promise', 'task', 'resident', 'property', 'caseFile', 'access', 'merge']),
  signals: new Set(['time']),
  read(desk, { councillorId }) {
    const none: Snapshot<CouncillorCollections> = { header: [], open: [], past: [] };
    const councillor = desk.reference.councillors.get(councillorId);
    if (councillor === undefined) return { collections: none, about: new Set([councillorId]) };
    const stored = desk.cache.select('contact', `WHERE ${sparseRows.enquiries.where} AND json_extract(enquiry, '$.councillorId') = ? ORDER BY started_at DESC, id DESC LIMIT ?`, [councillorId, MOST_READ]);
    const caseReference = caseReferences(desk);
    const items = stored.flatMap((one) => one.row.enquiry === null ? [] : [itemOf(desk, one, one.row.enquiry, caseReference)]);
    const open = items.filter(isOpen).toSorted((a, b) => (nextDue(a) < nextDue(b) ? -1 : nextDue(a) > nextDue(b) ? 1 : a.at - b.at));
    const past = items.filter((item) => !isOpen(item));
    const inOffice = councillor.endedOn === null || councillor.endedOn >= dateAt(desk.now());
    return {
      collections: { header: [{ ...councillor, key: 'header', inOffice, counts: { open: open.length, past: past.length } }], open, past: past.slice(0, MOST_PAST) },
      about: new Set([
        councillorId,
        ...stored.flatMap(({ row }) => [row.id, derivedId<PromiseId>(row.id, 'acknowledge'), derivedId<PromiseId>(row.id, 'answer'), row.residentId, row.propertyId, row.caseId]),
        ...items.map(({ subject }) => subject?.id),
      ].filter((id) => typeof id === 'string')),
    };
  },
};
