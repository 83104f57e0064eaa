import { expect, test } from 'vitest';
import { asId, type ResidentId } from '#domain/ids.ts';
import type { Duplicate, Merge } from '#domain/records/twice.ts';
import { aboutOf } from './touch.ts';

test('an enquiry is the business of the councillor who made it', () => {
  expect(aboutOf('contact', { id: 'c', enquiry: { councillorId: 'councillor-1' } })).toEqual(['c', 'councillor-1']);
  expect(aboutOf('contact', { id: 'c', enquiry: null })).toEqual(['c']);
});

test('a pair that may be one person, and its merge, is the business of both records', () => {
  const pair: Pick<Duplicate, 'oneId' | 'otherId'> = { oneId: asId<ResidentId>('r-one'), otherId: asId<ResidentId>('r-other') };
  expect(aboutOf('duplicate', pair)).toEqual(expect.arrayContaining(['r-one', 'r-other']));
  const merge: Pick<Merge, 'survivorId' | 'otherId'> = { survivorId: asId<ResidentId>('r-one'), otherId: asId<ResidentId>('r-other') };
  expect(aboutOf('merge', merge)).toEqual(expect.arrayContaining(['r-one', 'r-other']));
});
