import { expect, test } from 'vitest';
import { sentenceTranslator } from './known-sentences.ts';
import { phraseInWelsh } from '../ui/welsh-phrases.ts';

const say = sentenceTranslator([
  ['Wait.', 'Arhoswch.'],
  ['Wait {{time}}.', 'Arhoswch {{time}}.'],
  ['Wait {{time}}, then ask {{name}} for {{amount}}.', 'Gofynnwch i {{name}} am {{amount}} ar ôl {{time}}.'],
  ['{{words}}', 'X {{words}}'],
], phraseInWelsh);

test('knows a sentence by its English, whole or by what is around its values', () => {
  expect(say('Wait.')).toBe('Arhoswch.');
  expect(say('Wait 2 days.')).toBe('Arhoswch 2 ddiwrnod.');
  expect(say('Wait 3 days, then ask Nia (lead) for £12.50.')).toBe('Gofynnwch i Nia (lead) am £12.50 ar ôl 3 diwrnod.');
});

test('says what it does not know as it came', () => {
  expect(say('Something else.')).toBe('Something else.');
});

test('says the phrases of the rules, and leaves names alone', () => {
  expect(['in any 2 months', '24 November 2026', 'May', '1 day', 'in any 30 days'].map(phraseInWelsh))
    .toEqual(['mewn unrhyw 2 fis', '24 Tachwedd 2026', 'May', '1 diwrnod', 'mewn unrhyw 30 diwrnod']);
});
