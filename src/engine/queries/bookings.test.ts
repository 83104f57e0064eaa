/** What is to be booked, over all residents. */
import { afterEach, expect, test, vi } from 'vitest';
import { asId, type StaffId, type TaskId } from '#domain/ids.ts';
import type { Need, NeedBooking } from '#domain/records/care.ts';
import { plainNeed } from '#domain/testing/fixtures.ts';
import { filledCache } from '../../../tests/fixtures/filled-cache.ts';
import { elderSmith, NOW, people, put, resident, sampleCouncil, youngerSmith } from '../../../tests/fixtures/sample-council.ts';
import { removeFolder, temporaryFolder } from '../../../tests/fixtures/test-desk.ts';
import type { Desk } from '../desk.ts';
import { createLiveViews } from '../live/live-views.ts';
import type { CacheStore } from '../store/cache-store.ts';
import { bookingsQuery, bookingsWaitingQuery } from './bookings.ts';
import { readReference } from './reference.ts';

let folder = '';
let cache: CacheStore;
afterEach(() => {
  cache.close();
  removeFolder(folder);
});

async function deskOf(...more: ReturnType<typeof put>[]): Promise<Desk> {
  folder = temporaryFolder();
  cache = await filledCache(folder, [...sampleCouncil().filter(({ row }) => !more.some((one) => one.row.id === row.id)), ...more]);
  return { cache, now: () => NOW, reference: readReference(cache), actor: { ...people.ann, staffId: asId(people.ann.id), siteId: asId('hub') } } as unknown as Desk;
}
const booking = (id: string, on: string, part: Partial<NeedBooking> = {}): NeedBooking =>
  ({ id, taskId: asId<TaskId>(`${id}.task`), on, time: '10:30', place: 'Hub, room 2', bookedBy: asId<StaffId>('staff-ben'), cancelledAt: null, ...part });
const need = (id: string, residentId: string, bookings: NeedBooking[], part: Partial<Need> = {}) =>
  put('need', { ...plainNeed, id: asId(id), residentId: asId(residentId), kind: 'bsl-interpreter', action: 'Book a BSL interpreter', reviewBy: null, ...part, bookings });
const task = (bookingId: string, status: 'open' | 'done' | 'cancelled' = 'open', residentId: string = youngerSmith.id) => put('task', {
  id: `${bookingId}.task`, decisionId: null, residentId, propertyId: null, serviceId: '524', title: 'Book', notes: '', dueOn: null, status, done: null, createdAt: NOW - 60_000,
});
const confirmed = (at: number) => ({ confirmed: { reference: 'LL-2044', by: asId<StaffId>('staff-ann'), at } });

test('what is still to be booked and to come, of everybody, the soonest first, with who asked and since when', async () => {
  const { waiting } = bookingsQuery.read(await deskOf(
    need('n1', youngerSmith.id, [booking('b-late', '2026-03-20'), booking('b-past', '2026-03-01'), booking('b-off', '2026-03-10', { cancelledAt: NOW }), booking('b-elsewhere', '2026-03-11')]),
    need('n2', elderSmith.id, [booking('b-today', '2026-03-02')], { kind: 'interpreter' }), task('b-late'), task('b-elsewhere', 'done'),
  ), {}).collections;
  expect(waiting.map(({ key }) => key)).toEqual(['b-today', 'b-late']);
  expect(waiting[0]).toMatchObject({ name: 'John Smith', residentId: elderSmith.id, needId: 'n2', language: 'en', serviceName: null, askedAt: null });
  expect(waiting[1]).toMatchObject({ on: '2026-03-20', time: '10:30', place: 'Hub, room 2', language: null, serviceName: 'Refuse collection', askedByName: 'Ben Hughes', mine: false, askedAt: NOW - 60_000 });
});

test('what was marked as booked stays for a day, with its reference and by whom', async () => {
  const { waiting, booked } = bookingsQuery.read(await deskOf(
    need('n1', youngerSmith.id, [booking('b-new', '2026-03-20', confirmed(NOW - 60_000)), booking('b-old', '2026-03-21', confirmed(NOW - 25 * 3_600_000))]), task('b-new', 'done'),
  ), {}).collections;
  expect(waiting).toEqual([]);
  expect(booked).toMatchObject([{ key: 'b-new', reference: 'LL-2044', confirmedByName: 'Ann Okafor' }]);
});

test('the place of a visit is not told of somebody whose address or record is kept', async () => {
  for (const kept of [{ confidential: true }, { restricted: true }]) {
    const { waiting } = bookingsQuery.read(await deskOf(put('resident', { ...youngerSmith, ...kept }), need('n1', youngerSmith.id, [booking('b1', '2026-03-20')])), {}).collections;
    expect(waiting).toMatchObject([{ name: 'John Smith', place: null }]);
    cache.close();
  }
  const opened = put('access', { id: 'a', residentId: youngerSmith.id, staffId: 'staff-ann', at: NOW - 60_000, kind: 'record', reason: 'On the line.' });
  const { waiting } = bookingsQuery.read(await deskOf(put('resident', { ...youngerSmith, restricted: true }), opened, need('n1', youngerSmith.id, [booking('b1', '2026-03-20')])), {}).collections;
  expect(waiting).toMatchObject([{ place: 'Hub, room 2' }]);
});

test('needs that nothing was booked for are not read', async () => {
  await deskOf(need('n1', youngerSmith.id, [booking('b1', '2026-03-20')]));
  for (const rest of ['ORDER BY resident_id, id', `AND EXISTS (SELECT 1 FROM json_each(bookings) WHERE json_extract(value, '$.on') >= '2026-03-02')`]) {
    const plan = cache.plan(`SELECT * FROM need WHERE bookings <> '[]' ${rest}`, []).join('\n');
    expect(plan).toMatch(/server_need_booked/);
    expect(plan).not.toMatch(/SCAN (server_)?need\b(?! USING INDEX)/);
  }
});

test('the number on the tab is that of the list, and is counted again only for what it counts', async () => {
  const desk = await deskOf(
    need('n1', youngerSmith.id, [booking('b-late', '2026-03-20'), booking('b-past', '2026-03-01'), booking('b-off', '2026-03-10', { cancelledAt: NOW }), booking('b-elsewhere', '2026-03-11'), booking('b-done', '2026-03-12', confirmed(NOW))]),
    need('n2', elderSmith.id, [booking('b-today', '2026-03-02')]), need('n3', 'r-elsewhere', [booking('b-nobody', '2026-03-03')]), task('b-late'), task('b-elsewhere', 'done'),
  );
  const count = () => bookingsWaitingQuery.read(desk, {}).collections.counts[0]?.waiting;
  expect([count(), bookingsQuery.read(desk, {}).collections.waiting.length]).toEqual([2, 2]);

  const read = vi.spyOn(bookingsWaitingQuery, 'read');
  let next = 0;
  const live = createLiveViews(desk, () => undefined, (error) => { throw error; }, () => next += 1);
  live.subscribe('bookings-waiting', {});
  live.flush();
  let version = 10;
  const readsAfter = ({ table, row }: ReturnType<typeof put>): number => {
    read.mockClear();
    version += 1;
    live.touched(cache.transaction((writer) => { writer.applyServer({ table, id: row.id, version, row: { ...row } }); }).touches);
    live.flush();
    return read.mock.calls.length;
  };
  expect([put('staff', { ...people.ben, name: 'Benjamin Hughes' }), task('b-other', 'open', 'r-obrien'), put('resident', resident('r-new', 'Newcomer'))].map(readsAfter)).toEqual([0, 0, 0]);
  expect([task('b-late', 'done'), put('resident', resident('r-elsewhere', 'Arrived late')), need('n2', elderSmith.id, [])].map(readsAfter)).toEqual([1, 1, 1]);
  expect([count(), bookingsQuery.read(desk, {}).collections.waiting.length]).toEqual([1, 1]);
  live.close();
});
