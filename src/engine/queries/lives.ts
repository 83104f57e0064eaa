/** Needs and what is booked because of them, links, moves and names of before, and what is held for an executor. */
import { isExecutor } from '#domain/residents/estate.ts';
import { derivedId, type TaskId } from '#domain/ids.ts';
import type { TableName } from '#domain/records.ts';
import type { Property } from '#domain/records/council.ts';
import type { Resident } from '#domain/records/people.ts';
import { dateAt } from '#domain/time/dates.ts';
import type { InterpretingItem, NeedItem } from '#contract/views/care.ts';
import type { HeldItem, LifeChangeItem, LinkItem } from '#contract/views/subject.ts';
import type { Desk } from '../desk.ts';
import type { Stored } from '../store/cache.ts';
import { addressText } from './address.ts';
import { personOf, residentLink } from './person.ts';
import { sightFor, tieShown } from './sight.ts';

const MOST = 100;

export function needsOf(desk: Desk, resident: Resident): NeedItem[] {
  const today = dateAt(desk.now());
  const { sql, ids } = residentLink(desk.cache, resident.id);
  const needs = desk.cache.select('need', `WHERE ${sql} AND ended_at IS NULL ORDER BY id`, [...ids]).map(({ row, pending }) => ({
    ...row, key: row.id, pending,
    booked: row.bookings.filter(({ on, cancelledAt }) => cancelledAt === null && on >= today).map(({ id, on, time, place, taskId, confirmed }) =>
      ({ id, on, time, place, arranged: confirmed !== undefined || desk.cache.row('task', taskId)?.row.status === 'done', reference: confirmed?.reference ?? null }))
      .sort((one, other) => (`${one.on} ${one.time}` < `${other.on} ${other.time}` ? -1 : 1)),
  }));
  // A need that is on both records of one person is one.
  return ids.length === 1 ? needs : [...new Map(needs.map((need) => [`${need.kind} ${need.action}`, need])).values()];
}

/** Rows of a person by `rest` of the condition, from each of their records. */
function theirs<T extends TableName>({ cache }: Desk, table: T, resident: Resident, rest: string): Stored<T>[] {
  const { sql, ids } = residentLink(cache, resident.id);
  return cache.select(table, `WHERE ${sql} ${rest} LIMIT ?`, [...ids, MOST]);
}

export const interpretingFor = (desk: Desk, resident: Resident): InterpretingItem[] => theirs(desk, 'interpreting', resident, 'ORDER BY noted_at DESC, id DESC').map(({ row, pending }) => ({ ...row, key: row.id, pending }));

/** A link may tell where somebody hides: it is shown only where both ends may be seen. */
export function linksOf(desk: Desk, resident: Resident): LinkItem[] {
  const read = (direction: LinkItem['direction']): LinkItem[] => desk.cache.recordsOf(resident.id)
    .flatMap((id) => desk.cache.select('link', `WHERE ${direction}_id = ? AND ended_at IS NULL ORDER BY recorded_at, id LIMIT ?`, [id, MOST]))
    .flatMap(({ row, pending }) => {
      const other = personOf(desk.cache, direction === 'from' ? row.toId : row.fromId);
      // Two records of one person may have been linked before anybody knew.
      if (other === null || other.id === resident.id) return [];
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

export const livesOf = (desk: Desk, resident: Resident, addresses: boolean): LifeChangeItem[] =>
  theirs(desk, 'lifeChange', resident, 'ORDER BY happened_on DESC, id DESC').map((stored) => asChange(desk, stored, resident.preferredName, addresses));

/** Who lived at an address and has left; where they went is on their own record. */
export const livedAt = (desk: Desk, property: Property): LifeChangeItem[] => desk.cache
  .select('lifeChange', 'WHERE from_property_id = ? ORDER BY happened_on DESC, id DESC LIMIT ?', [property.id, MOST])
  .flatMap((stored) => {
    const resident = personOf(desk.cache, stored.row.residentId);
    return resident === null || !tieShown(desk, resident.id) || !sightFor(desk, resident).record ? [] : [{ ...asChange(desk, stored, resident.preferredName, false) }];
  });

/** What was to be paid to somebody who has died. How much it is, only once an executor is on the record. */
export function heldFor(desk: Desk, resident: Resident): HeldItem[] {
  if (resident.deceasedOn === null) return [];
  const executor = theirs(desk, 'authorityToAct', resident, 'AND revoked_at IS NULL').some(({ row }) => isExecutor(row, desk.now()));
  return theirs(desk, 'payment', resident, `AND status = 'stopped' ORDER BY instructed_at, id`).map(({ row, pending }) => {
    const task = desk.cache.row('task', derivedId<TaskId>(row.id, 'estate'))?.row;
    return { key: row.id, pending, paymentId: row.id, amount: executor ? row.amount : null, since: row.instructedAt, asked: task !== undefined && task.status !== 'cancelled' };
  });
}
