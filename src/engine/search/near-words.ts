/**
 * Words of the index that somebody may have meant: those that sound alike and those a slip of the finger away. The index
 * itself says what words there are, so that nothing has to be stored for it.
 */
import { doubleMetaphone } from 'double-metaphone';
import { distance } from 'fastest-levenshtein';

/** Shorter words are near to everything. */
export const SHORTEST_NEAR = 3;
const MOST_NEAR = 24;
const KEPT = 300;
const SHORT = 5;
/** Between one slip and two. */
const ALIKE = 1.5;

export interface NearWords {
  /** The nearest first, never the word itself. */
  near: (word: string) => string[];
}

/** Of a word with so many letters how many may be wrong. */
const slips = (length: number): number => length <= 4 ? 1 : length <= 8 ? 2 : 3;

/** Two neighbours swapped count as one slip, as fingers make it; edit distance counts two. */
function slipsBetween(one: string, other: string): number {
  const edits = distance(one, other);
  if (edits !== 2 || one.length !== other.length) return edits;
  const at = [...one].findIndex((letter, n) => letter !== other[n]);
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2) ? 1 : edits;
}

/** Letters that names of one sound begin with: Catherine and Katherine, Philip and Filip, Geoffrey and Jeffrey. */
const soundsOf = ['aeiouyhjw', 'ckqsxz', 'fpv', 'gj', 'wvr', 'td', 'kngx'];
const lettersLike = (letter: string): Set<string> => new Set([letter, ...soundsOf.filter((letters) => letters.includes(letter)).join('')]);

/** `words`: every word of names there is, in lower case without accents. */
export function nearWordsOf(words: readonly string[]): NearWords {
  const byLetter = new Map<string, string[]>();
  for (const word of words) {
    if (word.length < SHORTEST_NEAR || !/^[a-z]+$/.test(word)) continue;
    const names = byLetter.get(word.charAt(0));
    if (names === undefined) byLetter.set(word.charAt(0), [word]);
    else names.push(word);
  }
  const bySound = new Map<string, Map<string, string[]>>();
  /** What sounds names with a first letter have, worked out when it is first asked for. */
  const soundsWith = (letter: string): Map<string, string[]> => {
    const known = bySound.get(letter);
    if (known !== undefined) return known;
    const sounds = new Map<string, string[]>();
    for (const name of byLetter.get(letter) ?? []) {
      for (const sound of new Set(doubleMetaphone(name))) {
        // One sound is most of a short name (Lee, Leigh) and nothing of a long one.
        if (sound.length < 2 && name.length > SHORT) continue;
        const alike = sounds.get(sound);
        if (alike === undefined) sounds.set(sound, [name]);
        else alike.push(name);
      }
    }
    bySound.set(letter, sounds);
    return sounds;
  };
  const known = new Map<string, string[]>();

  function look(word: string): string[] {
    const found = new Map<string, number>();
    const most = slips(word.length);
    const first = word.charAt(0);
    for (const name of byLetter.get(first) ?? []) {
      if (Math.abs(name.length - word.length) > most) continue;
      const away = slipsBetween(word, name);
      if (away <= most) found.set(name, away);
    }
    // A wrong first letter is rare, and most words that differ in it are other names: only where the rest is right.
    for (const [letter, names] of byLetter) {
      if (letter === first) continue;
      for (const name of names) if (name.slice(1) === word.slice(1) || name.slice(1) === word || name === word.slice(1)) found.set(name, 1);
    }
    // What sounds alike is nearly as near as one slip, however it is spelled.
    const sounds = doubleMetaphone(word).filter((sound) => sound.length >= 2 || word.length <= SHORT);
    for (const letter of lettersLike(first)) {
      for (const sound of sounds) for (const name of soundsWith(letter).get(sound) ?? []) found.set(name, Math.min(ALIKE, found.get(name) ?? ALIKE));
    }
    found.delete(word);
    return [...found].toSorted((one, other) => one[1] - other[1] || Math.abs(one[0].length - word.length) - Math.abs(other[0].length - word.length)
      || (one[0] < other[0] ? -1 : 1)).slice(0, MOST_NEAR).map(([name]) => name);
  }

  return {
    near(word) {
      if (word.length < SHORTEST_NEAR || !/^[a-z]+$/.test(word)) return [];
      const before = known.get(word);
      if (before !== undefined) return before;
      const found = look(word);
      // The oldest goes: a person types on.
      if (known.size >= KEPT) for (const [oldest] of known) { known.delete(oldest); break; }
      known.set(word, found);
      return found;
    },
  };
}
