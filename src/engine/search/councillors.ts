/** Councillors by name or ward, or by how they are reached: some dozens, looked through and not indexed. */
import type { Councillor } from '#domain/records/council.ts';
import type { Term } from './terms.ts';
import { emailWords, phoneWords, wordsOf } from './words.ts';

const OFFICE = ['councillor', 'cynghorydd', 'member'];
/** Fewer letters begin too much else. */
const SHORTEST_OFFICE = 5;
/** Of whoever is named whole, all of it; of others a few, below the people whom it finds too. */
export const BELOW_PEOPLE = 5;
/** What more of them have in common is how the council’s numbers begin, or where its post goes: nobody is meant. */
const MOST_REACHED_ALIKE = 3;

export interface FoundCouncillor {
  councillor: Councillor;
  /** The phone, email or assistant that met what neither name nor ward meets. */
  matched: string | null;
}

const isOffice = ({ word }: Term): boolean => word !== null && word.length >= SHORTEST_OFFICE && OFFICE.some((one) => one.startsWith(word));

export function councillorsBy(terms: readonly Term[], councillors: Iterable<Councillor>, today: string): FoundCouncillor[] {
  const found = [...councillors].flatMap((councillor): FoundCouncillor[] => {
    const { name, ward, endedOn } = councillor;
    if (endedOn !== null && endedOn < today) return [];
    const named = [...wordsOf(name), ...wordsOf(ward)];
    const open = terms.filter((term) => !isOffice(term) && !term.metBy(named));
    if (open.length === 0) return [{ councillor, matched: null }];
    const ways = waysOf(councillor);
    const all = ways.flatMap(({ words }) => words);
    if (!open.every((term) => term.metBy(all))) return [];
    return [{ councillor, matched: ways.find(({ words }) => open.some((term) => term.metBy(words)))?.value ?? null }];
  });
  const byName = found.filter(({ matched }) => matched === null);
  return found.length - byName.length > MOST_REACHED_ALIKE ? byName : found;
}

function waysOf({ phone, email, assistant }: Councillor): { value: string; words: string[] }[] {
  const way = (value: string | null | undefined, wordsIn: (value: string) => string[]) => value == null ? [] : [{ value, words: wordsIn(value) }];
  return [
    ...way(phone, phoneWords), ...way(email, emailWords),
    ...way(assistant?.name, wordsOf), ...way(assistant?.phone, phoneWords), ...way(assistant?.email, emailWords),
  ];
}

/** Whether they are asked for and nobody else: by their office, or by the whole of their name. */
export const isMeant = (terms: readonly Term[], { name }: Councillor): boolean => {
  if (terms.some(isOffice)) return true;
  const words = wordsOf(name);
  return terms.length >= words.length && words.every((word) => terms.some((term) => term.word === word));
};
