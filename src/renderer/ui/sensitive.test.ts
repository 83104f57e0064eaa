import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { PartlySensitive } from './sensitive.tsx';

/** Words as they are drawn, with what is blurred of them in brackets. */
const drawn = (words: string, part: string | undefined): string =>
  renderToStaticMarkup(createElement(PartlySensitive, { words, part })).replaceAll(/<span[^>]*>/g, '[').replaceAll('</span>', ']');

test('of a title with a name only the name is blurred, wherever it stands', () => {
  expect(drawn('Change details of Ann Okafor', 'Ann Okafor')).toBe('Change details of [Ann Okafor]');
  expect(drawn('Ann has moved', 'Ann')).toBe('[Ann] has moved');
  expect(drawn('Ann and Ann', 'Ann')).toBe('[Ann] and [Ann]');
});

test('where the name can’t be told from the rest, all of it is; without one nothing is', () => {
  expect(drawn('Newid manylion', 'Ann')).toBe('[Newid manylion]');
  expect(drawn('Case', undefined)).toBe('Case');
  expect(drawn('Contact with nobody named', '')).toBe('Contact with nobody named');
});
