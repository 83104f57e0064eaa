import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asId, type PropertyId, type ResidentId } from '#domain/ids.ts';
import type { Outcome } from '#contract/failures.ts';
import { put } from '#domain/records.ts';
import type { Resident } from '#domain/records/people.ts';
import { resident } from '#domain/testing/fixtures.ts';
import { createRandom } from '../demo/random.ts';
import { startTestCentre, type TestCentre } from '../testing/centre.ts';
import { NOW } from '../testing/council.ts';
import { openPGliteForTest } from '../testing/stores.ts';
import { runAdminCommand } from './commands.ts';
import { askAtDoor, newDoorKey, openDoor } from './door.ts';

let centre: TestCentre;
const folder = mkdtempSync(path.join(os.tmpdir(), 'casefront-door-'));
beforeAll(async () => {
  const doorKey = newDoorKey();
  centre = await startTestCentre(openPGliteForTest, { doorKey });
  await openDoor(folder, centre.base, doorKey);
}, 60_000);
afterAll(async () => {
  await centre.close();
  rmSync(folder, { recursive: true });
});
async function ask(...words: string[]): Promise<string> {
  const done = await runAdminCommand(centre.store, 'duplicates', { words, texts: {}, flags: {}, by: 'ada', now: NOW });
  return done.ok ? done.value : done.failure.sentence;
}

test('of a handful nothing can be learned, and a wrong word is told how it is written', async () => {
  expect(await ask('find')).toContain('100 are needed');
  expect(await ask('look')).toContain('duplicates find');
  expect(await ask('find', 'all')).toContain('duplicates find');
});

const random = createRandom(11);
const given = ['Margaret', 'John', 'Amina', 'Tom', 'Sunita', 'Kasia', 'Peter', 'Rhiannon', 'Dev', 'Grace'];
const family = ['Quillfeather', 'Brandreth', 'Osgood', 'Tamworth', 'Ellsworth', 'Pemberley', 'Hathersage', 'Winterbourne', 'Lockhart', 'Marchbanks', 'Ravensdale'];
const someone = (n: number): Resident => ({
  ...resident, id: asId<ResidentId>(`one-${String(n)}`), givenName: random.pick(given), familyName: random.pick(family), propertyId: asId<PropertyId>(`home-${String(random.below(80))}`), householdId: null,
  dateOfBirth: `19${String(30 + random.below(70))}-0${String(1 + random.below(9))}-1${String(random.below(10))}`,
  contactPoints: [{ kind: 'phone', value: `+4477009${String(10_000 + random.below(89_999))}`, verifiedAt: null, safeToVoicemail: true, safeToText: true }],
});
const people = Array.from({ length: 240 }, (_none, n) => someone(n));
const twice = people.slice(0, 60).map((one): Resident => ({ ...one, id: asId<ResidentId>(`${one.id}-again`), familyName: `${one.familyName}e` }));

test('names who is probably there twice, by id and by what agrees, and nobody by name', async () => {
  await centre.store.transaction((transaction) => transaction.write([
    ...Array.from({ length: 80 }, (_none, n) => put('property', { id: asId<PropertyId>(`home-${String(n)}`), addressLine: `${String(n)} Osier Lane`, locality: 'Harrowmere', postcode: `ZQ1 ${String(n % 10)}AB`, ward: 'Mere Bank' })),
    ...[...people, ...twice].map((one) => put('resident', one)),
  ]));
  const said = await ask('find');
  const lines = said.split('\n').slice(1);
  expect(said).toMatch(/^Of \d+ residents \d+ pairs are one person with 90 % likelihood or more/);
  const pairs = lines.map((line) => line.trim().split(/\s+/).slice(0, 2).toSorted());
  const right = pairs.filter(([one, other]) => other === `${one ?? ''}-again`).length;
  expect(right).toBeGreaterThan(55);
  expect(right / pairs.length).toBeGreaterThan(0.9);
  for (const name of [...given, ...family]) expect(said).not.toContain(name);
});

const open = async (): Promise<number> => (await centre.store.query<{ n: number }>(`SELECT count(*)::int AS n FROM duplicate WHERE status = 'open'`)).rows[0]?.n ?? 0;

test('ended before its time it has offered nothing, and asked again it begins anew', async () => {
  for (const words of [['run'], ['find']]) {
    const stopping = new AbortController();
    const begun = runAdminCommand(centre.store, 'duplicates', {
      words, texts: {}, flags: {}, by: 'ada', now: NOW, stopping: stopping.signal, onProgress: ({ step }) => { if (step === 'learning') stopping.abort(); },
    });
    await expect(begun).rejects.toThrow('not judged to their end');
  }
  expect(await open()).toBe(0);
});

test('through the centre that has the store open it says how far it is, and then what came of it', async () => {
  const at = async (...words: string[]): Promise<{ answer: Outcome<string> | null; said: string[] }> => {
    const said: string[] = [];
    return { answer: await askAtDoor(folder, { name: 'duplicates', words, flags: {}, texts: {}, by: 'ada' }, (line) => { said.push(line); }), said };
  };
  const run = await at('run');
  expect(run.answer).toMatchObject({ ok: true, value: expect.stringMatching(/^Of \d+ residents \d+ pairs are probably one person/) as string });
  expect([...new Set(run.said.map((line) => line.split(' ')[0]))]).toEqual(['reading', 'learning', 'comparing', 'writing']);
  expect(run.said).toContain('learning 50 %');
  expect(await open()).toBeGreaterThan(55);
  expect(await at('find')).toMatchObject({ answer: { ok: true, value: await ask('find') } });
  expect(await at('look')).toMatchObject({ answer: { ok: false, failure: { code: 'bad-input' } }, said: [] });
});
