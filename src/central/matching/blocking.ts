/** Which pairs are compared at all: those that share one of a few keys. Comparing all with all grows with the square. */
import { doubleMetaphone } from 'double-metaphone';
import type { Field, PersonRecord } from '#domain/matching/compare.ts';

/** Fields that a rule holds equal say nothing about how often matches agree in them. */
export interface BlockingRule { fields: readonly Field[]; key: (record: PersonRecord) => string }

const sound = (name: string): string => name === '' ? '' : doubleMetaphone(name)[0];
const joined = (...parts: string[]): string => parts.some((part) => part === '') ? '' : parts.join('|');

export const blockingRules: readonly BlockingRule[] = [
  { fields: ['born'], key: ({ born }) => born },
  { fields: ['given', 'family'], key: ({ given, family }) => joined(sound(given), sound(family)) },
  { fields: ['family', 'postcode'], key: ({ family, postcode }) => joined(sound(family), postcode) },
  { fields: ['given', 'postcode'], key: ({ given, postcode }) => joined(sound(given), postcode) },
  { fields: ['address'], key: ({ address, locality }) => joined(address, locality) },
  { fields: ['reference'], key: ({ reference }) => reference },
  { fields: ['email'], key: ({ email }) => email },
  { fields: ['phone'], key: ({ phone }) => phone },
];

/** The keys of one record, each with its rule’s number. */
export const keysOf = (record: PersonRecord): string[] => blockingRules.flatMap((rule, n) => {
  const key = rule.key(record);
  return key === '' ? [] : [`${String(n)}:${key}`];
});

/** A key that so many share would compare half a borough with itself. */
export const LARGEST_BLOCK = 400;

/** Pairs that share a rule's key, each once; records of one source are not paired where there are several. */
export function* pairsBy(rule: BlockingRule, records: readonly PersonRecord[]): Generator<[PersonRecord, PersonRecord]> {
  const blocks = new Map<string, PersonRecord[]>();
  for (const record of records) {
    const key = rule.key(record);
    if (key === '') continue;
    const block = blocks.get(key);
    if (block === undefined) blocks.set(key, [record]);
    else block.push(record);
  }
  for (const block of blocks.values()) {
    if (block.length > LARGEST_BLOCK) continue;
    for (const [n, one] of block.entries()) for (const other of block.slice(n + 1)) if (mayPair(one, other)) yield [one, other];
  }
}

export const mayPair = (one: PersonRecord, other: PersonRecord): boolean => one.source === '' || one.source !== other.source;

/** All pairs of all rules, each once. */
export function candidatePairs(records: readonly PersonRecord[], rules: readonly BlockingRule[] = blockingRules): [PersonRecord, PersonRecord][] {
  const seen = new Set<string>();
  const pairs: [PersonRecord, PersonRecord][] = [];
  for (const rule of rules) {
    for (const [one, other] of pairsBy(rule, records)) {
      const key = one.id < other.id ? `${one.id} ${other.id}` : `${other.id} ${one.id}`;
      if (seen.has(key)) continue;
      seen.add(key);
      pairs.push([one, other]);
    }
  }
  return pairs;
}
