/** What people type at a desk, over the demo borough: who must be found, how high, and who must not. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SearchHit } from '#contract/views/search.ts';
import { generateBorough } from '../../src/central/demo/generate.ts';
import { readCatalogue } from '../../src/central/demo/catalogue.ts';
import type { RowChange } from '#domain/records.ts';
import type { Resident } from '#domain/records/people.ts';
import { readReference, type Reference } from '../../src/engine/queries/reference.ts';
import { findSubjects } from '../../src/engine/queries/search.ts';
import type { CacheStore } from '../../src/engine/store/cache-store.ts';
import { filledCache } from '../fixtures/filled-cache.ts';
import { removeFolder, temporaryFolder } from '../fixtures/test-desk.ts';

const NOW = Date.UTC(2026, 10, 23, 10);
const RESIDENTS = 1500;
const folder = temporaryFolder();
let cache: CacheStore;
let reference: Reference;
let rows: RowChange[];

/** As somebody of the scenes, changed to be looked for in harder ways. */
const changed = (id: string, change: Partial<Resident>): void => {
  const found = rows.find((one) => one.table === 'resident' && one.row.id === id);
  if (found === undefined) throw new Error(`The demo council has no ${id}.`);
  Object.assign(found.row, change);
};

beforeAll(async () => {
  const catalogue = await readCatalogue(path.resolve(import.meta.dirname, '../../resources/demo-council'));
  if (!catalogue.ok) throw new Error(catalogue.failure.sentence);
  rows = [...generateBorough(catalogue.value, { residents: RESIDENTS, now: NOW })].flatMap(({ table, rows: some }) => some.map((row) => ({ table, row }) as RowChange))
    // Colin’s thousands of contacts find nobody.
    .filter(({ table }) => table !== 'contact');
  changed('resident-elin-vaughan', { previousNames: ['Elin Pritchard'] });
  changed('resident-parveen-akhtar', { confidential: true });
  cache = await filledCache(folder, rows);
  reference = readReference(cache);
}, 120_000);
afterAll(() => {
  cache.close();
  removeFolder(folder);
});

const find = (text: string, limit = 25): SearchHit[] => findSubjects({ cache, now: () => NOW, reference }, text, limit).hits;
const placeOf = (text: string, key: string): number => find(text).findIndex((hit) => hit.key === key) + 1;

const margaret = 'resident:resident-margaret-okafor';
const john1951 = 'resident:resident-john-smith-1951';
const john1987 = 'resident:resident-john-smith-1987';
const elin = 'resident:resident-elin-vaughan';
const derek = 'resident:resident-derek-hale';
const colin = 'resident:resident-colin-marsh';
const homes = 'resident:organisation-harrowmere-homes';
const peter = 'resident:resident-peter-lindqvist';

/** What is typed, who is meant, and how far down they may stand. */
test.each<[what: string, typed: string, who: string, within: number]>([
  ['a name', 'margaret okafor', margaret, 1],
  ['a name turned round', 'okafor margaret', margaret, 1],
  ['family name, comma, first letter', 'okafor, m', margaret, 1],
  ['a name half typed', 'marg oka', margaret, 1],
  ['capitals and spaces', '  MARGARET   OKAFOR ', margaret, 1],
  ['a nickname', 'maggie okafor', margaret, 1],
  ['another nickname', 'peggy okafor', margaret, 1],
  ['a slip of the finger', 'margret okafor', margaret, 1],
  ['two letters changed round', 'margaret oakfor', margaret, 1],
  ['a letter doubled', 'margaret okaffor', margaret, 1],
  ['as it sounds', 'margarit okafur', margaret, 1],
  ['as it sounds, another', 'eleen vaughn', elin, 1],
  ['as it sounds, a third', 'derrick hail', derek, 1],
  ['as it sounds, a fourth', 'colyn marsh', colin, 1],
  ['as it sounds, a fifth', 'peter linkvist', peter, 1],
  ['a former name', 'pritchard', elin, 6],
  ['a former name with the first', 'elin pritchard', elin, 1],
  ['a name and a street', 'margaret osier', margaret, 1],
  ['a name and a house', 'okafor 14', margaret, 1],
  ['a street and a name', 'swan street smith', john1951, 3],
  ['one of two of a name, by street', 'john smith wharf road', john1987, 1],
  ['one of two of a name, by date of birth', 'john smith 8/11/51', john1951, 1],
  ['one of two of a name, by postcode', 'smith zq5 9ae', john1987, 3],
  ['one of two of a name, by town', 'john smith harrowmere', john1951, 25],
  ['a date of birth alone', '2 March 1954', margaret, 4],
  ['a date of birth with points', '2.3.1954 margaret', margaret, 1],
  ['a postcode', 'ZQ1 9AB', margaret, 6],
  ['a postcode without its space', 'zq19ab', margaret, 6],
  ['an address', '14 osier lane', margaret, 6],
  ['a flat in a house of a common name', 'flat 7 brindle court', john1987, 12],
  ['a flat and its street', 'flat 7 brindle court wharf road', john1987, 2],
  ['a mobile', '07700 900123', margaret, 1],
  ['a mobile without its 0', '7700900123', margaret, 1],
  ['a mobile from abroad', '+44 7700 900 123', margaret, 1],
  ['a mobile with 0044', '0044 7700 900123', margaret, 1],
  ['a mobile in brackets', '(07700) 900-123', margaret, 1],
  ['the end of a phone', '900123', margaret, 3],
  ['a landline', '020 7946 0142', john1951, 1],
  ['a landline without its area', '7946 0142', john1951, 1],
  ['a name and the end of a phone', 'smith 0142', john1951, 3],
  ['an email', 'margaret.okafor@example.org', margaret, 1],
  ['an email in capitals', 'J.SMITH87@EXAMPLE.ORG', john1987, 1],
  ['the name of an email', 'j.smith87', john1987, 1],
  ['an account', '70012345', margaret, 1],
  ['a case', 'HM-1000102', 'case:case-okafor-2', 1],
  ['a case without its hyphen', 'hm1000102', 'case:case-okafor-2', 1],
  ['an organisation', 'harrowmere homes', homes, 1],
  ['an organisation half typed', 'harrow homes', homes, 1],
  ['an organisation by its phone', '020 7946 0100', homes, 1],
  ['a property', 'mere house chandler', 'property:990000000108', 6],
  ['a property by its number', '990000000109', 'property:990000000109', 1],
  ['a title before the name', 'Mrs Margaret Okafor', margaret, 1],
  ['a title and a letter', 'mr j smith wharf', john1987, 1],
  ['a maiden name as it is said', 'elin née pritchard', elin, 1],
  ['a year of birth', 'okafor 1954', margaret, 1],
  ['a year of birth in brackets', 'smith, john (1987)', john1987, 1],
  ['a date of birth run together', '02031954', margaret, 3],
  ['a date of birth run together, short', '020354 okafor', margaret, 1],
  ['a date of birth announced', 'dob 02/03/1954', margaret, 3],
  ['a street misspelt', 'okafor oiser', margaret, 1],
  ['a street misspelt, alone', '14 oiser lane', margaret, 6],
  ['a house misspelt', 'brindel court', 'resident:resident-john-smith-1987', 12],
  ['a street shortened', 'smith wharf rd', john1987, 3],
  ['another street shortened', '14 osier ln', margaret, 6],
  ['a name and the whole address', 'margaret okafor 14 osier lane harrowmere', margaret, 1],
  ['a name, the address and the postcode', 'okafor osier lane zq1 9ab', margaret, 1],
  ['a company’s form', 'harrowmere homes ltd', homes, 1],
  ['one word of many that is wrong', 'margaret okafor 14 elm lane', margaret, 2],
  ['an accent that is not there', 'Péter Lindqvist', peter, 1],
])('%s: %s', (_what, typed, who, within) => {
  const place = placeOf(typed, who);
  expect(place, `${typed} finds ${find(typed).map(({ title }) => title).slice(0, 5).join(', ')}`).toBeGreaterThan(0);
  expect(place).toBeLessThanOrEqual(within);
});

describe('a confidential address', () => {
  const parveen = 'resident:resident-parveen-akhtar';

  test.each(['29 orchard avenue', 'ZQ7 9AJ', 'parveen orchard', 'akhtar zq7', 'eastlow akhtar'])('is not what anybody is found by: %s', (typed) => {
    expect(placeOf(typed, parveen)).toBe(0);
  });

  test('is not told when they are found by something else', () => {
    for (const typed of ['parveen akhtar', '07700 900333', '5/12/1990 parveen']) {
      const hit = find(typed).find(({ key }) => key === parveen);
      expect(hit).toMatchObject({ address: null, addressHidden: true });
      expect(JSON.stringify(hit)).not.toMatch(/orchard|ZQ7/i);
    }
  });
});

test('people of one name are told apart by what stands beside it', () => {
  const [one, other] = [john1951, john1987].map((key) => find('john smith').find((hit) => hit.key === key));
  expect(one).toMatchObject({ dateOfBirth: '1951-11-08', address: '3 Swan Street, Harrowmere, ZQ2 9AD' });
  expect(other).toMatchObject({ dateOfBirth: '1987-04-19', address: 'Flat 7, Brindle Court, 21 Wharf Road, Harrowmere, ZQ5 9AE' });
});

test('what nobody is called finds nobody', () => {
  for (const typed of ['xqzvw', 'margaret xqzvw', '09999 999999', 'nobody@nowhere.invalid']) expect(find(typed)).toEqual([]);
});
