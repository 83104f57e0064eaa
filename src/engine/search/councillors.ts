/** Councillors by name or ward: some dozens, looked through and not indexed. */
import type { Councillor } from '#domain/records/council.ts';
import type { Term } from './terms.ts';
import { wordsOf } from './words.ts';

const OFFICE = ['councillor', 'cynghorydd', 'member'];
/** Fewer letters begin too much else. */
const SHORTEST_OFFICE = 5;
/** Of whoever is named whole, all of it; of others a few, below the people whom it finds too. */
export const BELOW_PEOPLE = 5;

const isOffice = ({ word }: Term): boolean => word !== null && word.length >= SHORTEST_OFFICE && OFFICE.some((one) => one.startsWith(word));

export function councillorsBy(terms: readonly Term[], councillors: Iterable<Councillor>, today: string): Councillor[] {
  return [...councillors].filter(({ name, ward, endedOn }) => {
    if (endedOn !== null && endedOn < today) return false;
    const words = [...wordsOf(name), ...wordsOf(ward)];
    return terms.every((term) => isOffice(term) || term.metBy(words));
  });
}

/** Whether they are asked for and nobody else: by their office, or by the whole of their name. */
export const isMeant = (terms: readonly Term[], { name }: Councillor): boolean => {
  if (terms.some(isOffice)) return true;
  const words = wordsOf(name);
  return terms.length >= words.length && words.every((word) => terms.some((term) => term.word === word));
};
