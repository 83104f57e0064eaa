/** Scene 9 of DOMAIN (g): a new version of the scheme comes into force while a desk is offline with the one before. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import type { SchemeVersion } from '#domain/records/council.ts';
import { scheme } from '#domain/testing/fixtures.ts';
import { publishScheme } from '../../src/central/scheme/publish.ts';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { fillPosts, residentNamed } from '../../src/central/testing/council.ts';
import { decisionArgs } from '../../src/central/testing/desk.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import { wiredDesks } from './harness/wired-desks.ts';

let centre: TestCentre;
beforeAll(async () => {
  centre = await startTestCentre(openPGliteForTest);
  await fillPosts(centre.store);
});
afterAll(() => centre.close());

const open = wiredDesks(() => centre);

const HOUR_MS = 3_600_000;
const [goodwill, ...rest] = scheme.clauses;
if (goodwill === undefined) throw new Error('the scheme of the tests has a clause');

test('8 granted offline under 10 is outside the 5 now in force: nothing is void or paid until a team leader ratifies it', async () => {
  const residentId = 'resident-of-scene-9';
  await centre.store.transaction((transaction) => transaction.write([put('resident', residentNamed(residentId))]));
  const [{ desk: amina, line }, { desk: leader }] = [await open('amina'), await open('leader')];
  const seen = await amina.watch('subject', { kind: 'resident', id: residentId });
  const offered = () => seen.now().authority.find(({ key }) => key === 'goodwill')?.evaluation;
  expect(offered()).toMatchObject({ schemeVersion: 7, perDecision: 2500 });

  line.down = true;
  await amina.screen('sync.now');
  await amina.until(() => amina.status()?.phase === 'offline', 'offline');
  const eight: SchemeVersion = {
    ...scheme, id: asId('scheme-8'), version: 8, effectiveFrom: centre.clock.now + HOUR_MS,
    clauses: [{ ...goodwill, limits: [{ post: 'customer-service-operative', perDecision: 2500, offline: 500, authorisation: null }] }, ...rest],
  };
  expect(await publishScheme(centre.store, eight, { staffId: 'administrator', deviceId: 'centre' }, centre.clock.now)).toMatchObject({ ok: true });
  centre.clock.now += 2 * HOUR_MS;
  const decision = decisionArgs(800, { residentId });
  expect(await amina.screen('command.give', { name: 'make-decision', args: decision })).toMatchObject({ ok: true });

  line.down = false;
  await amina.screen('sync.now');
  const standing = () => seen.now().timeline.find(({ key }) => key === `decision:${decision.decisionId}`);
  await amina.until(() => standing()?.pending === false, 'judged');
  expect(standing()).toMatchObject({ decision: { status: 'awaiting-ratification', amount: 800, schemeVersion: 8, madeOffline: true } });
  const paid = async (): Promise<number[]> => (await centre.store.query<{ amount: number }>('SELECT amount FROM payment WHERE resident_id = $1', [residentId])).rows.map(({ amount }) => amount);
  expect(await paid()).toEqual([]);
  // The desk has the new version with the same page of the feed, and offers by it.
  await amina.until(() => offered()?.schemeVersion === 8, 'offered under version 8');

  const work = await leader.watch('worklist', {});
  await leader.until(() => work.now().waiting.length === 1, 'a request to ratify');
  const [request] = work.now().waiting;
  expect(request).toMatchObject({ mayAnswer: true, escalation: { kind: 'ratify', requestedAmount: 800 } });
  expect(request?.escalation.reasons).toContain('£8 goes to a team leader');
  expect(await leader.screen('command.give', { name: 'answer-escalation', args: { escalationId: request?.key, answer: 'approve', amount: null, reasons: 'They were told.' } })).toMatchObject({ ok: true });
  await amina.until(() => { const entry = standing(); return entry?.kind === 'decision' && entry.decision.status === 'ratified'; }, 'ratified');
  expect(await paid()).toEqual([800]);
});
