import fc from 'fast-check';
import { expect, test } from 'vitest';
import { en } from './en.ts';
import { fill } from './sentence.ts';

test('fills names and money, and leaves a name it has no value for to be seen', () => {
  expect(fill('{{who}} has {{left, money}} left of {{limit, money}}.', { who: 'Amina', left: 1050, limit: 2500 })).toBe('Amina has £10.50 left of £25.');
  expect(fill('Clause {{number}}.')).toBe('Clause {{number}}.');
});

test('what is filled in is never read as a template again', () => {
  fc.assert(fc.property(fc.string(), (text) => {
    expect(fill('<{{a}}|{{b}}>', { a: `{{b}}${text}`, b: 'x' })).toBe(`<{{b}}${text}|x>`);
  }));
});

test('every sentence ends as a sentence does', () => {
  const unfinished = Object.entries(en).filter(([, words]) => !/[.?!]$/.test(words) && words !== '{{words}}');
  expect(unfinished).toEqual([]);
});
