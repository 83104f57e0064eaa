/** What two records of people are compared in, and how many steps of agreement each field has. */
export const matchFields = ['given', 'family', 'born', 'address', 'locality', 'postcode', 'phone', 'email', 'reference'] as const;
export type MatchField = (typeof matchFields)[number];

/** Levels of each field, 0 for different and the highest for the same. */
export const levelsOf: Readonly<Record<MatchField, number>> = { given: 4, family: 4, born: 4, address: 3, locality: 3, postcode: 3, phone: 3, email: 3, reference: 3 };

/** Fields that tell where somebody lives. */
export const whereFields: readonly MatchField[] = ['address', 'locality', 'postcode'];

/** By field; null where a record holds nothing there, or it was not compared. */
export type Levels = Record<MatchField, number | null>;

/** A level in words: the lowest is different, the highest the same, what is between nearly or a little so. */
export type Agreement = 'unknown' | 'different' | 'a-little' | 'nearly' | 'same';

export function agreementOf(field: MatchField, level: number | null): Agreement {
  if (level === null) return 'unknown';
  if (level === 0) return 'different';
  if (level === levelsOf[field] - 1) return 'same';
  return level === levelsOf[field] - 2 ? 'nearly' : 'a-little';
}
