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

/** A run of chunks that are all digits and could be a phone number, in whatever groups it was typed. */
function phoneTerm(typed: string[]): Term {
  const digits = nationalDigits(typed.join(''));
  const asTyped = typed.join('').replaceAll(/\D/g, '');
  return term([...new Set([digits, asTyped])], typed.map((one) => one.replaceAll(/\D/g, '')));
}

const outcode = /^[a-z]{1,2}\d[a-z\d]?$/;
const startOfIncode = /^\d[a-z]{0,2}$/;
const onlyDigits = /^[+(]?[\d().\-/]*\d[\d().\-/]*$/;
const FEWEST_PHONE_DIGITS = 6;

/** A word of the index that nobody types. */
const wordTerm = (word: string): Term => ({ prefix: quoted(word), exact: quoted(word), couldBeName: false, word: null, metBy: (words) => words.includes(word) });

/** `now` tells which century a year of two digits is of. */
export function termsOf(text: string, now: number): Term[] {
  const born = birthDateIn(text, now);
  return born === null ? plainTerms(text) : [wordTerm(born.word), ...plainTerms(born.rest)];
}

function plainTerms(text: string): Term[] {
  const typed = text.trim().split(/[\s,;]+/u).filter((one) => one !== '');
  const terms: Term[] = [];
  for (let at = 0; at < typed.length;) {
    let end = at;
    while (end < typed.length && onlyDigits.test(typed[end] ?? '')) end += 1;
    const run = typed.slice(at, end);
    const digits = run.join('').replaceAll(/\D/g, '').length;
    if (digits >= FEWEST_PHONE_DIGITS) {
      terms.push(phoneTerm(run));
      at = end;
      continue;
    }
    const [chunk, next] = [chunkOf(typed[at]), chunkOf(typed[at + 1])];
    if (chunk !== undefined && next !== undefined && outcode.test(chunk.joined) && startOfIncode.test(next.joined)) {
      terms.push(term([chunk.joined + next.joined], [chunk.joined, next.joined]));
      at += 2;
      continue;
    }
    if (chunk !== undefined) terms.push(term([chunk.joined], chunk.parts));
    at += 1;
  }
  return terms;
}

const chunkOf = (text: string | undefined): Chunk | undefined => text === undefined ? undefined : chunksOf(text)[0];
