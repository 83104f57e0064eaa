/** Finds the template an English sentence was made from, and says it by another language’s template. */
interface Known { pattern: RegExp; names: string[]; weight: number; other: string }

const VALUE = /\{\{(\w+)(?:, \w+)?\}\}/g;
const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

function known(english: string, other: string): Known {
  const names = [...english.matchAll(VALUE)].map(([, name = '']) => name);
  const literal = english.split(/\{\{[^}]+\}\}/);
  return { names, other, weight: literal.join('').length, pattern: new RegExp(`^${literal.map((part) => escape(part.replaceAll(/\s+/g, ' '))).join('(.+?)')}$`, 's') };
}

/** `pairs`: an English template and what stands for it. `phrase` says what fills it. The longest that fits is meant. */
export function sentenceTranslator(pairs: readonly (readonly [english: string, other: string])[], phrase: (text: string) => string): (sentence: string) => string {
  const whole = new Map<string, string>();
  const forms: Known[] = [];
  for (const [english, other] of pairs) {
    if (!english.includes('{{')) whole.set(english, other);
    // Nothing but values tells nothing apart.
    else if (english.replaceAll(VALUE, '').trim().length > 3) forms.push(known(english, other));
  }
  forms.sort((one, another) => another.weight - one.weight);
  const one = (sentence: string): string => {
    const said = whole.get(sentence);
    if (said !== undefined) return said;
    for (const { pattern, names, other } of forms) {
      const found = pattern.exec(sentence);
      if (found === null) continue;
      const values = new Map(names.map((name, n) => [name, phrase(found[n + 1] ?? '')]));
      return other.replaceAll(VALUE, (written, name: string) => values.get(name) ?? written);
    }
    return sentence;
  };
  // Several faults come as lines.
  return (sentence) => sentence.split('\n').map(one).join('\n');
}
