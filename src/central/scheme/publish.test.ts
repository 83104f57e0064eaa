/** A scheme brought into force by the administrator's command, over a real store. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asId } from '#domain/ids.ts';
import type { SchemeVersion } from '#domain/records/council.ts';
import { NOW, scheme } from '#domain/testing/fixtures.ts';
import { startTestCentre, type TestCentre } from '../testing/centre.ts';
import { openPGliteForTest } from '../testing/stores.ts';
import { fillPosts } from '../testing/council.ts';
import { runAdminCommand } from '../admin/commands.ts';
import { listSchemes } from './publish.ts';

let centre: TestCentre;
beforeAll(async () => {
  centre = await startTestCentre(openPGliteForTest);
  await fillPosts(centre.store);
}, 60_000);
afterAll(() => centre.close());

const asFile = ({ effectiveFrom, effectiveTo, ...rest }: SchemeVersion): string => JSON.stringify({
  ...rest, effectiveFrom: new Date(effectiveFrom).toISOString(), effectiveTo: effectiveTo === null ? null : new Date(effectiveTo).toISOString() });
async function ask(word: string, written: SchemeVersion | null = null, now = NOW): Promise<string> {
  const done = await runAdminCommand(centre.store, 'scheme', { words: [word], texts: written === null ? {} : { scheme: asFile(written) }, flags: {}, by: 'ada', now });
  return done.ok ? done.value : `${done.failure.code}: ${done.failure.sentence}`;
}
const [goodwill, bin] = scheme.clauses;
if (goodwill === undefined || bin === undefined) throw new Error('the scheme of the tests has two clauses');
const next: SchemeVersion = {
  ...scheme, id: asId('scheme-8'), version: 8, effectiveFrom: NOW + 3_600_000,
  clauses: [{ ...goodwill, limits: [{ post: 'customer-service-operative', perDecision: 2500, offline: 500, authorisation: null }] }, bin],
};

test('what would change is said before anything does', async () => {
  const before = await centre.store.head();
  expect(await ask('check', next)).toBe(['Nothing stands in the way of version 8, in force from 2026-11-23T11:00:00Z.',
    '  clause 7 Goodwill payment: customer service operative, offline: £10 becomes £5 (less)'].join('\n'));
  expect(await centre.store.head()).toEqual(before);
});

test('what is wrong is said, all of it, and nothing is written', async () => {
  const before = await centre.store.head();
  expect(await ask('publish', { ...next, version: 12 })).toBe('bad-input: This is version 12; the next one is 8. Number it so.');
  expect(await ask('publish', { ...next, effectiveFrom: NOW - 1, clauses: [{ ...next.clauses[0] ?? goodwill, serviceId: '1' }, bin] })).toBe([
    'bad-input: Clause 7 names service 1, which the council does not have.',
    'Clause 7, customer service operative, offline: £10 becomes £5. What takes authority away needs a beginning still to come, so that desks know before it binds.'].join('\n'));
  expect(await ask('publish')).toContain('bad-input: scheme.json is not JSON');
  expect(await ask('praise', next)).toContain('scheme publish');
  expect(await centre.store.head()).toEqual(before);
});

test('it ends the version before it where it begins, is audited, and published again changes nothing', async () => {
  expect(await ask('publish', next)).toContain('Version 8 is at the centre, in force from 2026-11-23T11:00:00Z.');
  const head = await centre.store.head();
  expect(await ask('publish', next)).toContain('Version 8 is at the centre already. Nothing was changed.');
  expect(await centre.store.head()).toEqual(head);
  expect(await centre.store.transaction(listSchemes)).toMatchObject([
    { version: 8, effectiveFrom: NOW + 3_600_000, effectiveTo: null }, { version: 7, effectiveTo: NOW + 3_600_000 }]);
  const { rows } = await centre.store.query('SELECT staff_id, subject, detail FROM audit WHERE action = $1', ['publish-scheme']);
  expect(rows).toEqual([{ staff_id: 'administrator ada', subject: 'scheme-8', detail: { version: 8, effectiveFrom: NOW + 3_600_000, signedBy: 'Monitoring Officer', changes: 1 } }]);
  const [ahead, inForce] = (await ask('list')).split('\n');
  expect(ahead).toMatch(/^version 8 .* to further notice {2}ahead {2}/);
  expect(inForce).toMatch(/^version 7 .* in force {2}/);
  expect((await ask('list', null, NOW + 3_600_000)).split('\n')[1]).toMatch(/^version 7 .* over {2}/);
});
