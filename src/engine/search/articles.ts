/**
 * Finds articles by their words, also by words with a slip in them. A council has some hundred of them, so that all of
 * it is held in memory: no index on the disk has to follow what is written.
 */
import { nearWordsOf, type NearWords } from './near-words.ts';
import { fold, wordsOf } from './words.ts';

export interface Sought {
  id: string;
  title: string;
  body: string;
  /** Names of its services and words of its reasons: people look for “council tax” more than for a title. */
  about: readonly string[];
}

interface Indexed {
  title: readonly string[];
  about: readonly string[];
  lines: readonly { text: string; words: readonly string[] }[];
  body: readonly string[];
}

export interface Found { id: string; excerpt: string | null }

export interface ArticleIndex { find: (text: string, limit: number) => Found[] }

/** Markdown as it is read: marks and addresses of links are nothing that anybody looks for. */
const plain = (line: string): string => line.replaceAll(/\]\([^)]*\)/g, '').replaceAll(/^\s*[-*]\s(\[.\]\s)?/g, '').replaceAll(/[#*_[\]`|]/g, ' ').replaceAll(/\s+/g, ' ').trim();

function indexed({ title, body, about }: Sought): Indexed {
  const lines = body.split('\n').map(plain).filter((line) => /\p{L}/u.test(line)).map((text) => ({ text, words: wordsOf(text) }));
  return { title: wordsOf(title), about: wordsOf(...about), lines, body: [...new Set(lines.flatMap(({ words }) => words))] };
}

/** How much a word found there counts: whole, as a beginning, and with a slip in it. */
const places = { title: [12, 9, 5], about: [6, 5, 3], body: [4, 3, 1] } as const;
/** A beginning of so few letters is everywhere. */
const SHORTEST_BEGINNING = 2;

function worth(words: readonly string[], word: string, near: readonly string[], [whole, beginning, slip]: readonly [number, number, number]): number {
  if (words.includes(word)) return whole;
  if (word.length >= SHORTEST_BEGINNING && words.some((one) => one.startsWith(word))) return beginning;
  return near.some((one) => words.includes(one)) ? slip : 0;
}

export function articleIndex(articles: readonly Sought[]): ArticleIndex {
  const all = articles.map((article) => ({ id: article.id, index: indexed(article) }));
  const known = new Set(all.flatMap(({ index }) => [...index.title, ...index.about, ...index.body]));
  let nearWords: NearWords | null = null;
  /** Words that may have been meant, where nothing begins as it was typed. */
  const nearTo = (word: string): string[] => {
    if (known.has(word) || [...known].some((one) => one.startsWith(word))) return [];
    nearWords ??= nearWordsOf([...known]);
    return nearWords.near(word);
  };
  return {
    find(text, limit) {
      const typed = fold(text).split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '').map((word) => ({ word, near: nearTo(word) }));
      if (typed.length === 0) return [];
      const scored = all.map(({ id, index }) => {
        const worths = typed.map(({ word, near }) => worth(index.title, word, near, places.title) + worth(index.about, word, near, places.about) + worth(index.body, word, near, places.body));
        return { id, index, met: worths.filter((one) => one > 0).length, score: worths.reduce((sum, one) => sum + one, 0) };
      });
      // Where nothing has every word, what has the most of them, if that is more than half: people ask in whole sentences.
      const most = Math.max(0, ...scored.map(({ met }) => met));
      if (most * 2 <= typed.length) return [];
      return scored.filter(({ met }) => met === most).toSorted((one, other) => other.score - one.score).slice(0, limit).map(({ id, index }) => {
        const inTitle = typed.every(({ word, near }) => worth(index.title, word, near, places.title) > 0);
        const lines = inTitle ? [] : index.lines.map(({ text: line, words }) => ({ line, score: typed.reduce((sum, { word, near }) => sum + worth(words, word, near, places.body), 0) }));
        const line = lines.toSorted((one, other) => other.score - one.score)[0];
        return { id, excerpt: line === undefined || line.score === 0 ? null : line.line };
      });
    },
  };
}
