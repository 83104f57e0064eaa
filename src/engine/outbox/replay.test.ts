import { afterEach, beforeEach, expect, test } from 'vitest';
import { plainUse } from '#domain/testing/fixtures.ts';
import type { CommandName } from '#domain/commands/all.ts';
import { asId } from '#domain/ids.ts';
import { filledCache } from '../../../tests/fixtures/filled-cache.ts';
import { DAY, NOW, approvalArgs, contactArgs, elderSmith, goodwillArgs, people, put, sampleCouncil } from '../../../tests/fixtures/sample-council.ts';
import { removeFolder, temporaryFolder } from '../../../tests/fixtures/test-desk.ts';
import type { CacheStore } from '../store/cache-store.ts';
import type { OutboxCommand } from '../store/outbox-store.ts';
import { rebuildOverlay } from './replay.ts';

let folder = '';
let cache: CacheStore;
beforeEach(async () => {
  folder = temporaryFolder();
  cache = await filledCache(folder, sampleCouncil());
});
afterEach(() => {
  cache.close();
  removeFolder(folder);
});

const actor = { ...people.ann, staffId: asId<never>(people.ann.id), siteId: asId<never>('hub') };
let ordinal = 0;
function given(name: CommandName, args: unknown, more: Partial<OutboxCommand> = {}): OutboxCommand {
  ordinal += 1;
  return {
    ordinal, commandId: `command-${String(ordinal)}`, press: '', seq: null, name, version: 1, args, madeAt: NOW, connection: 'online', policyVersion: 1,
    policyAsOf: NOW, state: 'waiting', resultVersion: null, sentence: null, replacedBy: null, replaces: null, basis: null,
    offerEpoch: null, sentAt: null, settledAt: null, discardReason: null, record: null, ...more,
  };
}
const rebuild = (...overlay: OutboxCommand[]) => cache.transaction((writer) => { rebuildOverlay(cache, writer, actor, overlay); });

test('what was given is decided again in order, each over what the one before left', () => {
  rebuild(
    given('make-decision', goodwillArgs('d-1', elderSmith.id, 2500)), given('make-decision', goodwillArgs('d-2', elderSmith.id, 2500)),
    given('log-contact', contactArgs('c-1', elderSmith.id, 'Told them.')),
  );
  expect(cache.select('decision', 'ORDER BY id', []).map(({ row, pending }) => [row.id, row.status, pending])).toEqual([['d-1', 'made', true], ['d-2', 'made', true]]);
  expect(cache.count('authorityUse', '', [])).toBe(2);
  expect(cache.row('resident', elderSmith.id)).toMatchObject({ pending: true, row: { lastContactAt: NOW } });
  rebuild();
  expect(cache.count('decision', '', [])).toBe(0);
  expect(cache.row('resident', elderSmith.id)).toEqual({ row: elderSmith, pending: false });
});

test('an offline decision is judged as things stood then, not as they stand now', () => {
  const then = NOW - 6 * DAY;
  rebuild(given('make-decision', goodwillArgs('d-1', elderSmith.id, 1000), { madeAt: then, connection: 'offline', policyAsOf: then - DAY / 2 }));
  expect(cache.row('decision', 'd-1')?.row).toMatchObject({ status: 'made', decidedAt: then, madeOffline: true, receivedAt: null });
});

test('a decision that another desk has overtaken stays in sight, as what the centre will make of it', () => {
  cache.transaction((writer) => {
    const use = put('authorityUse', {
      ...plainUse, id: 'u-other', decisionId: 'd-other', clauseId: 'goodwill', residentId: elderSmith.id, householdId: null, propertyId: null,
      staffId: people.ben.id, item: null, amount: 4500, at: NOW - DAY,
    });
    writer.applyServer({ table: 'authorityUse', id: 'u-other', version: 5, row: { ...use.row } });
  });
  rebuild(given('make-decision', goodwillArgs('d-1', elderSmith.id, 1000)));
  expect(cache.row('decision', 'd-1')).toMatchObject({ pending: true, row: { status: 'awaiting-ratification', receivedAt: null } });
  expect(cache.row('escalation', 'd-1.ratify')).toMatchObject({ pending: true, row: { kind: 'ratify' } });
  expect(cache.count('payment', '', [])).toBe(0);
});

test('what the centre has already is shown as the centre has it', () => {
  rebuild(given('make-decision', goodwillArgs('d-1', elderSmith.id, 1000)));
  const pending = cache.row('decision', 'd-1')?.row;
  if (pending === undefined) throw new Error('the decision is not in the overlay');
  cache.transaction((writer) => {
    writer.applyServer({ table: 'decision', id: 'd-1', version: 9, row: { ...pending, receivedAt: NOW + 5000 } });
    rebuildOverlay(cache, writer, actor, [given('make-decision', goodwillArgs('d-1', elderSmith.id, 1000))]);
  });
  expect(cache.row('decision', 'd-1')).toMatchObject({ pending: false, row: { receivedAt: NOW + 5000 } });
});

test('an unsent request is shown, and what can no longer be decided is left out', () => {
  rebuild(
    given('request-approval', approvalArgs('e-1', elderSmith.id, 4000)),
    given('log-contact', contactArgs('c-x', 'r-unknown', 'About somebody who has left this desk.')),
  );
  expect(cache.row('escalation', 'e-1')).toMatchObject({ pending: true, row: { status: 'pending' } });
  expect(cache.row('contact', 'c-x')).toBeNull();
});
