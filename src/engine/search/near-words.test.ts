import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { birthDateIn } from './birth-dates.ts';
import { nearWordsOf } from './near-words.ts';
import { nicknamesOf } from '#domain/residents/nicknames.ts';

const words = ['smith', 'smyth', 'smythe', 'schmidt', 'katherine', 'catherine', 'kathryn', 'philip', 'filip', 'okafor', 'stephen', 'steven', 'jeffrey', 'geoffrey', 'margaret', 'marguerite', 'ali', 'lee', 'leigh', '12', 'o'];
const { near } = nearWordsOf(words);

describe('words that may have been meant', () => {
  test.each([
    ['smith', 'smyth'], ['cathrine', 'katherine'], ['fillip', 'philip'], ['okofar', 'okafor'], ['okafro', 'okafor'], ['stephan', 'steven'], ['jeffery', 'geoffrey'],
    ['margret', 'margaret'], ['nargaret', 'margaret'], ['lea', 'leigh'],
  ])('%s meets %s', (typed, meant) => { expect(near(typed)).toContain(meant); });

  test.each([['smith', 'okafor'], ['ali', 'lee'], ['mm', 'smith'], ['12', 'o']])('%s does not meet %s', (typed, other) => { expect(near(typed)).not.toContain(other); });

  test('never the word itself, and the nearest first', () => {
    expect(near('smythe')[0]).toBe('smyth');
    fc.assert(fc.property(fc.constantFrom(...words), (word) => { expect(near(word)).not.toContain(word); }));
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (typed) => { expect(near(typed).every((word) => words.includes(word))).toBe(true); }));
  });
});

test('short forms lead to what they are short for, both ways', () => {
  expect(nicknamesOf('bill')).toContain('william');
  expect(nicknamesOf('margaret')).toContain('peggy');
  expect(nicknamesOf('charlie')).toEqual(expect.arrayContaining(['charles', 'charlotte']));
  expect(nicknamesOf('okafor')).toEqual([]);
});

const NOW = Date.UTC(2026, 10, 24);
test.each([
  ['2/3/1954', 'born19540302'], ['02.03.1954', 'born19540302'], ['1954-03-02', 'born19540302'], ['2 March 1954', 'born19540302'], ['2nd of March 1954', 'born19540302'],
  ['March 2, 1954', 'born19540302'], ['2 mar 1954', 'born19540302'], ['2/3/54', 'born19540302'], ['1/2/03', 'born20030201'],
])('%s is a date of birth', (text, word) => { expect(birthDateIn(text, NOW)?.word).toBe(word); });
test('what is left of the text is searched for with it', () => {
  expect(birthDateIn('okafor 2/3/1954 ZQ1 9AB', NOW)).toEqual({ word: 'born19540302', rest: 'okafor   ZQ1 9AB' });
});
test.each(['07700 900123', '31/2/1954', '14 osier lane', 'flat 3', '45/13/1990', '1 May', 'HM-1000102', '020 7946 0018'])('%s is none', (text) => { expect(birthDateIn(text, NOW)).toBeNull(); });
