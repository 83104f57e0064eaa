/** Two records of which somebody, or the matching at the centre, says that they may be one person’s. */
import { asId, type DuplicateId, type ResidentId } from '../ids.ts';
import type { Property } from '../records/council.ts';
import type { Resident } from '../records/people.ts';
import type { Duplicate } from '../records/twice.ts';
import type { Instant } from '../time/instant.ts';
import { compare } from './compare.ts';
import { recordOf } from './person-record.ts';

export const pairId = (one: string, other: string): DuplicateId => asId<DuplicateId>(one < other ? `${one}~${other}` : `${other}~${one}`);

/** The records of a pair by its id; null where it is no pair’s. */
export function recordsOfPair(id: string): [ResidentId, ResidentId] | null {
  const [one, other, ...rest] = id.split('~');
  return one === undefined || one === '' || other === undefined || other === '' || rest.length > 0 ? null : [asId<ResidentId>(one), asId<ResidentId>(other)];
}

type Housed = [resident: Resident, home: Property | null];

/** A pair that a person put together: compared as any other, and by no model found likely. */
export function pairByHand(one: Housed, other: Housed, now: Instant): Duplicate {
  const [first, second] = one[0].id < other[0].id ? [one, other] : [other, one];
  return {
    id: pairId(first[0].id, second[0].id), oneId: first[0].id, otherId: second[0].id, likelihood: 0, weight: 0, levels: { ...compare(recordOf(...first), recordOf(...second)) },
    foundBy: 'hand', foundAt: now, modelId: '', status: 'open', mergeId: null, answeredBy: null, answeredAt: null, reasons: null,
  };
}
