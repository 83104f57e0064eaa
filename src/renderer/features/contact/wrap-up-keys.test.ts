import { expect, test } from 'vitest';
import { contactReasons } from '#domain/vocabulary.ts';
import { vocabularyCy } from '#domain/words/vocabulary-cy.ts';
import { vocabularyEn } from '#domain/words/vocabulary-en.ts';
import { keysOf } from './wrap-up-keys.ts';

test('an answer has the first letter that is free among those of its words', () => {
  expect(keysOf(['Service request', 'Report of a problem', 'Application', 'Chasing progress', 'Safeguarding'])).toEqual(['s', 'r', 'a', 'c', 'f']);
  expect(keysOf(['Ŵyl', 'Wylo'])).toEqual(['w', 'y']);
});

test('no two answers of one question share a key, in either language', () => {
  for (const words of [vocabularyEn, vocabularyCy] as Readonly<Record<string, string>>[]) {
    const keys = keysOf(contactReasons.map((reason) => words[`reason.${reason}`] ?? ''));
    expect(new Set(keys).size).toBe(contactReasons.length);
    expect(keys.every((key) => /^[a-z1-9]$/.test(key))).toBe(true);
  }
});

test('where letters run out there are digits', () => {
  expect(keysOf(['A', 'A', 'A'])).toEqual(['a', '1', '2']);
});
