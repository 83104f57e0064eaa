import { afterAll, beforeAll, expect, test } from 'vitest';
import { asId, type PropertyId, type ResidentId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import type { Resident } from '#domain/records/people.ts';
import { resident } from '#domain/testing/fixtures.ts';
import { createRandom } from '../demo/random.ts';
import { startTestCentre, type TestCentre } from '../testing/centre.ts';
import { NOW } from '../testing/council.ts';
import { openPGliteForTest } from '../testing/stores.ts';
import { runAdminCommand } from './commands.ts';

let centre: TestCentre;
beforeAll(async () => { centre = await startTestCentre(openPGliteForTest); }, 60_000);
afterAll(() => centre.close());
async function ask(...words: string[]): Promise<string> {
  const done = await runAdminCommand(centre.store, 'duplicates', { words, texts: {}, flags: {}, by: 'ada', now: NOW });
  return done.ok ? done.value : done.failure.sentence;
}

test('of a handful nothing can be learned, and a wrong word is told how it is written', async () => {
  expect(await ask('find')).toContain('100 are needed');
  expect(await ask('look')).toContain('duplicates find');
  expect(await ask('find', 'all')).toContain('duplicates find');
});

test('names who is probably there twice, by id and by what agrees, and nobody by name', async () => {
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
