import { afterAll, beforeAll, expect, test } from 'vitest';
import { asId, type PropertyId, type ResidentId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import type { Resident } from '#domain/records/people.ts';
import type { Duplicate } from '#domain/records/twice.ts';
import { resident } from '#domain/testing/fixtures.ts';
import { pairId } from '#domain/matching/pair.ts';
import { createRandom } from '../demo/random.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { NOW, seedCouncil } from '../testing/council.ts';
import { openPGliteForTest, type TestStore } from '../testing/stores.ts';
import { judge } from './judge.ts';
import { startMatching, type Matching } from './keep-matching.ts';

const random = createRandom(21);
const given = ['Margaret', 'John', 'Amina', 'Tom', 'Sunita', 'Kasia', 'Peter', 'Rhiannon', 'Dev', 'Grace'];
const family = ['Quillfeather', 'Brandreth', 'Osgood', 'Tamworth', 'Ellsworth', 'Pemberley', 'Hathersage', 'Winterbourne', 'Lockhart', 'Marchbanks', 'Ravensdale'];
const homeOf = (n: number) => asId<PropertyId>(`home-${String(n)}`);
const someone = (id: string): Resident => ({
  ...resident, id: asId<ResidentId>(id), givenName: random.pick(given), familyName: random.pick(family), propertyId: homeOf(random.below(80)), householdId: null,
  dateOfBirth: `19${String(30 + random.below(70))}-0${String(1 + random.below(9))}-1${String(random.below(10))}`,
  contactPoints: [{ kind: 'phone', value: `+4477009${String(10_000 + random.below(89_999))}`, verifiedAt: null, safeToVoicemail: true, safeToText: true }],
});
const people = Array.from({ length: 240 }, (_none, n) => someone(`one-${String(n)}`));
const again = (one: Resident, id = `${one.id}-again`): Resident => ({ ...one, id: asId<ResidentId>(id), familyName: `${one.familyName}e` });

let test1: TestStore;
let store: CentralStore;
let matching: Matching;
let clock = NOW;
const errors: unknown[] = [];

beforeAll(async () => {
  test1 = await openPGliteForTest();
  store = test1.store;
  await seedCouncil(store);
  await store.transaction((transaction) => transaction.write([
    ...Array.from({ length: 80 }, (_none, n) => put('property', { id: homeOf(n), addressLine: `${String(n)} Osier Lane`, locality: 'Harrowmere', postcode: `ZQ1 ${String(n % 10)}AB`, ward: 'Mere Bank' })),
    ...[...people, ...people.slice(0, 60).map((one) => again(one))].map((one) => put('resident', one)),
  ]));
  matching = startMatching(store, { clock: () => clock, onError: (error) => errors.push(error), judging: (records) => Promise.resolve(judge(records)) });
  await matching.settled();
}, 60_000);
afterAll(async () => {
  await matching.stop();
  await test1.discard();
});

const all = (): Promise<Duplicate[]> => store.transaction(async (transaction) => await transaction.load({ kind: 'rows', table: 'duplicate', where: {} }) as Duplicate[]);
const pairOf = async (one: string, other: string): Promise<Duplicate | undefined> => (await all()).find(({ id }) => id === pairId(one, other));
const write = (...rows: Resident[]) => store.transaction((transaction) => transaction.write(rows.map((row) => put('resident', row))));

test('whoever is there twice is found at the first start, with what speaks for it and no value', async () => {
  const found = await all();
  const right = found.filter(({ oneId, otherId }) => otherId === `${oneId}-again`);
  expect(right.length).toBeGreaterThan(55);
  expect(right.length / found.length).toBeGreaterThan(0.9);
  expect(found[0]).toMatchObject({ foundBy: 'run', status: 'open', foundAt: NOW });
  expect(found.every(({ likelihood }) => likelihood >= 9000 && likelihood < 10_000)).toBe(true);
  expect(JSON.stringify(found)).not.toContain('Osier');
  expect(errors).toEqual([]);
});

test('somebody recorded again is found as soon as they are, and so is a file of many', async () => {
  const [person, ...others] = people.slice(100, 107);
  if (person === undefined) throw new Error('there is somebody');
  await write(again(person));
  await matching.settled();
  expect(await pairOf(person.id, `${person.id}-again`)).toMatchObject({ foundBy: 'creation', status: 'open' });
  await write(...others.map((one) => again(one)));
  await matching.settled();
  expect(await pairOf(others[0]?.id ?? '', `${others[0]?.id ?? ''}-again`)).toMatchObject({ foundBy: 'import' });
});

test('a call changes nothing of it; another birthday ends it, and what somebody answered stays', async () => {
  const [one, two] = people.slice(120, 122);
  if (one === undefined || two === undefined) throw new Error('they are there');
  await write(again(one), again(two));
  await matching.settled();
  const before = (await store.head()).version;
  await write({ ...one, lastContactAt: NOW });
  await matching.settled();
  expect((await store.head()).version).toBe(before + 1);
  const answered = await pairOf(two.id, `${two.id}-again`);
  if (answered === undefined) throw new Error('it was found');
  await store.transaction((transaction) => transaction.write([put('duplicate', { ...answered, status: 'not-the-same', reasons: 'Twins.' })]));
  const unlike = { dateOfBirth: '2001-12-31', contactPoints: [], givenName: 'Zebedee', propertyId: null };
  await write({ ...again(one), ...unlike }, { ...again(two), lastContactAt: 5 });
  await matching.settled();
  expect(await pairOf(one.id, `${one.id}-again`)).toMatchObject({ status: 'faded' });
  clock += 2 * 86_400_000;
  await matching.settled();
  expect(await pairOf(two.id, `${two.id}-again`)).toMatchObject({ status: 'not-the-same', reasons: 'Twins.' });
  await write(again(one));
  await matching.settled();
  expect(await pairOf(one.id, `${one.id}-again`)).toMatchObject({ status: 'open' });
});

test('a confidential address is not compared, and a record behind another is not offered', async () => {
  const [one, two] = people.slice(140, 142);
  if (one === undefined || two === undefined) throw new Error('they are there');
  await write({ ...again(one), confidential: true }, { ...again(two), mergedInto: one.id });
  await matching.settled();
  expect((await pairOf(one.id, `${one.id}-again`))?.levels).toMatchObject({ address: null, locality: null, postcode: null, given: 3 });
  expect(await pairOf(two.id, `${two.id}-again`)).toBeUndefined();
  const { rows } = await store.query<{ n: number }>('SELECT count(*)::int AS n FROM matching_key WHERE resident_id = $1', [`${two.id}-again`]);
  expect(rows[0]?.n).toBe(0);
  expect(errors).toEqual([]);
});
