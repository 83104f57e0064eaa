/** What a councillor asked, as their page tells it, and to whom. */
import { afterEach, expect, test } from 'vitest';
import { asId, type CouncillorId } from '#domain/ids.ts';
import { dateAt } from '#domain/time/dates.ts';
import type { Contact, PromiseAttempt } from '#domain/records/contacts.ts';
import { plainCouncillor } from '#domain/testing/fixtures.ts';
import { filledCache } from '../../../tests/fixtures/filled-cache.ts';
import { DAY, elderSmith, NOW, people, put, sampleCouncil, youngerSmith } from '../../../tests/fixtures/sample-council.ts';
import { removeFolder, temporaryFolder } from '../../../tests/fixtures/test-desk.ts';
import type { Desk } from '../desk.ts';
import type { CacheStore } from '../store/cache-store.ts';
import { councillorQuery } from './councillor.ts';
import { readReference } from './reference.ts';

let folder = '';
let cache: CacheStore;
afterEach(() => {
  cache.close();
  removeFolder(folder);
});

const HARJIT = 'councillor-harjit';
const councillor = (endedOn: string | null = null) => put('councillor', { id: HARJIT, name: 'Harjit Dhaliwal', ward: 'North', ...plainCouncillor, endedOn });

async function deskOf(who: keyof typeof people, ...more: ReturnType<typeof put>[]): Promise<Desk> {
  folder = temporaryFolder();
  cache = await filledCache(folder, [...sampleCouncil().filter(({ row }) => !more.some((one) => one.row.id === row.id)), ...more]);
  return { cache, now: () => NOW, reference: readReference(cache), actor: { ...people[who], staffId: asId(people[who].id), siteId: asId(people[who].siteId) } } as unknown as Desk;
}

const asked = (id: string, part: Partial<Contact> = {}, by: Partial<NonNullable<Contact['enquiry']>> = {}) => put('contact', {
  id: asId(id), residentId: youngerSmith.id, propertyId: null, caseId: null, serviceId: asId('524'), channel: 'councillor', reason: 'progress-chase', outcome: 'referred', avoidable: null, furtherMatters: null,
  enquiry: { councillorId: asId<CouncillorId>(HARJIT), scope: 'necessary', acknowledgeBy: '2026-03-03', answerBy: '2026-03-16', noInfluence: false, ...by }, note: 'When is the bin emptied?',
  staffId: asId('staff-ben'), siteId: asId('hub'), startedAt: NOW - DAY, endedAt: null, externalReference: null, ...part,
});
const owed = (contactId: string, part: 'acknowledge' | 'answer', status: 'open' | 'kept' | 'ended', more: { dueAt?: number; closedAt?: number; attempts?: PromiseAttempt[] } = {}) => put('promise', {
  id: `${contactId}.${part}`, residentId: youngerSmith.id, contactId, caseId: null, kind: 'promise', words: part, promisedFor: NOW + DAY, dueAt: NOW + DAY, phone: null, callerPhone: null,
  ownerId: 'staff-ann', madeBy: 'staff-ben', madeAt: NOW - DAY, attempts: [], status, closedAt: null, ...more,
});
const read = (desk: Desk) => councillorQuery.read(desk, { councillorId: HARJIT });

test('what is not answered stands open with its clock and whose it is, the soonest due first; what is, with its outcome', async () => {
  const desk = await deskOf('ann', councillor(),
    asked('e-late', {}, { acknowledgeBy: '2026-02-20', answerBy: '2026-03-01' }), owed('e-late', 'acknowledge', 'kept', { closedAt: NOW - 3 * DAY }), owed('e-late', 'answer', 'open'),
    asked('e-new'), owed('e-new', 'acknowledge', 'open'), owed('e-new', 'answer', 'open', { dueAt: NOW + 20 * DAY }),
    asked('e-done', { startedAt: NOW - 30 * DAY, outcome: 'resolved-first-contact' }), owed('e-done', 'acknowledge', 'kept'), owed('e-done', 'answer', 'kept', { closedAt: NOW - 20 * DAY, attempts: [{ at: NOW - 20 * DAY, staffId: asId('staff-ben'), outcome: 'complete', words: 'Emptied on Monday.' }] }),
    asked('e-others', {}, { councillorId: asId('councillor-other') }));
  const { collections: { header, open, past } } = read(desk);
  expect(header).toMatchObject([{ name: 'Harjit Dhaliwal', ward: 'North', inOffice: true, counts: { open: 2, past: 1 } }]);
  expect(open.map(({ key, acknowledgement, answer }) => [key, acknowledgement.status, answer.status, acknowledgement.overdue, answer.overdue])).toEqual([
    ['e-late', 'done', 'open', false, true], ['e-new', 'open', 'open', false, false],
  ]);
  expect(open[1]).toMatchObject({ name: 'John Smith', subject: { kind: 'resident', id: youngerSmith.id }, owner: { staffName: 'Ann Okafor' }, mine: true, takenByName: 'Ben Hughes', answer: { by: '2026-03-16', agreedFor: NOW + 20 * DAY } });
  expect(past).toMatchObject([{ key: 'e-done', matter: { outcome: 'resolved-first-contact', serviceName: 'Refuse collection' }, answer: { status: 'done', doneOn: dateAt(NOW - 20 * DAY), words: 'Emptied on Monday.', doneByName: 'Ben Hughes' } }]);
});

test('of a record that opens only with a reason it tells that they asked, and nothing of what', async () => {
  const about = { residentId: elderSmith.id, caseId: asId<NonNullable<Contact['caseId']>>('case-1') };
  const desk = await deskOf('ann', councillor(), put('resident', { ...elderSmith, restricted: true }), asked('e-1', about), asked('e-2', { ...about, residentId: null }));
  const { past } = read(desk).collections;
  expect(past.map(({ sealed, matter, name }) => [sealed, matter, name])).toEqual([[true, null, null], [true, null, 'John Smith']]);
  expect(JSON.stringify(past)).not.toMatch(/WB-20417|bin|Refuse/);
  cache.close();
  const access = put('access', { id: 'a', residentId: elderSmith.id, staffId: 'staff-ann', at: NOW - 60_000, kind: 'record', reason: 'On the line.' });
  const opened = await deskOf('ann', councillor(), access, put('resident', { ...elderSmith, restricted: true }), asked('e-1', about));
  expect(read(opened).collections.past).toMatchObject([{ sealed: false, matter: { caseReference: 'WB-20417', note: 'When is the bin emptied?' } }]);
});

const task = (part: string, more: object = {}) =>
  put('task', { id: `e-1.${part}`, decisionId: null, residentId: null, propertyId: 'p-empty', serviceId: '353', title: part, notes: '', dueOn: '2026-03-03', status: 'open', done: null, createdAt: NOW, ...more });

test('one that names nobody waits as the work of a service, and names its address', async () => {
  const desk = await deskOf('ann', councillor('2026-02-01'), task('acknowledge'), task('answer'), asked('e-1', { residentId: null, propertyId: asId('p-empty') }));
  const { header, open } = read(desk).collections;
  expect(header).toMatchObject([{ inOffice: false, endedOn: '2026-02-01' }]);
  expect(open).toMatchObject([{ name: '41 O’Connell Street', subject: { kind: 'property', id: 'p-empty' }, owner: { serviceName: 'Complaints' }, mine: false, answeredHere: true }]);
});

test('one that names nobody is marked as answered here, with the day and what came of it; one on a sealed record is not', async () => {
  const done = { on: '2026-03-02', words: 'Swept this morning.', by: 'staff-ben', at: NOW };
  const answered = [task('acknowledge', { status: 'done', done: { ...done, words: '' } }), task('answer', { status: 'done', done })];
  const nobody = { residentId: null, propertyId: asId<NonNullable<Contact['propertyId']>>('p-empty') };
  const { open, past } = read(await deskOf('ann', councillor(), ...answered, asked('e-1', nobody))).collections;
  expect(open).toEqual([]);
  expect(past).toMatchObject([{ answeredHere: true, acknowledgement: { status: 'done', doneOn: '2026-03-02', words: '' }, answer: { doneOn: '2026-03-02', words: 'Swept this morning.', doneByName: 'Ben Hughes' } }]);
  cache.close();
  const about = { ...nobody, caseId: asId<NonNullable<Contact['caseId']>>('case-1') };
  const sealed = read(await deskOf('ann', councillor(), put('resident', { ...elderSmith, restricted: true }), ...answered, asked('e-1', about))).collections.past;
  expect(sealed).toMatchObject([{ sealed: true, answeredHere: false, answer: { status: 'done', words: null, doneByName: null } }]);
});

test('it is read again where anything of it changes, and found without reading every contact', async () => {
  const desk = await deskOf('ann', councillor(), asked('e-1'), owed('e-1', 'answer', 'open'));
  expect([...read(desk).about]).toEqual(expect.arrayContaining([HARJIT, 'e-1', 'e-1.answer', 'e-1.acknowledge', youngerSmith.id]));
  const plan = cache.plan(`SELECT * FROM contact WHERE enquiry IS NOT NULL AND json_extract(enquiry, '$.councillorId') = ? ORDER BY started_at DESC, id DESC LIMIT ?`, [HARJIT, 10]);
  expect(plan.join('\n')).toMatch(/server_contact_enquiries/);
  expect(plan.join('\n')).not.toMatch(/SCAN/);
});

test('whoever this desk does not know has no page', async () => {
  expect(read(await deskOf('ann')).collections).toEqual({ header: [], open: [], past: [] });
});
