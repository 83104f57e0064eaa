import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../demo/random.ts';
import { candidatePairs } from './blocking.ts';
import { compare, type PersonRecord } from '#domain/matching/compare.ts';
import { findMatches, score, train } from './model.ts';

const given = ['margaret', 'john', 'amina', 'tom', 'sunita', 'kasia', 'peter', 'rhiannon', 'dev', 'grace', 'joe', 'leah'];
const family = ['okafor', 'jones', 'yusuf', 'bradley', 'rao', 'nowak', 'patel', 'pugh', 'larkin', 'adeyemi', 'morgan', 'carvalho', 'smith', 'smith', 'smith', 'smith', 'smith', 'smith'];
const random = createRandom(3);
const draw = (n: number): PersonRecord => ({
  id: `r-${String(n)}`, source: '', given: random.pick(given), family: random.pick(family), born: `19${String(40 + random.below(60))}-0${String(1 + random.below(9))}-1${String(random.below(10))}`,
  address: `${String(1 + random.below(90))} ${random.pick(['osier lane', 'mill street', 'kiln hill', 'acacia avenue'])}`, locality: 'harrowmere', postcode: `zq1${String(random.below(10))}ab`,
  phone: `+4477009${String(10_000 + random.below(89_999))}`, email: '', reference: '',
});
const people = Array.from({ length: 900 }, (_none, n) => draw(n));
/** One in three again, with what goes wrong when somebody is entered twice. */
const again = people.filter((_one, n) => n % 3 === 0).map((one, n): PersonRecord => ({
  ...one, id: `${one.id}-again`, given: n % 2 === 0 ? one.given : `${one.given.slice(0, -2)}${one.given.at(-1) ?? ''}${one.given.at(-2) ?? ''}`,
  address: n % 3 === 0 ? `${String(n)} weavers row` : one.address, phone: n % 4 === 0 ? '' : one.phone,
}));
const records = [...people, ...again];
const model = train(records, createRandom(5).next);

describe('a model learned without labels', () => {
  test('finds nearly everybody who is there twice, and hardly anybody who is not', () => {
    const found = findMatches(records, model, 0.9);
    const right = found.filter(({ ids }) => ids.some((id) => id === `${ids.find((one) => !one.endsWith('again')) ?? ''}-again`));
    expect(right.length / again.length).toBeGreaterThan(0.95);
    expect(right.length / found.length).toBeGreaterThan(0.98);
  });

  test('is the same for the same records, and the order of a pair does not matter', () => {
    expect(train(records, createRandom(5).next)).toEqual(model);
    fc.assert(fc.property(fc.constantFrom(...records), fc.constantFrom(...records), (one, other) => {
      expect(score(one, other, model).weight).toBeCloseTo(score(other, one, model).weight, 6);
      expect(compare(one, other)).toEqual(compare(other, one));
    }));
  });

  test('a rare name that is the same says more than a common one', () => {
    const pair = (name: string) => score({ ...draw(1), id: 'a', family: name }, { ...draw(2), id: 'b', family: name }, model);
    const blank = { address: '', locality: '', postcode: '', phone: '', email: '', reference: '', born: '', given: '' };
    const of = (name: string) => score({ ...draw(1), ...blank, id: 'a', family: name }, { ...draw(1), ...blank, id: 'b', family: name }, model).weight;
    expect(pair('smith').comparison.family).toBe(3);
    expect(of('carvalho')).toBeGreaterThan(of('smith') + 1);
  });

  test('more that agrees never makes a match less likely, and what nobody knows says nothing', () => {
    fc.assert(fc.property(fc.constantFrom(...people), fc.constantFrom(...people), (one, other) => {
      fc.pre(one.born !== other.born);
      expect(score(one, { ...other, born: one.born }, model).weight).toBeGreaterThan(score(one, other, model).weight);
    }));
    const [first] = people;
    if (first === undefined) throw new Error('there is somebody');
    expect(compare(first, { ...first, born: '' }).born).toBeNull();
  });
});

test('no pair is compared twice, nobody with themselves, and linked sources only across', () => {
  const pairs = candidatePairs(records).map(([one, other]) => [one.id, other.id].toSorted().join(' '));
  expect(new Set(pairs).size).toBe(pairs.length);
  expect(pairs.every((pair) => new Set(pair.split(' ')).size === 2)).toBe(true);
  const linked = records.map((record) => ({ ...record, source: record.id.endsWith('again') ? 'b' : 'a' }));
  expect(candidatePairs(linked).every(([one, other]) => one.source !== other.source)).toBe(true);
});

test('people who live together and namesakes nearby are not one person, and whoever is entered twice among them is found', () => {
  const made = createRandom(8);
  const homes = Array.from({ length: 260 }, (_none, n) => ({ address: `${String(1 + made.below(60))} ${made.pick(['osier lane', 'mill street', 'kiln hill', 'acacia avenue'])} ${String(n)}`, postcode: `zq1${String(n % 12)}ab`, family: made.pick(family) }));
  const living = homes.flatMap(({ address, postcode, family: name }, n) => Array.from({ length: 3 }, (_none, m): PersonRecord => ({
    id: `home-${String(n)}-${String(m)}`, source: '', given: made.pick(given), family: name, born: `19${String(30 + made.below(70))}-${String(10 + made.below(3))}-${String(10 + made.below(19))}`,
    address, locality: 'harrowmere', postcode, phone: `+4477009${String(10_000 + made.below(89_999))}`, email: '', reference: '',
  })));
  const [first, second] = living;
  if (first === undefined || second === undefined) throw new Error('somebody lives there');
  const twice = [first, second].map((one): PersonRecord => ({ ...one, id: `${one.id}-again`, address: '1 weavers row', postcode: 'zq99zz', phone: '' }));
  const everybody = [...living, ...twice];
  const found = findMatches(everybody, train(everybody, createRandom(2).next), 0.9).map(({ ids }) => ids.toSorted().join(' '));
  for (const one of [first, second]) expect(found).toContain(`${one.id} ${one.id}-again`);
  expect(found.length).toBeLessThan(8);
});
