/** What is booked because of a need: asked for, confirmed by whoever arranges it, and called off. DOMAIN (c). */
import { accepted, defineCommand, refused, row } from '../commands/command.ts';
import { derivedId, type NeedId, type ServiceId, type TaskId } from '../ids.ts';
import { put } from '../records.ts';
import type { RowChange } from '../records.ts';
import type { Need, NeedBooking } from '../records/care.ts';
import { instantOf } from '../time/dates.ts';
import type { CalendarDate } from '../time/instant.ts';
import type { NeedKind } from '../vocabulary.ts';
import { isBookable } from './kinds.ts';

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
        notes: `${language}When: ${args.on}, ${args.time}\nWhere: ${args.place.trim()}\n${need.action}`, dueOn: args.on, status: 'open', done: null, createdAt: context.countsAt,
      }),
    );
  },
});

/** One booking of a need, by whoever confirms or cancels it, with the task of whoever arranges it. */
interface BookingArgs { bookingId: string; needId: NeedId }

const bookingFacts = ({ bookingId, needId }: BookingArgs) => ({ need: row('need', needId), task: row('task', derivedId<TaskId>(bookingId, 'task')) });
const bookingIn = (need: Need | null, bookingId: string): NeedBooking | undefined => need?.bookings.find(({ id }) => id === bookingId);
const withBooking = (need: Need, booking: NeedBooking): RowChange => put('need', { ...need, bookings: need.bookings.map((one) => (one.id === booking.id ? booking : one)) });

export interface ConfirmBookingArgs extends BookingArgs {
  /** What whoever comes, or gives the room, knows it by. */
  reference: string;
}

/** It is arranged: the task is done, and whoever opens the record can say so. Given again it corrects the reference. */
export const confirmBooking = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: ConfirmBookingArgs) => bookingFacts(args),
  needsThen: () => ({}),
  decide: ({ need, task }, args, context) => {
    const booking = bookingIn(need, args.bookingId);
    if (need === null || booking === undefined) return refused('command.unknown-need');
    if (booking.cancelledAt !== null) return refused('command.booking-cancelled');
    const reference = args.reference.trim();
    if (reference === '') return refused('command.booking-reference-needed');
    if (booking.confirmed?.reference === reference) return accepted();
    const confirmed = { reference, by: context.actor.staffId, at: context.countsAt };
    return accepted(
      withBooking(need, { ...booking, confirmed }),
      ...task?.status === 'open' ? [put('task', { ...task, status: 'done' })] : [],
    );
  },
});

export type CancelBookingArgs = BookingArgs;

/** Nobody need come: the task is called off with it. Where it is done already somebody is on their way, and is told by another task. */
export const cancelBooking = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: CancelBookingArgs) => bookingFacts(args),
  needsThen: () => ({}),
  decide: ({ need, task }, args, context) => {
    const booking = bookingIn(need, args.bookingId);
    if (need === null || booking === undefined) return refused('command.unknown-need');
    if (booking.cancelledAt !== null) return accepted();
    const changes: RowChange[] = [withBooking(need, { ...booking, cancelledAt: context.countsAt })];
    if (task?.status === 'open') changes.push(put('task', { ...task, status: 'cancelled' }));
    if (task?.status === 'done') {
      const reference = booking.confirmed === undefined ? '' : `Reference: ${booking.confirmed.reference}\n`;
      changes.push(put('task', { ...task, id: derivedId<TaskId>(booking.id, 'call-off'), title: `Call off: ${task.title}`, notes: `${reference}${task.notes}`, status: 'open', done: null, createdAt: context.countsAt }));
    }
    return accepted(...changes);
  },
});
