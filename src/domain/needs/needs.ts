/** What somebody needs of the council, as things to do: recorded, changed, ended, and acted on. DOMAIN (c). */
import { accepted, defineCommand, refused, row } from '../commands/command.ts';
import { derivedId, type ContactId, type InterpretingId, type NeedId, type ResidentId, type ServiceId, type TaskId } from '../ids.ts';
import { put } from '../records.ts';
import type { RowChange } from '../records.ts';
import type { Need } from '../records/care.ts';
import { dateAt, instantOf, monthsAfter } from '../time/dates.ts';
import type { CalendarDate } from '../time/instant.ts';
import type { InterpretingKind, NeedKind } from '../vocabulary.ts';
import { isBookable } from './kinds.ts';

/** A reasonable adjustment is looked at again after a year at the latest. */
export const NEED_REVIEW_MONTHS = 12;

export interface RecordNeedArgs {
  needId: NeedId;
  residentId: ResidentId;
  kind: NeedKind;
  action: string;
  /** Null: in twelve months. */
  reviewBy: CalendarDate | null;
}

export const recordNeed = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: RecordNeedArgs) => ({ existing: row('need', args.needId), resident: row('resident', args.residentId) }),
  needsThen: () => ({}),
  decide: ({ existing, resident }, args, context) => {
    if (existing !== null) return accepted();
    if (resident === null) return refused('command.unknown-resident');
    if (args.action.trim() === '') return refused('command.need-action-needed');
    const today = dateAt(context.countsAt);
    if (args.reviewBy !== null && args.reviewBy <= today && context.place === 'desk') return refused('command.review-in-past');
    return accepted(put('need', {
      id: args.needId, residentId: resident.id, kind: args.kind, action: args.action.trim(), reviewBy: args.reviewBy ?? monthsAfter(today, NEED_REVIEW_MONTHS),
      recordedBy: context.actor.staffId, recordedAt: context.countsAt, bookings: [], endedAt: null, endedBy: null, endReasons: null,
    }));
  },
});

export interface ChangeNeedArgs {
  needId: NeedId;
  /** As it stood on the screen, and as it is to be. */
  before: Pick<Need, 'action' | 'reviewBy'>;
  after: Pick<Need, 'action' | 'reviewBy'>;
}

/** Changes what to do, or says that it was looked at and when it is to be looked at again. */
export const changeNeed = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: ChangeNeedArgs) => ({ need: row('need', args.needId) }),
  needsThen: () => ({}),
  decide: ({ need }, { before, after }, context) => {
    if (need === null) return refused('command.unknown-need');
    const action = after.action.trim();
    if (need.action === action && need.reviewBy === after.reviewBy) return accepted();
    if (need.endedAt !== null) return refused('command.need-over');
    const meanwhile = (field: 'action' | 'reviewBy', to: string | null): boolean => before[field] !== to && need[field] !== before[field] && need[field] !== to;
    if (meanwhile('action', action) || meanwhile('reviewBy', after.reviewBy)) return refused('command.changed-meanwhile');
    if (action === '') return refused('command.need-action-needed');
    if (after.reviewBy !== before.reviewBy && after.reviewBy !== null && after.reviewBy <= dateAt(context.countsAt)) return refused('command.review-in-past');
    return accepted(put('need', {
      ...need, action: action === before.action ? need.action : action, reviewBy: after.reviewBy === before.reviewBy ? need.reviewBy : after.reviewBy,
    }));
  },
});

export interface EndNeedArgs {
  needId: NeedId;
  reasons: string;
}

/** It is needed no longer. What was booked because of it stays booked: whoever waits for it must be told first. */
export const endNeed = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: EndNeedArgs) => ({ need: row('need', args.needId) }),
  needsThen: () => ({}),
  decide: ({ need }, args, context) => {
    if (need === null) return refused('command.unknown-need');
    if (need.endedAt !== null) return accepted();
    if (args.reasons.trim() === '') return refused('command.reasons-needed');
    const today = dateAt(context.countsAt);
    if (need.bookings.some(({ on, cancelledAt }) => cancelledAt === null && on >= today)) return refused('command.need-booked');
    return accepted(put('need', { ...need, endedAt: context.countsAt, endedBy: context.actor.staffId, endReasons: args.reasons.trim() }));
  },
});

export interface BookNeedArgs {
  /** Of the booking: two presses are one. */
  bookingId: string;
  needId: NeedId;
  on: CalendarDate;
  time: string;
  place: string;
  /** Whose appointment it is: they arrange it. */
  serviceId: ServiceId;
}

const title: Partial<Record<NeedKind, string>> = {
  'bsl-interpreter': 'Book a BSL interpreter', interpreter: 'Book an interpreter', 'step-free': 'Book a step-free room', 'assisted-digital': 'Book help to go online',
};

/** Has what somebody needs there on the day: a task for whoever arranges it, and the day beside the need. */
export const bookNeed = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: BookNeedArgs) => ({ need: row('need', args.needId), service: row('service', args.serviceId) }),
  needsThen: ({ need }) => ({ resident: row('resident', need?.residentId ?? null) }),
  decide: ({ need, service, resident }, args, context) => {
    if (need === null || resident === null) return refused('command.unknown-need');
    if (need.bookings.some(({ id }) => id === args.bookingId)) return accepted();
    if (need.endedAt !== null) return refused('command.need-over');
    if (!isBookable(need.kind)) return refused('command.need-not-booked');
    if (service === null) return refused('command.unknown-service');
    const at = instantOf(args.on, args.time);
    if (at === null || args.place.trim() === '') return refused('command.booking-needs-all');
    if (at <= context.madeAt) return refused('command.booking-in-past');
    const taskId = derivedId<TaskId>(args.bookingId, 'task');
    const language = need.kind === 'interpreter' ? `Language: ${resident.language}\n` : '';
    return accepted(
      put('need', { ...need, bookings: [...need.bookings, { id: args.bookingId, taskId, on: args.on, time: args.time, place: args.place.trim(), bookedBy: context.actor.staffId, cancelledAt: null }] }),
      put('task', {
        id: taskId, decisionId: null, residentId: resident.id, propertyId: null, serviceId: service.id, title: title[need.kind] ?? need.action,
        notes: `${language}When: ${args.on}, ${args.time}\nWhere: ${args.place.trim()}\n${need.action}`, dueOn: args.on, status: 'open', createdAt: context.countsAt,
      }),
    );
  },
});

export interface CancelBookingArgs {
  bookingId: string;
  needId: NeedId;
}

/** Nobody need come: the task is called off with it. Where it is done already somebody is on their way, and is told by another task. */
export const cancelBooking = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: CancelBookingArgs) => ({ need: row('need', args.needId), task: row('task', derivedId<TaskId>(args.bookingId, 'task')) }),
  needsThen: () => ({}),
  decide: ({ need, task }, args, context) => {
    const booking = need?.bookings.find(({ id }) => id === args.bookingId);
    if (need === null || booking === undefined) return refused('command.unknown-need');
    if (booking.cancelledAt !== null) return accepted();
    const changes: RowChange[] = [put('need', { ...need, bookings: need.bookings.map((one) => (one.id === booking.id ? { ...one, cancelledAt: context.countsAt } : one)) })];
    if (task?.status === 'open') changes.push(put('task', { ...task, status: 'cancelled' }));
    if (task?.status === 'done') {
      const reference = booking.confirmed === undefined ? '' : `Reference: ${booking.confirmed.reference}\n`;
      changes.push(put('task', { ...task, id: derivedId<TaskId>(booking.id, 'call-off'), title: `Call off: ${task.title}`, notes: `${reference}${task.notes}`, status: 'open', createdAt: context.countsAt }));
    }
    return accepted(...changes);
  },
});

export interface NoteInterpreterArgs {
  interpretingId: InterpretingId;
  residentId: ResidentId;
  contactId: ContactId;
  kind: InterpretingKind;
  reference: string;
  language: string;
}

/** Who interprets in this contact, by their number; or that a child offered to and was declined, which is never done. */
export const noteInterpreter = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: NoteInterpreterArgs) => ({ existing: row('interpreting', args.interpretingId), resident: row('resident', args.residentId) }),
  needsThen: () => ({}),
  decide: ({ existing, resident }, args, context) => {
    if (existing !== null) return accepted();
    if (resident === null) return refused('command.unknown-resident');
    if (args.kind !== 'child-declined' && args.reference.trim() === '') return refused('command.interpreter-number-needed');
    return accepted(put('interpreting', {
      id: args.interpretingId, residentId: resident.id, contactId: args.contactId, kind: args.kind, reference: args.kind === 'child-declined' ? '' : args.reference.trim(),
      language: args.language.trim() === '' ? resident.language : args.language.trim(), notedBy: context.actor.staffId, notedAt: context.countsAt,
    }));
  },
});
