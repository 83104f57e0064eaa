/** What a person typed, as expressions for the index: every word in any order, the last one as far as it is typed. */
import { birthDateIn } from './birth-dates.ts';
import { chunksOf, nationalDigits, type Chunk } from './words.ts';

export interface Term {
  /** Expressions of FTS5: words that begin so, and words that are so. */
  prefix: string;
  exact: string;
  /** False for what has a digit in it, which no name has. */
  couldBeName: boolean;
  /** The word as it was typed, folded; null where it is more than a word. */
  word: string | null;
  /** Whether a record's words meet the term as the index would: for saying what matched. */
  metBy: (words: string[]) => boolean;
}

const quoted = (word: string): string => `"${word}"`;

/** `whole` are ways to read the whole as one word; `parts` all have to be there instead. */
function term(whole: string[], parts: string[]): Term {
  const expression = (mark: string): string => {
    const ways = whole.map((word) => `${quoted(word)}${mark}`);
    if (parts.length > 1) ways.push(`(${parts.map((part) => `${quoted(part)}${mark}`).join(' AND ')})`);
    return ways.length === 1 ? ways[0] ?? '' : `(${ways.join(' OR ')})`;
  };
  return {
    prefix: expression('*'), exact: expression(''), couldBeName: !whole.some((word) => /\d/.test(word)), word: whole.length === 1 && parts.length <= 1 ? whole[0] ?? null : null,
    metBy: (words) => {
      const begins = (start: string): boolean => words.some((word) => word.startsWith(start));
      return whole.some(begins) || (parts.length > 1 && parts.every(begins));
    },
  };
}

/** A run of chunks that are all digits and could be a phone number, in whatever groups it was typed, or a date of birth run together. */
function phoneTerm(typed: string[], now: number): Term {
  const digits = nationalDigits(typed.join(''));
  const asTyped = typed.join('').replaceAll(/\D/g, '');
  const [, day, month, year] = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(asTyped) ?? [];
  const born = day === undefined ? null : birthDateIn(`${day}/${month ?? ''}/${year ?? ''}`, now);
  return term([...new Set([digits, asTyped, ...born === null ? [] : [born.word]])], typed.map((one) => one.replaceAll(/\D/g, '')));
}

const outcode = /^[a-z]{1,2}\d[a-z\d]?$/;
const startOfIncode = /^\d[a-z]{0,2}$/;
const onlyDigits = /^[+(]?[\d().\-/]*\d[\d().\-/]*$/;
const FEWEST_PHONE_DIGITS = 6;

/** What people put before a name or a date, and no record is found by. */
const unsaid = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'rev', 'sir', 'cllr', 'nee', 'aka', 'dob', 'born', 'the', 'ltd', 'limited', 'plc']);
/** How addresses are shortened, where the short form is not the beginning of the long one. */
const inFull: Record<string, string> = { rd: 'road', ln: 'lane', ct: 'court', gdns: 'gardens', hse: 'house', apt: 'apartment', blvd: 'boulevard', mt: 'mount' };
const aYear = /^(?:18|19|20)\d{2}$/;

/** Every way to read a word as it was typed: a year is one somebody was born in, too. */
function waysOf({ joined }: Chunk): string[] {
  if (aYear.test(joined)) return [joined, `born${joined}`];
  const long = inFull[joined];
  return long === undefined ? [joined] : [joined, long];
}

/** A word of the index that nobody types. */
const wordTerm = (word: string): Term => ({ prefix: quoted(word), exact: quoted(word), couldBeName: false, word: null, metBy: (words) => words.includes(word) });

/** `now` tells which century a year of two digits is of. */
export function termsOf(text: string, now: number): Term[] {
  const born = birthDateIn(text, now);
  return born === null ? plainTerms(text, now, true) : [wordTerm(born.word), ...plainTerms(born.rest, now, false)];
}

function plainTerms(text: string, now: number, isAll: boolean): Term[] {
  const all = text.trim().split(/[\s,;]+/u).filter((one) => one !== '');
  const said = all.filter((one) => !unsaid.has(chunkOf(one)?.joined ?? ''));
  // Somebody may be called Miss: alone it is a name.
  const typed = isAll && said.length === 0 ? all : said;
  const terms: Term[] = [];
  for (let at = 0; at < typed.length;) {
    let end = at;
    while (end < typed.length && onlyDigits.test(typed[end] ?? '')) end += 1;
    const run = typed.slice(at, end);
    const digits = run.join('').replaceAll(/\D/g, '').length;
    if (digits >= FEWEST_PHONE_DIGITS) {
      terms.push(phoneTerm(run, now));
      at = end;
      continue;
    }
    const [chunk, next] = [chunkOf(typed[at]), chunkOf(typed[at + 1])];
    if (chunk !== undefined && next !== undefined && outcode.test(chunk.joined) && startOfIncode.test(next.joined)) {
      terms.push(term([chunk.joined + next.joined], [chunk.joined, next.joined]));
      at += 2;
      continue;
    }
    if (chunk !== undefined) terms.push(term(waysOf(chunk), chunk.parts));
    at += 1;
  }
  return terms;
}

const chunkOf = (text: string | undefined): Chunk | undefined => text === undefined ? undefined : chunksOf(text)[0];
