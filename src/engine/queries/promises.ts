/** What was promised and is not done yet. */
import type { PromiseItem } from '#contract/views/subject.ts';
import type { Desk } from '../desk.ts';
import type { LiveQuery } from '../live/live-query.ts';
import type { Stored } from '../store/cache.ts';
import { personOf } from './person.ts';
import { staffName } from './reference.ts';

const MOST = 200;

export const promiseItem = ({ cache, reference }: Desk, { row, pending }: Stored<'promise'>): PromiseItem => ({
  ...row, key: row.id, pending, ownerName: staffName(reference, row.ownerId), madeByName: staffName(reference, row.madeBy),
  residentName: personOf(cache, row.residentId)?.preferredName ?? '',
});

export const promisesQuery: LiveQuery<'promises'> = {
  always: new Set(['promise', 'staff']),
  related: new Set(['resident']),
  signals: new Set(),
  read(desk) {
    const open = desk.cache.select('promise', `WHERE status = 'open' ORDER BY due_at, id LIMIT ?`, [MOST]).map((stored) => promiseItem(desk, stored));
    return {
      collections: {
        mine: open.filter(({ ownerId }) => ownerId === desk.actor.staffId), others: open.filter(({ ownerId }) => ownerId !== desk.actor.staffId),
      },
      about: new Set(open.map(({ residentId }) => residentId)),
    };
  },
};
