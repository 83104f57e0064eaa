/** What a desk shows of links, moves, needs, markers and what is held, and to whom. */
import { afterEach, expect, test } from 'vitest';
import { asId, type PropertyId, type StaffId, type TaskId } from '#domain/ids.ts';
import type { Marker, Need } from '#domain/records/care.ts';
import type { LifeChange, Link } from '#domain/records/people.ts';
import { plainMarker, plainNeed } from '#domain/testing/fixtures.ts';
import { filledCache } from '../../../tests/fixtures/filled-cache.ts';
import { elderSmith, NOW, people, put, sampleCouncil, youngerSmith } from '../../../tests/fixtures/sample-council.ts';
import { removeFolder, temporaryFolder } from '../../../tests/fixtures/test-desk.ts';
import type { Desk } from '../desk.ts';
import type { CacheStore } from '../store/cache-store.ts';
import { heldFor, linksOf, livedAt, livesOf, needsOf } from './lives.ts';
import { markersQuery } from './markers.ts';
import { readReference } from './reference.ts';

let folder = '';
let cache: CacheStore;
afterEach(() => {
  cache.close();
  removeFolder(folder);
});

async function deskOf(who: keyof typeof people, ...more: ReturnType<typeof put>[]): Promise<Desk> {
  folder = temporaryFolder();
  cache = await filledCache(folder, [...sampleCouncil().filter(({ row }) => !more.some((one) => one.row.id === row.id)), ...more]);
  return { cache, now: () => NOW, reference: readReference(cache), actor: { ...people[who], staffId: asId(people[who].id), siteId: asId(people[who].siteId) } } as unknown as Desk;
}
const link = (id: string, toId: string): Link => ({
  id: asId(id), fromId: elderSmith.id, toId: asId(toId), kind: 'parent', words: '', recordedBy: asId('staff-ben'), recordedAt: NOW, endedAt: null, endedBy: null, endReasons: null,
});
const moved: LifeChange = {
  id: asId('move'), residentId: youngerSmith.id, kind: 'moved', happenedOn: '2026-02-01', fromPropertyId: asId('p-acacia-12'), toPropertyId: asId('p-mill-3'), fromName: '', toName: '', reason: '', notedBy: asId('staff-ben'),
  notedAt: NOW,
};

test('a link reads from either side, and none leads to somebody whose address is kept from this person', async () => {
  const desk = await deskOf('ann', put('link', link('l1', youngerSmith.id)));
  expect(linksOf(desk, elderSmith)).toMatchObject([{ direction: 'from', kind: 'parent', otherId: youngerSmith.id, otherName: 'John Smith' }]);
  expect(linksOf(desk, youngerSmith)).toMatchObject([{ direction: 'to', otherId: elderSmith.id }]);
  cache.close();
  const other = await deskOf('ann', put('link', link('l1', youngerSmith.id)), put('resident', { ...youngerSmith, confidential: true }));
  expect(linksOf(other, elderSmith)).toEqual([]);
});

test('an address remembers who lived there, and a hidden one is told on nobody’s record', async () => {
  const home = { id: asId<PropertyId>('p-acacia-12'), addressLine: '12 Acacia Avenue', locality: '', postcode: '', ward: '' };
  const desk = await deskOf('ann', put('lifeChange', moved));
  expect(livedAt(desk, home)).toMatchObject([{ name: 'John Smith', happenedOn: '2026-02-01', toAddress: null, toPropertyId: null }]);
  expect(livesOf(desk, youngerSmith, true)[0]?.fromAddress).toContain('12 Acacia Avenue');
  expect(JSON.stringify(livesOf(desk, youngerSmith, false))).not.toMatch(/Acacia|Mill/);
  cache.close();
  const other = await deskOf('ann', put('lifeChange', moved), put('resident', { ...youngerSmith, confidential: true }));
  expect(livedAt(other, home)).toEqual([]);
});

test('what is booked and still to come stands with its need, the soonest first; an ended need is gone', async () => {
  const booking = (id: string, on: string, cancelledAt: number | null = null) => ({ id, taskId: asId<TaskId>(`${id}.task`), on, time: '10:00', place: 'Hub', bookedBy: asId<StaffId>('staff-ben'), cancelledAt });
  const need: Need = { id: asId('n9'), residentId: youngerSmith.id, kind: 'bsl-interpreter', action: 'Book.', reviewBy: null, ...plainNeed, bookings: [booking('b1', '2027-02-01'), booking('b2', '2027-01-01'), booking('b3', '2020-01-01'), booking('b4', '2027-03-01', NOW)] };
  const desk = await deskOf('ann', put('need', need), put('need', { ...need, id: asId('n8'), endedAt: NOW }));
  expect(needsOf(desk, youngerSmith).map(({ id, booked }) => [id, booked.map((one) => one.id)])).toEqual([['n9', ['b2', 'b1']]]);
});

test('what is held for somebody who has died has an amount only once an executor is on the record', async () => {
  const dead = { ...youngerSmith, deceasedOn: '2026-01-01' };
  const payment = put('payment', { id: asId('pay'), decisionId: asId('d'), residentId: dead.id, amount: 2500, method: 'bank-transfer', status: 'stopped', instructedAt: NOW });
  const executor = put('authorityToAct', {
    id: asId('x'), residentId: dead.id, contactId: null, name: 'N', relation: '', basis: 'executor', scope: 'All', evidence: 'Probate', expiresOn: null, recordedBy: asId('staff-ben'), recordedAt: NOW, revokedAt: null,
    revokedBy: null, revokeReasons: null,
  });
  expect(heldFor(await deskOf('ann', payment), dead)).toMatchObject([{ amount: null, asked: false }]);
  cache.close();
  expect(heldFor(await deskOf('ann', payment, executor), dead)).toMatchObject([{ amount: 2500 }]);
  expect(heldFor({ cache, now: () => NOW } as unknown as Desk, youngerSmith)).toEqual([]);
});

test('markers that wait are a leader’s list and nobody else’s', async () => {
  const marker = (id: string, part: Partial<Marker>): ReturnType<typeof put> => put('marker', { id: asId(id), residentId: youngerSmith.id, propertyId: null, category: 'dog', control: 'Ring', provisional: false, reviewBy: '2030-01-01', endedOn: null, ...plainMarker, ...part });
  const rows = [marker('ma', { provisional: true }), marker('mb', { reviewBy: '2020-01-01' }), marker('mc', {}), marker('md', { reviewBy: '2020-01-01', endedOn: '2021-01-01' })];
  const asked = markersQuery.read(await deskOf('tess', ...rows), {}).collections;
  expect([asked.approval, asked.review].map((items) => items.map(({ id, title }) => [id, title]).filter(([id]) => id?.startsWith('m') === true && id.length === 2))).toEqual([[['ma', 'John Smith']], [['mb', 'John Smith']]]);
  cache.close();
  expect(markersQuery.read(await deskOf('ann', ...rows), {}).collections).toEqual({ approval: [], review: [], counts: [{ key: 'counts', approval: 0, review: 0 }] });
});
