import { accepted, defineCommand, refused, row } from '../commands/command.ts';
import { derivedId, type NeedId, type TaskId } from '../ids.ts';
import { put } from '../records.ts';

export interface ConfirmBookingArgs {
  bookingId: string;
  needId: NeedId;
  /** What whoever comes, or gives the room, knows it by. */
  reference: string;
}

/** It is arranged: the task is done, and whoever opens the record can say so. Given again it corrects the reference. */
export const confirmBooking = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: ConfirmBookingArgs) => ({ need: row('need', args.needId), task: row('task', derivedId<TaskId>(args.bookingId, 'task')) }),
  needsThen: () => ({}),
  decide: ({ need, task }, args, context) => {
    const booking = need?.bookings.find(({ id }) => id === args.bookingId);
    if (need === null || booking === undefined) return refused('command.unknown-need');
    if (booking.cancelledAt !== null) return refused('command.booking-cancelled');
    const reference = args.reference.trim();
    if (reference === '') return refused('command.booking-reference-needed');
    if (booking.confirmed?.reference === reference) return accepted();
    const confirmed = { reference, by: context.actor.staffId, at: context.countsAt };
    return accepted(
      put('need', { ...need, bookings: need.bookings.map((one) => (one.id === booking.id ? { ...one, confirmed } : one)) }),
      ...task?.status === 'open' ? [put('task', { ...task, status: 'done' })] : [],
    );
  },
});
