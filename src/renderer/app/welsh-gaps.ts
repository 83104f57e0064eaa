/** Where another language does not say what English says. Used by the test that holds the two together. */
import { baseOf } from './plural-forms.ts';

type Words = Readonly<Record<string, string>>;

const valuesOf = (text: string): string => [...new Set([...text.matchAll(/\{\{[^}]+\}\}/g)].map(([value]) => value))].toSorted().join(' ');
/** Names, signs and what is written alike in both languages. */
const ALIKE = new Set(['', 'Casefront', 'Braille', 'UPRN']);
const isAlike = (text: string): boolean => ALIKE.has(text.replaceAll(/\{\{[^}]+\}\}/g, '').replaceAll(/[^\p{L}]/gu, ''));

export function gapsIn(english: Words, other: Words): string[] {
  const formsOf = (words: Words, base: string): string[] => Object.keys(words).filter((key) => baseOf(key) === base);
  const bases = [...new Set(Object.keys(english).map(baseOf))];
  const gaps = bases.flatMap((base) => {
    const [theirs, ours] = [formsOf(english, base), formsOf(other, base)];
    if (ours.length === 0 || (theirs.includes(`${base}_other`) && !ours.includes(`${base}_other`))) return [`${base}: missing`];
    const texts = ours.map((key) => other[key] ?? '');
    if (texts.some((text) => text.trim() === '')) return [`${base}: empty`];
    const known = theirs.map((key) => english[key] ?? '');
    // A form for one or none may leave its count out.
    const wanted = known.map(valuesOf);
    const whole = valuesOf(known.join(' '));
    if (texts.some((text) => !wanted.includes(valuesOf(text)) && valuesOf(text) !== whole.replace(/\{\{count\}\} ?/, '').trim())) return [`${base}: other values`];
    return texts.some((text) => known.includes(text) && !isAlike(text)) ? [`${base}: the same as English`] : [];
  });
  const strays = [...new Set(Object.keys(other).map(baseOf))].filter((base) => !bases.includes(base)).map((base) => `${base}: not in English`);
  return [...gaps, ...strays];
}
