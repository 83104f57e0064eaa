/** What this person may see of somebody now. What they may not is never handed to the screen. */
import { OPEN_FOR_MS, sightOf } from '#domain/residents/open-record.ts';
import type { Property } from '#domain/records/council.ts';
import type { Resident } from '#domain/records/people.ts';
import { personOf } from './person.ts';
import type { Desk } from '../desk.ts';

export interface Sight {
  record: boolean;
  address: boolean;
}

const LONGEST_MS = Math.max(...Object.values(OPEN_FOR_MS));

type Looking = Pick<Desk, 'cache' | 'now' | 'actor'>;

export function sightFor({ cache, now, actor }: Looking, resident: Pick<Resident, 'id' | 'restricted' | 'confidential' | 'mergedInto'>): Sight {
  if (!resident.restricted && !resident.confidential) return { record: true, address: true };
  // Why another record was opened, before the two were one, says nothing of this one.
  const given = cache.select('access', 'WHERE resident_id = ? AND at > ?', [resident.mergedInto ?? resident.id, now() - LONGEST_MS]).map(({ row }) => row);
  return sightOf(resident, given, actor.staffId, now());
}

/** Where somebody lives, for who may see it. */
export function homeShown(desk: Looking, resident: Resident | undefined): Property | null {
  if (resident === undefined) return null;
  const sight = sightFor(desk, resident);
  if (!sight.record || !sight.address) return null;
  return desk.cache.row('property', resident.propertyId)?.row ?? null;
}

/** Whether what ties somebody to an address may be shown: it is nobody’s, or theirs to see. */
export function tieShown(desk: Looking, residentId: string | null): boolean {
  const resident = personOf(desk.cache, residentId);
  return resident === null || sightFor(desk, resident).address;
}
