/** Needs and what is booked because of them, links, moves and names of before, and what is held for an executor. */
import { isExecutor } from '#domain/residents/estate.ts';
import { derivedId, type TaskId } from '#domain/ids.ts';
import type { Property, Resident } from '#domain/records.ts';
import { dateAt } from '#domain/time/dates.ts';
import type { HeldItem, InterpretingItem, LifeChangeItem, LinkItem, NeedItem } from '#contract/views.ts';
import type { Desk } from '../desk.ts';
import type { Stored } from '../store/cache.ts';
import { addressText } from './address.ts';
import { sightFor, tieShown } from './sight.ts';

const MOST = 100;

export function needsOf(desk: Desk, resident: Resident): NeedItem[] {
  const today = dateAt(desk.now());
  return desk.cache.select('need', 'WHERE resident_id = ? AND ended_at IS NULL ORDER BY id', [resident.id]).map(({ row, pending }) => ({
    ...row, key: row.id, pending,
    booked: row.bookings.filter(({ on, cancelledAt }) => cancelledAt === null && on >= today).map(({ id, on, time, place, taskId }) =>
      ({ id, on, time, place, arranged: desk.cache.row('task', taskId)?.row.status === 'done' }))
      .sort((one, other) => (`${one.on} ${one.time}` < `${other.on} ${other.time}` ? -1 : 1)),
  }));
}

export const interpretingFor = (desk: Desk, resident: Resident): InterpretingItem[] => desk.cache
  .select('interpreting', 'WHERE resident_id = ? ORDER BY noted_at DESC, id DESC LIMIT ?', [resident.id, MOST]).map(({ row, pending }) => ({ ...row, key: row.id, pending }));

/** A link may tell where somebody hides: it is shown only where both ends may be seen. */
export function linksOf(desk: Desk, resident: Resident): LinkItem[] {
  const read = (direction: LinkItem['direction']): LinkItem[] => desk.cache
    .select('link', `WHERE ${direction}_id = ? AND ended_at IS NULL ORDER BY recorded_at, id LIMIT ?`, [resident.id, MOST])
    .flatMap(({ row, pending }) => {
      const other = desk.cache.row('resident', direction === 'from' ? row.toId : row.fromId)?.row;
      if (other === undefined) return [];
      const sight = sightFor(desk, other);
      if (!sight.address || !sight.record) return [];
      return [{
        key: row.id, pending, kind: row.kind, direction, otherId: other.id, otherName: other.preferredName, otherKind: other.kind, deceased: other.deceasedOn !== null, words: row.words,
      }];
    });
  return [...read('from'), ...read('to')];
}

const asChange = (desk: Desk, { row, pending }: Stored<'lifeChange'>, name: string, addresses: boolean): LifeChangeItem => ({
  ...row, key: row.id, pending, name,
  ...addresses ? {} : { fromPropertyId: null, toPropertyId: null },
  fromAddress: addresses ? addressText(desk.cache.row('property', row.fromPropertyId)?.row ?? null) : null,
  toAddress: addresses ? addressText(desk.cache.row('property', row.toPropertyId)?.row ?? null) : null,
});

export const livesOf = (desk: Desk, resident: Resident, addresses: boolean): LifeChangeItem[] => desk.cache
  .select('lifeChange', 'WHERE resident_id = ? ORDER BY happened_on DESC, id DESC LIMIT ?', [resident.id, MOST])
  .map((stored) => asChange(desk, stored, resident.preferredName, addresses));

/** Who lived at an address and has left; where they went is on their own record. */
export const livedAt = (desk: Desk, property: Property): LifeChangeItem[] => desk.cache
  .select('lifeChange', 'WHERE from_property_id = ? ORDER BY happened_on DESC, id DESC LIMIT ?', [property.id, MOST])
  .flatMap((stored) => {
    const resident = desk.cache.row('resident', stored.row.residentId)?.row;
    return resident === undefined || !tieShown(desk, resident.id) || !sightFor(desk, resident).record ? [] : [{ ...asChange(desk, stored, resident.preferredName, false) }];
  });

/** What was to be paid to somebody who has died. How much it is, only once an executor is on the record. */
export function heldFor(desk: Desk, resident: Resident): HeldItem[] {
  if (resident.deceasedOn === null) return [];
  const executor = desk.cache.select('authorityToAct', 'WHERE resident_id = ? AND revoked_at IS NULL', [resident.id]).some(({ row }) => isExecutor(row, desk.now()));
  return desk.cache.select('payment', `WHERE resident_id = ? AND status = 'stopped' ORDER BY instructed_at, id LIMIT ?`, [resident.id, MOST]).map(({ row, pending }) => {
    const task = desk.cache.row('task', derivedId<TaskId>(row.id, 'estate'))?.row;
    return { key: row.id, pending, paymentId: row.id, amount: executor ? row.amount : null, since: row.instructedAt, asked: task !== undefined && task.status !== 'cancelled' };
  });
}
