/** What is not to be seen, looked for wherever a desk could show it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asId } from '#domain/ids.ts';
import type { Access, Resident } from '#domain/records/people.ts';
import { filledCache } from '../../../tests/fixtures/filled-cache.ts';
import { elderSmith, NOW, people, property, put, sampleCouncil, youngerSmith } from '../../../tests/fixtures/sample-council.ts';
import { removeFolder, temporaryFolder, testKey } from '../../../tests/fixtures/test-desk.ts';
import { factsSince } from '../commands/basis.ts';
import type { Desk } from '../desk.ts';
import type { CacheStore } from '../store/cache-store.ts';
import { openOutbox, type OutboxStore } from '../store/outbox-store.ts';
import { caseView } from './case-view.ts';
import { readReference } from './reference.ts';
import { findSubjects } from './search.ts';
import { subjectQuery } from './subject.ts';
import { timelineOf } from './timeline.ts';

let folder = '';
let cache: CacheStore;
let outbox: OutboxStore;
beforeEach(() => {
  folder = temporaryFolder();
  const opened = openOutbox(`${folder}/outbox.db`, testKey());
  if (!opened.ok) throw new Error(opened.fault);
  outbox = opened.value;
});
afterEach(() => {
  cache.close();
  outbox.close();
  removeFolder(folder);
});

const me = people.tess;
const opened = (kind: Access['kind'], staffId: string = me.id): ReturnType<typeof put> =>
  put('access', { id: asId(`${kind}-${staffId}`), residentId: elderSmith.id, staffId: asId(staffId), at: NOW - 60_000, kind, reason: 'On the line.' });

/** The elder Smith with these traits at a desk of ours, and everything of him and of his address that it could show. */
async function shown(traits: Partial<Resident>, ...more: ReturnType<typeof put>[]) {
  cache = await filledCache(folder, [...sampleCouncil().filter(({ row }) => row.id !== elderSmith.id), put('resident', { ...elderSmith, ...traits }), put('caseFile', {
    id: asId('case-of-the-elder'), reference: 'CF-ELDER', residentId: elderSmith.id, propertyId: elderSmith.propertyId, serviceId: asId('524'), title: 'A bin', status: 'open', openedAt: NOW - 5000,
    dueAt: null, closedAt: null, ownerTeam: '', channel: 'phone-in', externalReference: null,
  }), put('contact', {
    id: asId('contact-of-the-elder'), residentId: elderSmith.id, propertyId: elderSmith.propertyId, caseId: asId('case-of-the-elder'), serviceId: null, channel: 'phone-in', reason: 'report', outcome: 'logged',
    avoidable: null, furtherMatters: null, enquiry: null, note: 'He rang about the bin.', staffId: null, siteId: null, startedAt: NOW - 4000, endedAt: null, externalReference: null,
  }), ...more]);
  const desk = {
    cache, outbox, connection: 'online', policyAsOf: NOW, now: () => NOW, centreNow: () => NOW, reference: readReference(cache),
    actor: { ...me, staffId: asId(me.id), siteId: asId(me.siteId) },
  } as unknown as Desk;
  const his = subjectQuery.read(desk, { kind: 'resident', id: elderSmith.id }).collections;
  const home = { kind: 'property' as const, id: elderSmith.propertyId ?? '' };
  const place = subjectQuery.read(desk, home).collections;
  return {
    desk, header: his.header[0], his: JSON.stringify(his), place: JSON.stringify([place.timeline, place.cases, timelineOf(desk, home, null, 50)]),
    pages: timelineOf(desk, { kind: 'resident', id: elderSmith.id }, null, 50).entries.length, theCase: caseView(desk, 'case-of-the-elder'),
    found: (text: string) => findSubjects(desk, text, 20).hits.filter(({ subject }) => subject?.id === elderSmith.id),
  };
}
const where = property('p-acacia-12', '12 Acacia Avenue', 'CG4 7XY');

test('work about somebody that came back does not tell where they live now', async () => {
  const about = (name: string, args: object) => ({ name, args: { residentId: elderSmith.id, ...args }, basis: { propertyId: 'p-mill-3' } }) as Parameters<typeof factsSince>[1];
  const moved = about('change-resident', { before: { propertyId: 'p-mill-3' }, after: { propertyId: 'p-acacia-12' } });
  const { desk } = await shown({ confidential: true });
  expect(JSON.stringify([factsSince(desk, moved), factsSince(desk, about('make-promise', {}))])).not.toMatch(/Acacia|Mill/);
  expect(factsSince(desk, moved)).toMatchObject([{ field: 'propertyId', now: { hidden: 'address' } }]);
  cache.close();
  removeFolder(folder);
  folder = temporaryFolder();
  expect(JSON.stringify(factsSince((await shown({})).desk, about('make-promise', {})))).toContain('Acacia');
});

test('a confidential address is in nothing the screen is handed, and finds nobody', async () => {
  const { header, his, place, found, theCase } = await shown({ confidential: true });
  expect(header).toMatchObject({ addressHidden: true, property: null, resident: { propertyId: null } });
  expect(his).not.toContain(where.addressLine);
  expect(place).not.toContain('He rang about the bin.');
  expect(place).not.toContain('CF-ELDER');
  expect(theCase).toMatchObject({ ok: true, value: { property: null } });
  expect(found(`john smith ${where.postcode}`)).toEqual([]);
  expect(found('john smith')).toMatchObject([{ address: null, addressHidden: true }]);
});

test('it is shown to who gave a reason, and to nobody else', async () => {
  const { header, place } = await shown({ confidential: true }, opened('address'));
  expect(header).toMatchObject({ addressHidden: false, property: { addressLine: where.addressLine } });
  expect(place).toContain('CF-ELDER');
});

test('somebody else’s reason opens nothing here', async () => {
  expect((await shown({ confidential: true, restricted: true }, opened('address', youngerSmith.id), opened('record', youngerSmith.id))).header).toMatchObject({ sealed: elderSmith.preferredName });
});

test('a record that needs a reason is a name until one is given', async () => {
  const { header, his, pages, theCase, found } = await shown({ restricted: true });
  expect(header).toMatchObject({ sealed: elderSmith.preferredName, resident: null, property: null });
  for (const told of ['He rang about the bin.', 'CF-ELDER', where.addressLine]) expect(his).not.toContain(told);
  expect(pages).toBe(0);
  expect(theCase).toMatchObject({ ok: false });
  expect(found('john smith')).toMatchObject([{ address: null, needs: 0, openCases: 0, restricted: true }]);
});

test('once given, the record is open', async () => {
  const { header, his } = await shown({ restricted: true }, opened('record'));
  expect(header).toMatchObject({ sealed: null, resident: { id: elderSmith.id } });
  expect(his).toContain('CF-ELDER');
});
