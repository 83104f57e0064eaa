/**
 * How text becomes words that can be found, the same way for what is stored and for what is typed. A word with
 * something inside it (O'Brien, CT-1234, a@b.c) is stored in parts and joined, so that any way of typing it meets one.
 */
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { parse as parsePostcode } from 'postcode';

/** Letters that don't fall apart into a base letter and a mark. */
const undecomposed: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i', þ: 'th', ð: 'd' };

/** Lower case without accents. Most of what is stored is plain already, and it is folded by the hundred thousand. */
export const fold = (text: string): string => /^[ -~]*$/.test(text) ? text.toLowerCase()
  : text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[łøđßæœıþð]/g, (letter) => undecomposed[letter] ?? letter);

export interface Chunk {
  joined: string;
  /** More than one where something stood between letters or digits. */
  parts: string[];
}

/** The words of a text, each whole and in parts. */
export function chunksOf(text: string): Chunk[] {
  return fold(text).split(/[\s,;]+/u).map((chunk) => chunk.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== ''))
    .filter((parts) => parts.length > 0).map((parts) => ({ joined: parts.join(''), parts }));
}

/** Every word a stored text can be found by. */
export function wordsOf(...texts: (string | null)[]): string[] {
  const words = texts.flatMap((text) => text === null ? [] : chunksOf(text))
    .flatMap(({ joined, parts }) => parts.length === 1 ? parts : [joined, ...parts]);
  return [...new Set(words)];
}

/** A postcode whole without its space, and its two halves; any other text as words. */
export function postcodeWords(text: string): string[] {
  const postcode = parsePostcode(text);
  if (!postcode.valid) return wordsOf(text);
  return [postcode.outcode, postcode.incode, postcode.outcode + postcode.incode].map((part) => part.toLowerCase());
}

/**
 * The digits of a phone number as a person in Britain would write them: national with its 0, or with the country's
 * code where it is abroad. Half a number is answered as far as it goes.
 */
export function nationalDigits(text: string): string {
  const plain = text.replaceAll(/[^\d+]/g, '');
  if (/^\+44\d{9,10}$/.test(plain)) return `0${plain.slice(3)}`;
  const international = plain.startsWith('+') ? plain : plain.startsWith('00') ? `+${plain.slice(2)}` : null;
  const parsed = parsePhoneNumberFromString(international ?? plain, 'GB');
  if (parsed?.isPossible() === true) {
    return parsed.countryCallingCode === '44' ? `0${parsed.nationalNumber}` : `${parsed.countryCallingCode}${parsed.nationalNumber}`;
  }
  if (international === null) return plain.replaceAll('+', '');
  const digits = international.replaceAll('+', '');
  return digits.startsWith('44') ? `0${digits.slice(2).replace(/^0/, '')}` : digits;
}

const SHORTEST_DOMAIN_WORD = 4;

/** An email whole, its name in parts, and its domain's words without `co`, `uk` or `org`, which are everybody's. */
export function emailWords(text: string): string[] {
  const [name = '', domain = ''] = text.split('@');
  const domainWords = wordsOf(domain.replaceAll('.', ' ')).filter((word) => word.length >= SHORTEST_DOMAIN_WORD);
  return [...new Set([...chunksOf(text).map(({ joined }) => joined), ...wordsOf(name), ...domainWords])];
}

/** A phone can be found by its start, with or without the 0, and by its last four to eight digits. */
export function phoneWords(text: string): string[] {
  const digits = nationalDigits(text);
  if (digits === '') return wordsOf(text);
  const ends = [4, 5, 6, 7, 8].filter((length) => length < digits.length).map((length) => digits.slice(-length));
  return [...new Set([digits, digits.replace(/^0/, ''), ...ends])];
}
