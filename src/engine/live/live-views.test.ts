import fc from 'fast-check';
import { plainEscalation, plainUse } from '#domain/testing/fixtures.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asId } from '#domain/ids.ts';
import type { RowChange } from '#domain/records.ts';
import type { Escalation } from '#domain/records/decisions.ts';
import type { LiveEvent, LiveQueries, LiveQueryName } from '#contract/views.ts';
import { filledCache } from '../../../tests/fixtures/filled-cache.ts';
import { NOW, elderSmith, goodwill, people, property, put, resident, sampleCouncil, youngerSmith } from '../../../tests/fixtures/sample-council.ts';
import { applyEvent, removeFolder, temporaryFolder, testKey, type Held } from '../../../tests/fixtures/test-desk.ts';
import type { Desk } from '../desk.ts';
import { readReference, referenceTables } from '../queries/reference.ts';
import type { CacheStore } from '../store/cache-store.ts';
import { openOutbox, type OutboxStore } from '../store/outbox-store.ts';
import type { Touch } from '../store/touch.ts';
import { createLiveViews, type LiveViews } from './live-views.ts';

let folder = '';
let cache: CacheStore;
let outbox: OutboxStore;
let desk: Desk;
let live: LiveViews;
let events: LiveEvent[] = [];
beforeEach(async () => {
  folder = temporaryFolder();
  cache = await filledCache(folder, sampleCouncil());
  const opened = openOutbox(`${folder}/outbox.db`, testKey());
  if (!opened.ok) throw new Error(opened.fault);
  outbox = opened.value;
  let reference = readReference(cache);
  desk = {
    cache, outbox, connection: 'online', policyAsOf: NOW, now: () => NOW, present: () => [], centreNow: () => NOW,
    actor: { ...people.tess, staffId: asId(people.tess.id), siteId: asId(people.tess.siteId) },
    status: { key: 'status', phase: 'online', lastHeardAt: NOW, offlineSince: null, obstacle: null, waiting: 0, sending: false, needsAttention: 0, partial: false, progress: null,
      lastGoodSyncAt: null, clockOffset: 0, pausedUntil: null, readiness: null },
    get reference() { return reference; },
  };
  committed = (touches) => {
    if (touches.some(({ table }) => referenceTables.has(table))) reference = readReference(cache);
    live.touched(touches);
  };
  events = [];
  let next = 0;
  live = createLiveViews(desk, (event) => { events.push(event); }, (error) => { throw error; }, () => next += 1);
});
let committed: (touches: Touch[]) => void;
afterEach(() => {
  live.close();
  cache.close();
  outbox.close();
  removeFolder(folder);
});

const held = (subscription: number): Held =>
  events.filter((event) => event.subscription === subscription).reduce<Held>(applyEvent, {});
function subscribe<Q extends LiveQueryName>(query: Q, args: LiveQueries[Q]['args']): number {
  const subscription = live.subscribe(query, args);
  live.flush();
  return subscription;
}
let version = 10;
function write(...changes: RowChange[]): void {
  version += 1;
  committed(cache.transaction((writer) => {
    for (const { table, row } of changes) writer.applyServer({ table, id: row.id, version, row: { ...row } });
  }).touches);
}

test('a snapshot, then only what changed, with revisions that count', () => {
  const subscription = subscribe('subject', { kind: 'resident', id: elderSmith.id });
  expect(events).toMatchObject([{ subscription, kind: 'snapshot', revision: 1 }]);
  write(put('resident', { ...elderSmith, preferredName: 'Jack Smith' }));
  live.flush();
  expect(events[1]).toMatchObject({ kind: 'patch', revision: 2 });
  expect(Object.keys(events[1]?.collections ?? {})).toEqual(['header']);
  write(put('resident', { ...youngerSmith, preferredName: 'Johnny Smith' }));
  write(put('resident', { ...elderSmith, preferredName: 'Jack Smith' }));
  live.flush();
  // Somebody else, and a row written again as it was: nothing to tell.
  expect(events).toHaveLength(2);
});

test('a change of the home, the household, the staff and the scheme reaches the view', () => {
  const subscription = subscribe('subject', { kind: 'resident', id: elderSmith.id });
  write(put('property', { ...property('p-acacia-12', '12 Acacia Crescent', 'CG4 7XY') }));
  write(put('resident', { ...resident('r-baby', 'New Baby', { householdId: 'h-1' }) }));
  write(put('staff', { ...people.ben, name: 'Benjamin Hughes' }));
  live.flush();
  expect(held(subscription)).toMatchObject({
    header: [{ property: { addressLine: '12 Acacia Crescent' } }], timeline: [{ staffName: 'Benjamin Hughes' }],
  });
  expect(held(subscription)['household']?.map(({ key }) => key).toSorted()).toEqual(['r-baby', 'r-obrien']);
});

test('many changes in one frame are one delivery, and a frame passes between two', () => {
  vi.useFakeTimers();
  try {
    const subscription = live.subscribe('subject', { kind: 'resident', id: elderSmith.id });
    vi.advanceTimersByTime(20);
    for (let n = 0; n < 50; n += 1) write(put('resident', { ...elderSmith, preferredName: `Name ${String(n)}` }));
    vi.advanceTimersByTime(10);
    expect(events).toHaveLength(1);
    vi.advanceTimersByTime(20);
    expect(events).toHaveLength(2);
    expect(held(subscription)).toMatchObject({ header: [{ resident: { preferredName: 'Name 49' } }] });
  } finally {
    vi.useRealTimers();
  }
});

test('a gap is filled with a snapshot under the next revision; what is unsubscribed is silent', () => {
  const subscription = subscribe('worklist', {});
  expect(live.resend(subscription)).toBe(true);
  live.flush();
  expect(events.at(-1)).toMatchObject({ kind: 'snapshot', revision: 2 });
  expect(live.unsubscribe(subscription)).toBe(true);
  live.allStale();
  live.flush();
  expect(events).toHaveLength(2);
  expect(live.resend(subscription)).toBe(false);
});

const instant = fc.integer({ min: NOW - 50_000, max: NOW });
const somebody = fc.constantFrom(elderSmith.id, youngerSmith.id, 'r-obrien');
const few = (prefix: string): fc.Arbitrary<string> => fc.integer({ min: 1, max: 4 }).map((n) => `${prefix}-${String(n)}`);
const escalationRow = (id: string, residentId: string, requestedAt: number, status: Escalation['status']): RowChange => put('escalation', {
  ...plainEscalation, id: id, reference: id, kind: 'approve', decisionId: null, clauseId: goodwill.id, clauseNumber: '7', schemeVersion: 1,
  residentId: residentId, propertyId: null, contactId: null, requestedAmount: 3000, item: null, reasonCode: 'delay', reasons: 'x', evidence: [],
  exceptional: false, requestedBy: 'staff-ann', requestedAt, approverPost: 'team-leader', status, approvedAmount: null,
  answeredBy: status === 'pending' ? null : 'staff-tess', answeredAt: status === 'pending' ? null : requestedAt, answerReasons: null, referredBy: null,
});
const anyRow: fc.Arbitrary<RowChange> = fc.oneof(
  fc.tuple(somebody, few('Name'), fc.constantFrom('p-acacia-12', 'p-mill-3', null), fc.constantFrom('h-1', null)).map(([id, name, home, household]) =>
    put('resident', { ...resident(id, name, { propertyId: home, householdId: household }) })),
  fc.tuple(few('c'), somebody, instant, few('note')).map(([id, residentId, startedAt, note]) => put('contact', {
    id: id, residentId, propertyId: null, caseId: null, serviceId: null, channel: 'phone-in', reason: 'report', outcome: 'logged',
    avoidable: null, furtherMatters: null, enquiry: null, note, staffId: 'staff-ben', siteId: null, startedAt, endedAt: null, externalReference: null,
  })),
  fc.tuple(few('e'), somebody, instant, fc.constantFrom('pending', 'approved', 'declined')).map(([id, residentId, at, status]) => escalationRow(id, residentId, at, status)),
  fc.tuple(few('u'), somebody, instant, fc.integer({ min: 100, max: 2000 })).map(([id, residentId, at, amount]) => put('authorityUse', {
    ...plainUse, id: id, decisionId: `d-${id}`, clauseId: goodwill.id, residentId, householdId: null, propertyId: null, staffId: 'staff-tess', item: null, amount, at,
  })),
  fc.tuple(few('m'), somebody).map(([id, residentId]) => put('marker', {
    id: id, residentId, propertyId: null, category: 'dog', control: 'Ring first', provisional: false, reviewBy: '2026-05-01', endedOn: null, incidentOn: null, authorId: null, recordedAt: null, toldOn: null, approvedBy: null,
  })),
  fc.tuple(few('property'), few('Street')).map(([, line]) => put('property', { ...property('p-mill-3', line, 'CG1 2AB') })),
  fc.tuple(few('n')).map(([name]) => put('staff', { ...people.ben, id: 'staff-ben', siteId: 'hub', name })),
);
type Step = { kind: 'write' | 'overlay'; rows: RowChange[] } | { kind: 'leave'; leaving: RowChange } | { kind: 'clear' } | { kind: 'flush' };
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('write' as const, 'overlay' as const), rows: fc.array(anyRow, { minLength: 1, maxLength: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), leaving: anyRow }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('flush' as const) }) },
);

test('after any changes, snapshot and patches add up to what a fresh reading shows', () => {
  const queries: [LiveQueryName, LiveQueries[LiveQueryName]['args']][] = [
    ['subject', { kind: 'resident', id: elderSmith.id }], ['subject', { kind: 'resident', id: youngerSmith.id }], ['subject', { kind: 'property', id: 'p-mill-3' }],
    ['worklist', {}], ['reference', {}], ['search', { text: 'name', limit: 5 }], ['search', { text: 'street', limit: 5 }], ['search', { text: 'smith john', limit: 3 }],
  ];
  const subscriptions = queries.map(([query, args]) => subscribe(query, args as never));
  fc.assert(fc.property(fc.array(anyStep, { minLength: 1, maxLength: 12 }), (steps) => {
    for (const step of steps) {
      if (step.kind === 'flush') live.flush();
      else if (step.kind === 'write') write(...step.rows);
      else {
        version += 1;
        committed(cache.transaction((writer) => {
          if (step.kind === 'clear') writer.clearPending();
          else if ('rows' in step) step.rows.forEach((row, n) => { writer.putPending(row, n); });
          else writer.applyServer({ table: step.leaving.table, id: step.leaving.row.id, version, row: null });
        }).touches);
      }
    }
    live.flush();
    subscriptions.forEach((subscription, n) => {
      const [query, args] = queries[n] ?? ['worklist', {}];
      const fresh = subscribe(query, args as never);
      expect(held(subscription)).toEqual(held(fresh));
      live.unsubscribe(fresh);
    });
  }), { numRuns: 60 });
});
