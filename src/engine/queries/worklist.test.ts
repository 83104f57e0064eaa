/** What a request tells whoever answers it of somebody whose record is kept. */
import { afterEach, expect, test, vi } from 'vitest';
import { asId } from '#domain/ids.ts';
import type { Resident } from '#domain/records/people.ts';
import { plainEscalation } from '#domain/testing/fixtures.ts';
import { filledCache } from '../../../tests/fixtures/filled-cache.ts';
import { elderSmith, NOW, people, put, sampleCouncil } from '../../../tests/fixtures/sample-council.ts';
import { removeFolder, temporaryFolder } from '../../../tests/fixtures/test-desk.ts';
import type { Desk } from '../desk.ts';
import { createLiveViews } from '../live/live-views.ts';
import type { CacheStore } from '../store/cache-store.ts';
import { readReference } from './reference.ts';
import { worklistQuery } from './worklist.ts';

let folder = '';
let cache: CacheStore;
afterEach(() => {
  cache.close();
  removeFolder(folder);
});

const request = put('escalation', {
  ...plainEscalation, id: 'e-1', reference: 'CF-ASK1', kind: 'approve', decisionId: null, clauseId: 'goodwill', clauseNumber: '7', schemeVersion: 1, residentId: elderSmith.id, propertyId: null, contactId: null,
  requestedAmount: 4000, item: null, reasonCode: 'delay', reasons: 'Twice in two weeks.', evidence: [], exceptional: false, requestedBy: 'staff-ann', requestedAt: NOW - 60_000, approverPost: 'team-leader',
  status: 'pending', approvedAmount: null, answeredBy: null, answeredAt: null, answerReasons: null, referredBy: null,
});
const opened = (staffId: string) => put('access', { id: `access-${staffId}`, residentId: elderSmith.id, staffId, at: NOW - 60_000, kind: 'record', reason: 'To answer a request.' });

async function deskOf(traits: Partial<Resident>, ...more: ReturnType<typeof put>[]): Promise<Desk> {
  folder = temporaryFolder();
  cache = await filledCache(folder, [
    ...sampleCouncil().filter(({ row }) => row.id !== elderSmith.id), put('resident', { ...elderSmith, language: 'pl', ...traits }), request, ...more,
  ]);
  const { tess } = people;
  return {
    cache, connection: 'online', policyAsOf: NOW, now: () => NOW, centreNow: () => NOW, reference: readReference(cache), actor: { ...tess, staffId: asId(tess.id), siteId: asId(tess.siteId) },
  } as unknown as Desk;
}

test('whoever answers sees in which language and form it reaches them, and where they live', async () => {
  const { waiting } = worklistQuery.read(await deskOf({}), {}).collections;
  expect(waiting).toMatchObject([{ residentName: 'John Smith', reaches: { language: 'pl', formats: ['large-print'] } }]);
  expect(waiting[0]?.residentAddress).toContain('Acacia');
});

test('of a record that opens only with a reason neither is told before somebody gave one here', async () => {
  const { waiting } = worklistQuery.read(await deskOf({ restricted: true }, opened('staff-ann')), {}).collections;
  expect(waiting).toMatchObject([{ residentName: 'John Smith', residentAddress: null, reaches: null }]);
  expect(JSON.stringify(waiting)).not.toMatch(/large-print|"pl"|Acacia/);
});

test('a reason given here tells both at once', async () => {
  const delivered = vi.fn();
  const live = createLiveViews(await deskOf({ restricted: true }), delivered, (error) => { throw error; }, () => 1);
  live.subscribe('worklist', {});
  live.flush();
  const { table, row } = opened('staff-tess');
  live.touched(cache.transaction((writer) => { writer.applyServer({ table, id: row.id, version: 2, row: { ...row } }); }).touches);
  live.flush();
  expect(delivered).toHaveBeenLastCalledWith(expect.objectContaining({
    kind: 'patch', collections: { waiting: { put: [expect.objectContaining({ reaches: { language: 'pl', formats: ['large-print'] } })], order: null } },
  }));
  live.close();
});
