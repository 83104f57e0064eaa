import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asId } from '#domain/ids.ts';
import type { RowChange } from '#domain/records.ts';
import type { Marker } from '#domain/records/care.ts';
import type { Duplicate } from '#domain/records/twice.ts';
import { matchFields } from '#domain/matching/fields.ts';
import { plainMarker } from '#domain/testing/fixtures.ts';
import { filledCache } from '../../../tests/fixtures/filled-cache.ts';
import { elderSmith, NOW, people, put, resident, sampleCouncil, youngerSmith } from '../../../tests/fixtures/sample-council.ts';
import { removeFolder, temporaryFolder } from '../../../tests/fixtures/test-desk.ts';
import type { Desk } from '../desk.ts';
import { createLiveViews } from '../live/live-views.ts';
import type { CacheStore } from '../store/cache-store.ts';
import { duplicatesQuery } from './duplicates.ts';
import { markersQuery } from './markers.ts';
import { readReference } from './reference.ts';
import { reviewsQuery } from './reviews.ts';

const marker = (id: string, part: Partial<Marker>): RowChange => put('marker', {
  id: asId(id), residentId: youngerSmith.id, propertyId: null, category: 'dog', control: 'Ring', provisional: false, reviewBy: '2030-01-01', endedOn: null, ...plainMarker, ...part,
});
const pair = (id: string, otherId: string, part: Partial<Duplicate>): RowChange => put('duplicate', {
  id: asId(id), oneId: elderSmith.id, otherId: asId(otherId), likelihood: 9000, weight: 900, levels: Object.fromEntries(matchFields.map((field) => [field, 0])) as Duplicate['levels'],
  foundBy: 'matching', foundAt: NOW, modelId: 'model', status: 'proposed', mergeId: asId(`${id}.merge`), answeredBy: null, answeredAt: null, reasons: null, ...part,
});
const proposal = (id: string, otherId: string, proposedBy: string): RowChange => put('merge', {
  id: asId(`${id}.merge`), duplicateId: asId(id), survivorId: elderSmith.id, otherId: asId(otherId), keep: {}, reasons: 'One person.', status: 'proposed', proposedBy: asId(proposedBy), proposedAt: NOW,
  answeredBy: null, answeredAt: null, answerReasons: null, survivorBefore: null, survivorAfter: null, otherBefore: null, otherAfter: null, moved: [], undoneBy: null, undoneAt: null, undoneReasons: null,
});
const rows: RowChange[] = [
  marker('m-new', { provisional: true }), marker('m-late', { reviewBy: '2020-01-01' }), marker('m-good', {}), marker('m-ended', { reviewBy: '2020-01-01', endedOn: '2021-01-01' }),
  put('resident', { ...resident('r-two', 'Two'), mergedInto: elderSmith.id }),
  pair('d-other', youngerSmith.id, {}), proposal('d-other', youngerSmith.id, 'staff-ben'),
  pair('d-mine', 'r-obrien', {}), proposal('d-mine', 'r-obrien', 'staff-tess'),
  pair('d-open', 'r-obrien', { status: 'open', mergeId: null }),
  pair('d-one-already', 'r-two', {}), pair('d-not-here', 'r-elsewhere', {}),
];

let folder = '';
let cache: CacheStore;
beforeEach(async () => {
  folder = temporaryFolder();
  cache = await filledCache(folder, [...sampleCouncil().filter(({ table }) => table !== 'marker'), ...rows]);
});
afterEach(() => {
  vi.restoreAllMocks();
  cache.close();
  removeFolder(folder);
});
const deskOf = (who: keyof typeof people): Desk =>
  ({ cache, now: () => NOW, reference: readReference(cache), actor: { ...people[who], staffId: asId(people[who].id), siteId: asId(people[who].siteId) } }) as unknown as Desk;

test('the counts are those of the two lists: another’s proposals of two people who are here, and a leader’s markers', () => {
  const desk = deskOf('tess');
  expect(reviewsQuery.read(desk, {}).collections).toEqual({ counts: [{ key: 'counts', markers: 2, duplicates: 1 }] });
  const { approval, review } = markersQuery.read(desk, {}).collections;
  const { proposed } = duplicatesQuery.read(desk, { duplicateId: null }).collections;
  expect([approval.length + review.length, proposed.filter(({ mine }) => !mine).length]).toEqual([2, 1]);
  expect(reviewsQuery.read(deskOf('ben'), {}).collections.counts).toMatchObject([{ markers: 0, duplicates: 1 }]);
});

test('they are counted by index', () => {
  const day = '2026-01-01';
  const plans = [
    cache.plan(`SELECT count(*) FROM server_marker WHERE provisional = 1 AND (ended_on IS NULL OR ended_on > ?)`, [day]),
    cache.plan(`SELECT count(*) FROM server_marker WHERE provisional = 0 AND review_by < ? AND (ended_on IS NULL OR ended_on > ?)`, [day, day]),
    cache.plan(`SELECT * FROM duplicate WHERE status = 'proposed'`, []),
  ];
  for (const plan of plans) expect(plan.join('\n')).toMatch(/USING INDEX server_/);
  expect(plans.flat().filter((line) => line.startsWith('SCAN server'))).toEqual([]);
});

test('they are worked out again for a marker, a pair, a merge and who stands in a pair, and for nothing else', () => {
  const read = vi.spyOn(reviewsQuery, 'read');
  let next = 0;
  const delivered = vi.fn();
  const live = createLiveViews(deskOf('tess'), delivered, (error) => { throw error; }, () => next += 1);
  live.subscribe('reviews', {});
  live.flush();
  let version = 10;
  const readsAfter = (change: RowChange): number => {
    read.mockClear();
    version += 1;
    live.touched(cache.transaction((writer) => { writer.applyServer({ table: change.table, id: change.row.id, version, row: { ...change.row } }); }).touches);
    live.flush();
    return read.mock.calls.length;
  };
  const untouched: RowChange[] = [put('resident', resident('r-new', 'Newcomer')), put('staff', { ...people.ben, name: 'Benjamin Hughes' }), put('need', {
    id: asId('n-1'), residentId: elderSmith.id, kind: 'bsl-interpreter', action: 'Book.', reviewBy: null, recordedBy: null, recordedAt: null, bookings: [], endedAt: null, endedBy: null, endReasons: null,
  })];
  expect(untouched.map(readsAfter)).toEqual([0, 0, 0]);
  const touching: RowChange[] = [
    marker('m-good', { reviewBy: '2020-01-02' }), pair('d-open', 'r-obrien', { status: 'later', mergeId: null }), proposal('d-mine', 'r-obrien', 'staff-ben'), put('resident', resident('r-elsewhere', 'Arrived late')),
  ];
  expect(touching.map(readsAfter)).toEqual([1, 1, 1, 1]);
  expect(delivered).toHaveBeenLastCalledWith(expect.objectContaining({ kind: 'patch', collections: { counts: { put: [{ key: 'counts', markers: 3, duplicates: 3 }], order: null } } }));
  live.close();
});
