/**
 * Whether two records are one person, by the model of Fellegi and Sunter (1969): for each field, how often matches and
 * how often others agree so far. Learned from the records themselves without labels (Winkler 1988: expectation and
 * maximisation), with values weighed by how common they are (Winkler 1989).
 */
import { blockingRules, candidatePairs, mayPair, pairsBy, type BlockingRule } from './blocking.ts';
import { compare, fields, levelsOf, weighedByFrequency, type Comparison, type Field, type PersonRecord } from './compare.ts';

/** Probabilities of each level, lowest level first. */
type Levels = number[];
type PerField = Record<Field, Levels>;

export interface MatchingModel {
  /** Of any two records, how likely they are one person's. */
  prior: number;
  /** Of pairs that are one person. */
  matches: PerField;
  /** Of pairs that are not. */
  others: PerField;
  /** How large a part of the records has a value; for fields that are weighed by it. */
  frequency: Partial<Record<Field, ReadonlyMap<string, number>>>;
}

export interface Match { ids: [string, string]; probability: number; weight: number; comparison: Comparison }

const RANDOM_PAIRS = 200_000;
const ROUNDS = 25;
/** So few agreements are counted before any was seen: a level never seen is rare, not impossible. */
const SMOOTHING = 0.5;
/** A value of one record alone would else prove anything. */
const RAREST = 3;
const perField = (make: (levels: number) => Levels): PerField => Object.fromEntries(fields.map((field) => [field, make(levelsOf[field])])) as PerField;
const share = (counts: Levels): Levels => {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
};

function* randomPairs(records: readonly PersonRecord[], random: () => number): Generator<[PersonRecord, PersonRecord]> {
  for (let n = 0; n < RANDOM_PAIRS; n += 1) {
    const [one, other] = [records[Math.floor(random() * records.length)], records[Math.floor(random() * records.length)]];
    if (one !== undefined && other !== undefined && one.id !== other.id && mayPair(one, other)) yield [one, other];
  }
}

/** Nearly every random pair is two people, so that their agreements are chance. */
function chanceOf(records: readonly PersonRecord[], random: () => number): PerField {
  const counts = perField((levels) => Array.from({ length: levels }, () => SMOOTHING));
  for (const [one, other] of randomPairs(records, random)) {
    const comparison = compare(one, other);
    for (const field of fields) {
      const level = comparison[field];
      if (level !== null) counts[field][level] = (counts[field][level] ?? 0) + 1;
    }
  }
  return Object.fromEntries(fields.map((field) => [field, share(counts[field])])) as PerField;
}

/** What matches have at first: mostly the same. */
const guess = (levels: number): Levels => share(Array.from({ length: levels }, (_none, level) => level === levels - 1 ? 8 : 1));

/** Evidence for a match in powers of two, from some fields. */
function evidence(comparison: Comparison, from: readonly Field[], matches: PerField, others: PerField): number {
  let sum = 0;
  for (const field of from) {
    const level = comparison[field];
    if (level !== null) sum += Math.log2((matches[field][level] ?? 1) / (others[field][level] ?? 1));
  }
  return sum;
}

const probabilityOf = (weight: number): number => 1 / (1 + 2 ** -weight);
const logOdds = (part: number): number => Math.log2(part / (1 - part));

/** One rule's pairs teach how often matches agree in the fields that the rule does not hold equal. */
function learn(rule: BlockingRule, records: readonly PersonRecord[], others: PerField): PerField | null {
  const comparisons = [...pairsBy(rule, records)].map(([one, other]) => compare(one, other));
  const open = fields.filter((field) => !rule.fields.includes(field));
  if (comparisons.length < 50) return null;
  let matches = perField(guess);
  let part = 0.3;
  for (let round = 0; round < ROUNDS; round += 1) {
    const counts = perField((levels) => Array.from({ length: levels }, () => SMOOTHING));
    let sum = 0;
    for (const comparison of comparisons) {
      const probability = probabilityOf(logOdds(part) + evidence(comparison, open, matches, others));
      sum += probability;
      for (const field of open) {
        const level = comparison[field];
        if (level !== null) counts[field][level] = (counts[field][level] ?? 0) + probability;
      }
    }
    part = Math.min(0.999, Math.max(1e-6, sum / comparisons.length));
    matches = Object.fromEntries(fields.map((field) => [field, share(counts[field])])) as PerField;
  }
  // Too few matches in the block teach nothing.
  return part * comparisons.length < 20 ? null : matches;
}

/** Learns a model from records, the same one for the same records and chance. `random` yields numbers from 0 up to 1. */
export function train(records: readonly PersonRecord[], random: () => number): MatchingModel {
  const others = chanceOf(records, random);
  const learned = blockingRules.flatMap((rule) => {
    const matches = learn(rule, records, others);
    return matches === null ? [] : [{ rule, matches }];
  });
  const matches = perField(guess);
  for (const field of fields) {
    const told = learned.filter(({ rule }) => !rule.fields.includes(field)).map((one) => one.matches[field]);
    if (told.length > 0) matches[field] = share(matches[field].map((_none, level) => told.reduce((sum, one) => sum + (one[level] ?? 0), 0) / told.length));
  }
  const frequency = Object.fromEntries(weighedByFrequency.map((field) => [field, frequencyOf(records.map((record) => record[field]))]));
  const model: MatchingModel = { prior: 1 / Math.max(2, records.length), matches, others, frequency };
  // How many matches there are, counted by the model itself until it settles.
  const pairs = candidatePairs(records);
  const sources = new Set(records.map(({ source }) => source));
  const all = sources.size > 1 ? records.length ** 2 / 4 : records.length * (records.length - 1) / 2;
  const weights = pairs.map(([one, other]) => weightOf(one, other, compare(one, other), { ...model, prior: 0.5 }));
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = weights.reduce((sum, weight) => sum + probabilityOf(weight + logOdds(model.prior)), 0);
    model.prior = Math.min(0.5, Math.max(1 / all, found / all));
  }
  return model;
}

function frequencyOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  let known = 0;
  for (const value of values) {
    if (value === '') continue;
    known += 1;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return new Map([...counts].map(([value, count]) => [value, Math.max(count, RAREST) / known]));
}

/** The weight of a pair in powers of two, the prior with it. */
function weightOf(one: PersonRecord, other: PersonRecord, comparison: Comparison, { prior, matches, others, frequency }: MatchingModel): number {
  let weight = logOdds(prior) + evidence(comparison, fields, matches, others);
  for (const field of weighedByFrequency) {
    if (comparison[field] !== levelsOf[field] - 1) continue;
    const common = frequency[field]?.get(one[field]) ?? frequency[field]?.get(other[field]);
    // Agreement by chance in this value instead of in any.
    if (common !== undefined) weight += Math.log2((others[field].at(-1) ?? common) / common);
  }
  return weight;
}

export function score(one: PersonRecord, other: PersonRecord, model: MatchingModel): Match {
  const comparison = compare(one, other);
  const weight = weightOf(one, other, comparison, model);
  return { ids: [one.id, other.id], probability: probabilityOf(weight), weight, comparison };
}

/** Pairs that are one person with at least this probability, the surest first. */
export function findMatches(records: readonly PersonRecord[], model: MatchingModel, least: number): Match[] {
  return candidatePairs(records).map(([one, other]) => score(one, other, model)).filter(({ probability }) => probability >= least).toSorted((one, other) => other.weight - one.weight);
}
