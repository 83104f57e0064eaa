/** How alike two records of people are, field by field, in a few levels: what a model of matching counts. */
import { doubleMetaphone } from 'double-metaphone';
import { distance } from 'fastest-levenshtein';
import { matchFields, type Levels, type MatchField } from './fields.ts';
import { nicknamesOf } from '../residents/nicknames.ts';

/** A record as it is compared: folded to lower case without accents, empty where nothing is known. */
export interface PersonRecord {
  id: string;
  /** Records of one source are not compared with each other where sources are linked; '' where there is one. */
  source: string;
  given: string;
  family: string;
  /** `YYYY-MM-DD`, or ''. */
  born: string;
  /** House and street. */
  address: string;
  locality: string;
  postcode: string;
  phone: string;
  email: string;
  /** An account or other number that is this person's alone. */
  reference: string;
}

export const fields = matchFields;
export type Field = MatchField;

/** Fields of which some values are common and others rare: a rare one that is the same says more. */
export const weighedByFrequency: readonly Field[] = ['given', 'family', 'locality', 'postcode'];

/** Level by field; null where either says nothing. */
export type Comparison = Readonly<Levels>;

const alike = (one: string, other: string): number => 1 - distance(one, other) / Math.max(one.length, other.length);
const soundsLike = (one: string, other: string): boolean => {
  const sounds = new Set(doubleMetaphone(one));
  return doubleMetaphone(other).some((sound) => sound.length > 1 && sounds.has(sound));
};

function nameLevel(one: string, other: string, crossed: boolean): number {
  if (one === other) return 3;
  if (crossed || nicknamesOf(one).includes(other) || alike(one, other) >= 0.8 || soundsLike(one, other)) return 2;
  return alike(one, other) >= 0.6 ? 1 : 0;
}

/** Day and month the other way round, or one digit wrong, is how dates go wrong. */
function bornLevel(one: string, other: string): number {
  if (one === other) return 3;
  const [year, month, day] = one.split('-');
  if (other === `${year ?? ''}-${day ?? ''}-${month ?? ''}` || distance(one, other) === 1) return 2;
  return distance(one, other) <= 2 ? 1 : 0;
}

const textLevel = (one: string, other: string, near: number): number => one === other ? 2 : alike(one, other) >= near ? 1 : 0;

const levels: Record<Field, (one: PersonRecord, other: PersonRecord) => number> = {
  given: (one, other) => nameLevel(one.given, other.given, one.given === other.family && one.family === other.given),
  family: (one, other) => nameLevel(one.family, other.family, one.given === other.family && one.family === other.given),
  born: (one, other) => bornLevel(one.born, other.born),
  address: (one, other) => textLevel(one.address, other.address, 0.75),
  locality: (one, other) => textLevel(one.locality, other.locality, 0.75),
  postcode: (one, other) => textLevel(one.postcode, other.postcode, 0.7),
  phone: (one, other) => textLevel(one.phone, other.phone, 0.85),
  email: (one, other) => textLevel(one.email, other.email, 0.85),
  reference: (one, other) => textLevel(one.reference, other.reference, 0.8),
};

export function compare(one: PersonRecord, other: PersonRecord): Comparison {
  return Object.fromEntries(fields.map((field) => [field, one[field] === '' || other[field] === '' ? null : levels[field](one, other)])) as Record<Field, number | null>;
}
