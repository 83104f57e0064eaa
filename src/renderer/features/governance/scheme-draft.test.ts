import { expect, test } from 'vitest';
import { compareSchemes } from '#domain/delegation/compare-schemes.ts';
import { goodwill, NOW, scheme } from '#domain/testing/fixtures.ts';
import { isDrafted, newDraft, withClause, withLimit } from './scheme-draft.ts';

test('a draft begins as the newest version, under the next number, and changes nothing yet', () => {
  const draft = newDraft({ ...scheme, pilotTeams: ['hubs'], effectiveTo: NOW }, NOW, 'Yemi Balogun');
  expect(draft).toMatchObject({ baseId: 'scheme-7', fromDate: '2026-11-24', scheme: { id: 'scheme-8', version: 8, effectiveTo: null, pilotTeams: null, signedBy: 'Yemi Balogun' } });
  expect(compareSchemes(scheme, draft.scheme)).toEqual([]);
});

test('a clause that is edited takes the place of itself, and a proposed limit is the desk’s widest', () => {
  expect(compareSchemes(scheme, withClause(scheme, { ...goodwill, usual: 1500 }))).toMatchObject([{ what: 'usual amount', from: '£10', to: '£15' }]);
  expect(compareSchemes(scheme, withLimit(scheme, { clauseId: 'goodwill', over: null }, 3000))).toMatchObject([{ what: 'customer service operative, each decision', from: '£25', to: '£30', lowers: false }]);
  expect(withLimit(scheme, { clauseId: 'no-such', over: null }, 3000)).toBe(scheme);
  const year = { clauseId: 'goodwill', over: { scope: 'resident' as const, window: { kind: 'rolling-months' as const, months: 12 }, unit: 'money' as const } };
  const raised = withLimit(scheme, year, 6000);
  expect(compareSchemes(scheme, raised)).toMatchObject([{ what: 'resident in any 12 months, in all', from: '£50', to: '£60', lowers: false }]);
  expect([isDrafted(scheme, year, 6000), isDrafted(raised, year, 6000)]).toEqual([false, true]);
});
