/**
 * Whether two records are one person, by the model of Fellegi and Sunter (1969): for each field, how often matches and
 * how often others agree so far. Learned from the records themselves without labels (Winkler 1988: expectation and
 * maximisation), with values weighed by how common they are (Winkler 1989).
 */
import { levelsOf } from '#domain/matching/fields.ts';
import type { OnProgress } from '../progress.ts';
import { blockingRules, candidatePairs, mayPair, pairsBy, type BlockingRule } from './blocking.ts';
import { compare, fields, weighedByFrequency, type Comparison, type Field, type PersonRecord } from '#domain/matching/compare.ts';

/** Probabilities of each level, lowest level first. */
type Levels = number[];
type PerField = Record<Field, Levels>;

export interface MatchingModel {
  /** Of any two records, how likely they are one person's. */
  prior: number;
  /** Of any two, how likely they are two people who live together. */
  priorTogether: number;
  /** Of pairs that are one person. */
  matches: PerField;
  /** Of pairs of people who live together: an address and mostly a name in common, and nothing else but by chance. */
  together: PerField;
  /** Of all other pairs. */
  others: PerField;
  /** How large a part of the records has a value; for fields that are weighed by it. */
  frequency: Partial<Record<Field, ReadonlyMap<string, number>>>;
}

/** As text, to be kept beside the store. */
export const modelText = ({ frequency, ...model }: MatchingModel): string =>
  JSON.stringify({ ...model, frequency: Object.fromEntries(Object.entries(frequency).map(([field, counts]) => [field, [...counts]])) });

export function modelFrom(text: string): MatchingModel {
  const { frequency, ...model } = JSON.parse(text) as Omit<MatchingModel, 'frequency'> & { frequency: Record<string, [string, number][]> };
  return { ...model, frequency: Object.fromEntries(Object.entries(frequency).map(([field, counts]) => [field, new Map(counts)])) };
}

export interface Match { ids: [string, string]; probability: number; weight: number; comparison: Comparison }

/** Chance is counted over so many pairs for each record, within these bounds. */
const PAIRS_A_RECORD = 50;
const [FEWEST_PAIRS, MOST_PAIRS] = [20_000, 200_000];
const ROUNDS = 25;
/** Pairs between two reports of progress. */
const STRIDE = 10_000;
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
  const pairs = Math.min(MOST_PAIRS, Math.max(FEWEST_PAIRS, records.length * PAIRS_A_RECORD));
  for (let n = 0; n < pairs; n += 1) {
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
/** So many pairs as guessed are counted with those that were seen: where few are, they can't turn a match into something else. */
const GUESSED = 20;

/** Of people who live together most share a name, and all of them where they live. */
const living: Partial<Record<Field, Levels>> = { family: [0.4, 0.01, 0.01, 0.58], address: [0.01, 0.02, 0.97], locality: [0.01, 0.01, 0.98], postcode: [0.01, 0.01, 0.98] };

/** How often at most these differ altogether between two records of one person: else it is another person whom the records have in common. */
const mostDifferent: Partial<Record<Field, number>> = { given: 0.15, family: 0.25, born: 0.05 };

function held(field: Field, levels: Levels): Levels {
  const [different = 0, ...alike] = levels;
  const most = mostDifferent[field] ?? 1;
  return different <= most ? levels : [most, ...alike.map((part) => (part * (1 - most)) / (1 - different))];
}

/** How likely a comparison is in a class, in powers of two. */
function logOf(comparison: Comparison, from: readonly Field[], levels: PerField): number {
  let sum = 0;
  for (const field of from) {
    const level = comparison[field];
    if (level !== null) sum += Math.log2(levels[field][level] ?? 1);
  }
  return sum;
}

const logSum = (one: number, other: number): number => Math.max(one, other) + Math.log2(1 + 2 ** -Math.abs(one - other));
const probabilityOf = (weight: number): number => 1 / (1 + 2 ** -weight);

/** How likely each class is, of a pair: one person, two who live together, any two. */
type Parts = [matches: number, together: number, others: number];
interface Classes { matches: PerField; together: PerField; others: PerField }

function partsOf(comparison: Comparison, from: readonly Field[], { matches, together, others }: Classes, parts: Parts): Parts {
  const logs = [matches, together, others].map((levels, n) => Math.log2(parts[n] ?? 0) + logOf(comparison, from, levels));
  const most = Math.max(...logs);
  const [one = 0, two = 0, three = 0] = logs.map((log) => 2 ** (log - most));
  const sum = one + two + three;
  return [one / sum, two / sum, three / sum];
}

interface Learned { matches: PerField | null; together: PerField | null }

/** One rule's pairs teach how often matches agree in the fields that the rule does not hold equal, and those who live together. */
function learn(rule: BlockingRule, records: readonly PersonRecord[], classes: Classes): Learned {
  const comparisons = [...pairsBy(rule, records)].map(([one, other]) => compare(one, other));
  const open = fields.filter((field) => !rule.fields.includes(field));
  if (comparisons.length < 50) return { matches: null, together: null };
  let { matches, together } = classes;
  let parts: Parts = [0.3, 0.3, 0.4];
  for (let round = 0; round < ROUNDS; round += 1) {
    const counts = { matches: perField((levels) => guess(levels).map((part) => part * GUESSED)), together: mapFields((field) => classes.together[field].map((part) => part * GUESSED)) };
    const sums: Parts = [0, 0, 0];
    for (const comparison of comparisons) {
      const found = partsOf(comparison, open, { matches, together, others: classes.others }, parts);
      found.forEach((part, n) => { sums[n] = (sums[n] ?? 0) + part; });
      for (const field of open) {
        const level = comparison[field];
        if (level === null) continue;
        counts.matches[field][level] = (counts.matches[field][level] ?? 0) + found[0];
        counts.together[field][level] = (counts.together[field][level] ?? 0) + found[1];
      }
    }
    parts = sums.map((sum) => Math.min(0.999, Math.max(1e-6, sum / comparisons.length))) as Parts;
    matches = mapFields((field) => held(field, share(counts.matches[field])));
    together = mapFields((field) => (open.includes(field) ? share(counts.together[field]) : classes.together[field]));
  }
  const taught = (part: number): boolean => part * comparisons.length >= FEWEST_TAUGHT;
  return { matches: taught(parts[0]) ? matches : null, together: rule.fields.includes('address') && taught(parts[1]) ? together : null };
}

/**
 * Pairs that share something of one person alone teach what matches are like. Those that share a name or a neighbourhood do not:
 * among them are more namesakes and neighbours than people entered twice, and they too agree in much.
 */
const ofOnePerson: ReadonlySet<Field> = new Set(['born', 'email', 'reference']);
const teachesMatches = ({ fields: shared }: BlockingRule): boolean => shared.every((field) => ofOnePerson.has(field));

const named: readonly Field[] = ['given', 'family', 'born'];
const nearly = (field: Field, level: number | null): boolean => level !== null && level >= levelsOf[field] - 2;
const nearlyPart = (field: Field, levels: PerField): number => levels[field].slice(-2).reduce((sum, part) => sum + part, 0);

/**
 * Of how many pairs name and date of birth are nearly the same, beyond those that are so by chance. Hardly any of them are two
 * people, so they say how many are entered twice; where they are few, a model that learns finds namesakes instead.
 */
function surePairs(comparisons: readonly Comparison[], records: readonly PersonRecord[], others: PerField, all: number): { sure: number; known: number } {
  const whole = records.filter((record) => named.every((field) => record[field] !== '')).length / Math.max(1, records.length);
  const known = whole * whole;
  const chance = named.reduce((part, field) => part * nearlyPart(field, others), all * known);
  const alike = comparisons.filter((comparison) => named.every((field) => nearly(field, comparison[field]))).length;
  return { sure: Math.max(0, alike - chance), known };
}

/** From so many on they are enough to learn from. */
const ENOUGH_SURE = 50;

/** Fewer in a block teach nothing. */
const FEWEST_TAUGHT = 20;
const mapFields = (make: (field: Field) => Levels): PerField => Object.fromEntries(fields.map((field) => [field, make(field)])) as PerField;

/** Learns a model from records, the same one for the same records and chance. `random` yields numbers from 0 up to 1. */
export function train(records: readonly PersonRecord[], random: () => number, onProgress: OnProgress = () => undefined): MatchingModel {
  const others = chanceOf(records, random);
  const first: Classes = { matches: mapFields((field) => held(field, guess(levelsOf[field]))), together: mapFields((field) => living[field] ?? others[field]), others };
  const sources = new Set(records.map(({ source }) => source));
  const all = sources.size > 1 ? records.length ** 2 / 4 : records.length * (records.length - 1) / 2;
  const pairs = candidatePairs(records);
  const comparisons = pairs.map(([one, other]) => compare(one, other));
  const { sure, known } = surePairs(comparisons, records, others, all);
  const teaching = blockingRules.filter((rule) => teachesMatches(rule) || rule.fields.includes('address'));
  const learned = teaching.map((rule, n) => {
    onProgress({ step: 'learning', done: n, total: teaching.length });
    return { rule, ...learn(rule, records, first) };
  });
  const together = learned.find((one) => one.together !== null)?.together ?? first.together;
  const matches = first.matches;
  for (const field of fields) {
    const told = learned.flatMap((one) => (one.matches === null || sure < ENOUGH_SURE || !teachesMatches(one.rule) || one.rule.fields.includes(field) ? [] : [one.matches[field]]));
    if (told.length > 0) matches[field] = share(matches[field].map((_none, level) => told.reduce((sum, one) => sum + (one[level] ?? 0), 0) / told.length));
  }
  const frequency = Object.fromEntries(weighedByFrequency.map((field) => [field, frequencyOf(records.map((record) => record[field]))]));
  const seen = named.reduce((part, field) => part * nearlyPart(field, matches), Math.max(0.01, known));
  const model: MatchingModel = { prior: Math.min(0.4, Math.max(1, sure) / seen / all), priorTogether: 1 / Math.max(2, records.length), matches, together, others, frequency };
  // How many live together, counted by the model itself until it settles.
  const logs = pairs.map(([one, other], n) => logsOf(one, other, comparisons[n] ?? compare(one, other), model));
  for (let round = 0; round < ROUNDS; round += 1) {
    let living = 0;
    for (const [match, two, any] of logs) {
      const [m, t, o] = [match + Math.log2(model.prior), two + Math.log2(model.priorTogether), any + Math.log2(1 - model.prior - model.priorTogether)];
      const sum = logSum(logSum(m, t), o);
      living += 2 ** (t - sum);
    }
    model.priorTogether = Math.min(0.4, Math.max(1 / all, living / all));
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

/** How likely what is compared is in each class. A value that is the same by chance is as likely as it is common; those who live together share where by more than chance. */
function logsOf(one: PersonRecord, other: PersonRecord, comparison: Comparison, { matches, together, others, frequency }: MatchingModel): [matches: number, together: number, others: number] {
  let [two, any] = [logOf(comparison, fields, together), logOf(comparison, fields, others)];
  for (const field of weighedByFrequency) {
    if (comparison[field] !== levelsOf[field] - 1) continue;
    const common = frequency[field]?.get(one[field]) ?? frequency[field]?.get(other[field]);
    if (common === undefined) continue;
    any += Math.log2(common / (others[field].at(-1) ?? common));
    if (field === 'given') two += Math.log2(common / (others[field].at(-1) ?? common));
  }
  return [logOf(comparison, fields, matches), two, any];
}

/** The weight of a pair in powers of two, the priors with it: for one person, against two who live together or any two. */
function weightOf(one: PersonRecord, other: PersonRecord, comparison: Comparison, model: MatchingModel): number {
  const [match, two, any] = logsOf(one, other, comparison, model);
  return match + Math.log2(model.prior) - logSum(two + Math.log2(model.priorTogether), any + Math.log2(1 - model.prior - model.priorTogether));
}

export function score(one: PersonRecord, other: PersonRecord, model: MatchingModel): Match {
  const comparison = compare(one, other);
  const weight = weightOf(one, other, comparison, model);
  return { ids: [one.id, other.id], probability: probabilityOf(weight), weight, comparison };
}

/** Pairs that are one person with at least this probability, the surest first. */
export function findMatches(records: readonly PersonRecord[], model: MatchingModel, least: number, onProgress: OnProgress = () => undefined): Match[] {
  const pairs = candidatePairs(records);
  return pairs.map(([one, other], n) => {
    if (n % STRIDE === 0) onProgress({ step: 'comparing', done: n, total: pairs.length });
    return score(one, other, model);
  }).filter(({ probability }) => probability >= least).toSorted((one, other) => other.weight - one.weight);
}
