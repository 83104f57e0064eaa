import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SearchHit } from '#contract/views/search.ts';
import { filledCache } from '../../../tests/fixtures/filled-cache.ts';
import { NOW, elderSmith, property, resident, sampleCouncil, youngerSmith } from '../../../tests/fixtures/sample-council.ts';
import { removeFolder, temporaryFolder } from '../../../tests/fixtures/test-desk.ts';
import { plainCouncillor } from '#domain/testing/fixtures.ts';
import { asId, type CouncillorId } from '#domain/ids.ts';
import { readReference, type Reference } from './reference.ts';
import type { CacheStore } from '../store/cache-store.ts';
import { findSubjects } from './search.ts';

const folder = temporaryFolder();
let cache: CacheStore;
let reference: Reference;
beforeAll(async () => {
  cache = await filledCache(folder, sampleCouncil());
  reference = readReference(cache);
});
afterAll(() => {
  cache.close();
  removeFolder(folder);
});

const find = (text: string, limit = 10): SearchHit[] => findSubjects({ cache, now: () => NOW, reference }, text, limit).hits;
const keys = (text: string): string[] => find(text).map(({ key }) => key);

const elder = 'resident:r-smith-elder';
const younger = 'resident:r-smith-younger';
const obrien = 'resident:r-obrien';

test.each([
  ['smi', [younger, elder]],
  ['smith john', [younger, elder]],
  ['JOHN  s', [younger, elder]],
  ['john acacia', [elder]],
  ['mill john 3', [younger]],
  ['siobhan', [obrien]],
  ['SIOBHÁN', [obrien]],
  ['obrien', [obrien]],
  ['o’brien', [obrien]],
  ["o'bri", [obrien]],
  ['lukasz', [obrien]],
  ['docherty', [obrien]],
])('by name: %s', (text, expected) => { expect(keys(text)).toEqual(expected); });

test.each([
  ['jon smyth', [younger, elder]], ['smiht', [younger, elder]], ['shivawn', []], ['siobahn', [obrien]], ['lukash', [obrien]], ['johnny smith', [younger, elder]], ['jack smith acacia', [elder]],
])('by another form of the name: %s', (text, expected) => {
  expect(keys(text)).toEqual(expected);
  expect(find(text).every(({ near }) => near)).toBe(true);
});

test('councillors by name, ward or office, below people of the same name unless they are meant; none whose office is over', () => {
  const councillors = new Map([['harjit', 'Harjit Dhaliwal', null], ['smith', 'Ada Smith', null], ['gone', 'Olive Tarrant', '2026-01-01']].map(([id, name, endedOn]) =>
    [String(id), { id: asId<CouncillorId>(String(id)), name: String(name), ward: 'Mere Bank', ...plainCouncillor, endedOn: endedOn ?? null }]));
  const found = (text: string): string[] => findSubjects({ cache, now: () => NOW, reference: { councillors } as unknown as Reference }, text, 10).hits.map(({ key }) => key);
  expect(found('harj')).toEqual(['councillor:harjit']);
  expect(found('cllr dhaliwal')).toEqual(['councillor:harjit']);
  expect(found('councillor mere bank')).toEqual(['councillor:harjit', 'councillor:smith']);
  expect(found('smith')).toEqual([younger, elder, 'councillor:smith']);
  expect(found('ada smith')[0]).toBe('councillor:smith');
  expect(found('olive tarrant')).not.toContain('councillor:gone');
  expect(findSubjects({ cache, now: () => NOW, reference: { councillors } as unknown as Reference }, 'harjit', 10).hits).toMatchObject([{ subject: null, title: 'Harjit Dhaliwal', address: 'Mere Bank' }]);
});

test('councillors by their phone or email, or by whoever keeps their diary, and not by what all of the council’s begin with', () => {
  const shared = ['asif', 'beth', 'curtis', 'danuta'].map((name, n) => ({ id: asId<CouncillorId>(name), name: `${name} Test`, ward: 'Mere Bank', ...plainCouncillor, phone: `+44207946034${String(n)}`, email: `cllr.${name}@example.org` }));
  const assistant = { name: 'Lorna Pike', phone: '+447700900361', email: null };
  const councillors = new Map([...shared, { ...shared[0], id: asId<CouncillorId>('harjit'), name: 'Harjit Dhaliwal', phone: '+447700900555', email: null, assistant }].map((one) => [one.id, one]));
  const found = (text: string) => findSubjects({ cache, now: () => NOW, reference: { councillors } as unknown as Reference }, text, 10).hits.map(({ key, matched }) => [key, matched]);
  expect(found('07700 900555')).toEqual([['councillor:harjit', '+447700900555']]);
  expect(found('0342')).toEqual([['councillor:curtis', '+442079460342']]);
  expect(found('cllr.beth@example.org')).toEqual([['councillor:beth', 'cllr.beth@example.org']]);
  expect(found('lorna pike')).toEqual([['councillor:harjit', 'Lorna Pike']]);
  expect(found('900361')).toEqual([['councillor:harjit', '+447700900361']]);
  expect(found('dhaliwal 0555')).toEqual([['councillor:harjit', '+447700900555']]);
  expect(found('02079460342')).toEqual([['councillor:curtis', '+442079460342']]);
  expect(found('0207946034')).toEqual([]);
});

test.each(['2/5/1948', '2 May 1948', '1948-05-02', 'smith 2.5.48', 'john 2nd of may 1948'])('by date of birth: %s', (text) => {
  expect(find(text)).toMatchObject([{ key: elder, near: false, matched: null }]);
});

test.each(['CG47XY', 'cg4 7xy', 'cg4 7', 'CG4  7Xy', 'cg47'])('by postcode: %s', (text) => {
  expect(keys(text)).toEqual([elder, obrien, 'property:p-acacia-12']);
});

test.each(['07700900123', '07700 900 123', '+44 7700 900123', '0044 7700 900123', '(07700) 900-123', '900123', '900 123', '0123', '07700 9', '7700900123', '+447700'])(
  'by phone: %s', (text) => {
    const [hit, ...others] = find(text);
    expect(hit).toMatchObject({ key: elder, matched: '+447700900123' });
    expect(others).toEqual([]);
  });
test.each(['020 7946 0018', '7946 0018', '79460018', '0207946'])('by a landline: %s', (text) => { expect(keys(text)).toEqual([younger]); });

test.each(['john.smith48@example.org', 'john.smith48@exa', 'smith48', 'JOHN.SMITH48@EXAMPLE.ORG'])('by email: %s', (text) => {
  expect(find(text)).toMatchObject([{ key: elder, matched: 'john.smith48@example.org' }]);
});

test.each(['CT-4410027', 'ct4410027', 'CT 4410027', '4410027', 'ct-441'])('by account reference: %s', (text) => {
  expect(find(text)).toMatchObject([{ key: elder, matched: 'CT-4410027' }]);
});

test('by case reference, and by the reference another system gave it', () => {
  expect(find('WB-20417')).toMatchObject([{ kind: 'case', key: 'case:case-1', subject: { kind: 'resident', id: elderSmith.id }, title: 'WB-20417 Missed bin', matched: null }]);
  expect(find('wb20417').map(({ key }) => key)).toEqual(['case:case-1']);
  expect(find('1-552341')).toMatchObject([{ key: 'case:case-2', subject: { kind: 'property', id: 'p-empty' }, matched: '1-552341' }]);
});

test('an address that nobody is named at is found', () => {
  for (const text of ['41 oconnell', 'o’connell street', 'cg9 9zz', 'oconnell castleford']) expect(keys(text)).toEqual(['property:p-empty']);
  expect(find('41 oconnell')[0]).toMatchObject({ kind: 'property', openCases: 1, address: '41 O’Connell Street, Castleford Green, CG9 9ZZ' });
});

test('two people of one name can be told apart', () => {
  const [first, second] = find('john smith');
  expect(first).toMatchObject({ dateOfBirth: '1991-11-23', address: '3 Mill Lane, Castleford Green, CG1 2AB', hasMarker: true, needs: 0, lastContactAt: youngerSmith.lastContactAt });
  expect(second).toMatchObject({ dateOfBirth: '1948-05-02', address: '12 Acacia Avenue, Castleford Green, CG4 7XY', hasMarker: false, needs: 1, openCases: 1 });
});

test('somebody who has died is found, and said to have', () => {
  expect(find('siobhan')).toMatchObject([{ deceased: true }]);
  expect(find('john').every(({ deceased }) => !deceased)).toBe(true);
});

test('nothing typed, nothing but signs, and what looks like a query find nothing', () => {
  for (const text of ['', '   ', '*', '"', '()', 'john OR', 'NEAR(john smith)', 'name:zzz', '-', 'zz"zz']) expect(keys(text)).toEqual([]);
});

test('whole words come before beginnings, names before addresses, and more is said to be there', () => {
  const { touches } = cache.transaction((writer) => {
    writer.applyServer({ table: 'property', id: 'p-mark', version: 2, row: { ...property('p-mark', '1 Mark Street', 'CG1 1AA') } });
    for (const one of [
      resident('r-1', 'Anne Markham', { lastContactAt: NOW }), resident('r-2', 'Mark Lee'), resident('r-3', 'Zoe Hill', { propertyId: 'p-mark', lastContactAt: NOW }),
    ]) writer.applyServer({ table: 'resident', id: one.id, version: 2, row: { ...one } });
  });
  expect(touches).toHaveLength(4);
  expect(keys('mark')).toEqual(['resident:r-2', 'resident:r-1', 'resident:r-3', 'property:p-mark']);
  expect(findSubjects({ cache, now: () => NOW, reference }, 'mark', 2)).toMatchObject({ hits: [{ key: 'resident:r-2' }, {}], more: true });
  expect(findSubjects({ cache, now: () => NOW, reference }, 'mark', 4)).toMatchObject({ more: false });
});

test('the index follows rows: a new name, a new address of the home, a latest contact, a leave, the overlay', () => {
  const renamed = { ...resident('r-9', 'Priya Nair', { propertyId: 'p-mill-3' }) };
  cache.transaction((writer) => writer.applyServer({ table: 'resident', id: 'r-9', version: 3, row: renamed }));
  cache.transaction((writer) => writer.applyServer({ table: 'resident', id: 'r-9', version: 4, row: { ...renamed, preferredName: 'Priya Shah', familyName: 'Shah' } }));
  expect(keys('nair')).toEqual([]);
  expect(keys('priya shah')).toEqual(['resident:r-9']);
  cache.transaction((writer) => writer.applyServer({ table: 'property', id: 'p-mill-3', version: 4, row: { ...property('p-mill-3', '3 Weavers Row', 'CG1 2AB') } }));
  expect(keys('weavers')).toEqual(['resident:r-9', younger, 'property:p-mill-3']);
  expect(keys('mill')).toEqual([]);

  cache.transaction((writer) => { writer.putPending({ table: 'resident', row: { ...elderSmith, preferredName: 'Jonty Smith', lastContactAt: NOW } }, 1); });
  expect(keys('jonty')).toEqual([elder]);
  cache.transaction((writer) => { writer.clearPending(); });
  expect(keys('jonty')).toEqual([]);
  // Spoken with last, found first.
  expect(keys('john smith')).toEqual([elder, younger]);

  cache.transaction((writer) => writer.applyServer({ table: 'resident', id: 'r-9', version: 5, row: null }));
  expect(keys('priya')).toEqual([]);
});

test('whatever is typed is answered and never an error', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constantFrom('', 'john ', '07700 ', 'cg4 '), (text, before) => {
    expect(find(before + text).length).toBeLessThanOrEqual(10);
  }), { numRuns: 500 });
});
