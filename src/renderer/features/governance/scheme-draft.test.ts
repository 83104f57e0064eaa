import { expect, test } from 'vitest';
import { compareSchemes } from '#domain/delegation/compare-schemes.ts';
import { goodwill, NOW, scheme } from '#domain/testing/fixtures.ts';
import { newDraft, withClause, withLimit } from './scheme-draft.ts';

test('a draft begins as the newest version, under the next number, and changes nothing yet', () => {
  const draft = newDraft({ ...scheme, pilotTeams: ['hubs'], effectiveTo: NOW }, NOW, 'Yemi Balogun');
  expect(draft).toMatchObject({ baseId: 'scheme-7', fromDate: '2026-11-24', scheme: { id: 'scheme-8', version: 8, effectiveTo: null, pilotTeams: null, signedBy: 'Yemi Balogun' } });
  expect(compareSchemes(scheme, draft.scheme)).toEqual([]);
});

test('a clause that is edited takes the place of itself, and a proposed limit is the desk’s widest', () => {
  expect(compareSchemes(scheme, withClause(scheme, { ...goodwill, usual: 1500 }))).toMatchObject([{ what: 'usual amount', from: '£10', to: '£15' }]);
  expect(compareSchemes(scheme, withLimit(scheme, 'goodwill', 3000))).toMatchObject([{ what: 'customer service operative, each decision', from: '£25', to: '£30', lowers: false }]);
  expect(withLimit(scheme, 'no-such', 3000)).toBe(scheme);
});
