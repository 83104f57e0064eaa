/** What is to be booked because of somebody’s need, over all residents: for whoever arranges it. */
import { dateAt } from '#domain/time/dates.ts';
import type { Need, NeedBooking } from '#domain/records/care.ts';
import type { BookingItem } from '#contract/views/care.ts';
import type { Desk } from '../desk.ts';
import type { LiveQuery } from '../live/live-query.ts';
import { sparseRows } from '../store/schema.ts';
import { nameOrNull, staffName } from './reference.ts';
import { personOf } from './person.ts';
import { sightFor } from './sight.ts';

const MOST_WAITING = 500;
const DAY_MS = 24 * 60 * 60 * 1000;
const TO_COME = `EXISTS (SELECT 1 FROM json_each(bookings) WHERE json_extract(value, '$.on') >= ?)`;

function itemOf(desk: Desk, need: Need, booking: NeedBooking, pending: boolean): BookingItem | null {
  const { cache, reference, actor } = desk;
  const resident = personOf(cache, need.residentId);
  if (resident === null) return null;
  const sight = sightFor(desk, resident);
  const task = cache.row('task', booking.taskId);
  return {
    key: booking.id, pending: pending || task?.pending === true, needId: need.id, residentId: resident.id, name: resident.preferredName, kind: need.kind, action: need.action,
    language: need.kind === 'interpreter' ? resident.language : null, on: booking.on, time: booking.time,
    // A visit is where they live.
    place: sight.record && sight.address ? booking.place : null,
    serviceName: nameOrNull(reference.services, task?.row.serviceId ?? null), askedByName: staffName(reference, booking.bookedBy), mine: booking.bookedBy === actor.staffId,
    askedAt: task?.row.createdAt ?? null,
    reference: booking.confirmed?.reference ?? null, confirmedAt: booking.confirmed?.at ?? null, confirmedByName: nameOrNull(reference.staff, booking.confirmed?.by ?? null),
  };
}

/** Neither called off nor arranged: done in the system of whoever arranges it, it is booked too, and has no reference here. */
const isWaiting = ({ cache }: Desk, { on, cancelledAt, confirmed, taskId }: NeedBooking, today: string): boolean =>
  on >= today && cancelledAt === null && confirmed === undefined && cache.row('task', taskId)?.row.status !== 'done';

const byDay = (one: BookingItem, other: BookingItem): number => {
  const [a, b] = [one, other].map(({ on, time, key }) => `${on} ${time} ${key}`) as [string, string];
  return a < b ? -1 : 1;
};

export const bookingsQuery: LiveQuery<'bookings'> = {
  always: new Set(['need', 'staff', 'service']),
  related: new Set(['task', 'resident', 'access', 'merge']),
  signals: new Set(['time']),
  read(desk) {
    const { cache } = desk;
    const now = desk.now();
    const today = dateAt(now);
    const booked = cache.select('need', `WHERE ${sparseRows.booked.where} ORDER BY resident_id, id`, [])
      .flatMap(({ row: need, pending }) => need.bookings.filter(({ cancelledAt }) => cancelledAt === null).map((booking) => ({ need, booking, pending })));
    const items = (wanted: (booking: NeedBooking) => boolean): BookingItem[] =>
      booked.filter(({ booking }) => wanted(booking)).flatMap(({ need, booking, pending }) => itemOf(desk, need, booking, pending) ?? []);
    const waiting = items((booking) => isWaiting(desk, booking, today)).toSorted(byDay).slice(0, MOST_WAITING);
    const done = items(({ confirmed }) => confirmed !== undefined && confirmed.at > now - DAY_MS).toSorted((a, b) => (b.confirmedAt ?? 0) - (a.confirmedAt ?? 0) || byDay(a, b));
    return {
      collections: { waiting, booked: done },
      about: new Set([...booked.flatMap(({ need, booking }) => [need.residentId, booking.taskId]), ...[...waiting, ...done].map(({ residentId }) => residentId)]),
    };
  },
};

/** The number on the tab, beside whichever list is open: no list is made for it, and what is long past is not read. */
export const bookingsWaitingQuery: LiveQuery<'bookings-waiting'> = {
  always: new Set(['need']),
  related: new Set(['task', 'resident']),
  signals: new Set(['time']),
  read(desk) {
    const today = dateAt(desk.now());
    const booked = desk.cache.select('need', `WHERE ${sparseRows.booked.where} AND ${TO_COME}`, [today])
      .flatMap(({ row: { residentId, bookings } }) => bookings.filter(({ on }) => on >= today).map((booking) => ({ residentId, booking })));
    const waiting = booked.filter(({ residentId, booking }) => isWaiting(desk, booking, today) && personOf(desk.cache, residentId) !== null);
    return {
      collections: { counts: [{ key: 'counts', waiting: waiting.length }] },
      about: new Set(booked.flatMap(({ residentId, booking }) => [residentId, booking.taskId])),
    };
  },
};
