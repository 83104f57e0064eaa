import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asId } from '../ids.ts';
import type { SchemeVersion } from '../records/council.ts';
import { goodwill, NOW, replacementBin, scheme } from '../testing/fixtures.ts';
import { say } from '../words/say.ts';
import { checkScheme, type AroundScheme } from './check-scheme.ts';
import { compareSchemes } from './compare-schemes.ts';
import type { Clause } from './scheme.ts';

const staff: AroundScheme['staff'] = [
  { post: 'customer-service-operative', role: 'operative' }, { post: 'acting-team-leader', role: 'approver' }, { post: 'team-leader', role: 'approver' },
  { post: 'service-manager', role: 'approver' }, { post: 'head-of-service', role: 'approver' }, { post: 'partner-officer', role: 'partner' },
];
const around = (changes: Partial<AroundScheme> = {}): AroundScheme => ({ staff, teams: new Set(['front']), services: new Set(['353', '533']), before: null, inForce: [], now: NOW, ...changes });
const faults = (found: SchemeVersion, changes: Partial<AroundScheme> = {}): string[] => checkScheme(found, around(changes)).map(say);
const withGoodwill = (changes: Partial<Clause>): SchemeVersion => ({ ...scheme, clauses: [{ ...goodwill, ...changes }, replacementBin] });
const next = (changes: Partial<SchemeVersion> = {}): SchemeVersion => ({ ...scheme, id: asId('scheme-8'), version: 8, effectiveFrom: NOW + 3_600_000, ...changes });
const operative = (perDecision: number, offline: number | null) => [{ post: 'customer-service-operative' as const, perDecision, offline, authorisation: null }];

test('nothing stands in the way of the scheme of these tests', () => {
  expect(faults(scheme)).toEqual([]);
});

describe('a clause is named with its fault', () => {
  test.each<[string, Partial<Clause>, string]>([
    ['dead', { limits: [], ladder: [] }, 'Clause 7 lets nobody decide or approve anything. Give it a post, or take it out.'],
    ['an approver who may not', { ladder: [{ post: 'partner-officer', upTo: 3000 }] }, 'Clause 7 is approved by partner-officer, but nobody in that post is an approver.'],
    ['a post that nobody holds approves', { ladder: [{ post: 'library-team-leader', upTo: 3000 }] }, 'Clause 7 is approved by library-team-leader, a post that nobody holds.'],
    ['a post that nobody holds decides', { limits: [{ post: 'governance-officer', perDecision: 2500, offline: null, authorisation: null }] }, 'Clause 7 is decided by governance-officer, a post that nobody holds.'],
    ['a gap in the ladder', { ladder: [{ post: 'team-leader', upTo: 2000 }, { post: 'service-manager', upTo: 9000 }] },
      'Clause 7: the desk may decide up to £25, but team-leader approves only up to £20. Whoever approves first must cover what the desk asks.'],
    ['what is offered first is above the desk', { usual: 2600 }, 'Clause 7 offers £26 first, but nobody may decide more than £25 at the desk. Lower the usual amount.'],
    ['what is offered first never fits', { cumulative: [{ scope: 'resident', window: { kind: 'calendar-month' }, total: 900, times: null, perItem: false }] },
      'Clause 7 offers £10 first, but the limit for one resident is £9 in all. Raise the limit or lower the usual amount.'],
    ['part of a limit that nothing can use', { cumulative: [{ scope: 'household', window: { kind: 'calendar-month' }, total: 2000, times: null, perItem: false }] },
      'Clause 7 lets one decision be £25, but the limit for one household is £20 in all. Raise the limit over time or lower the other.'],
    ['a post on its ladder twice', { ladder: [{ post: 'team-leader', upTo: 3000 }, { post: 'team-leader', upTo: 9000 }] }, 'Clause 7 has team-leader on its ladder twice. Each post approves up to one amount.'],
    ['a post with two limits', { limits: [...operative(2500, null), ...operative(2000, null)] }, 'Clause 7 gives customer-service-operative two limits of its own. Keep one.'],
    ['a reason that stands there twice', { reasons: [{ code: 'a', words: 'Our fault' }, { code: 'b', words: 'Our fault' }] }, 'Clause 7 says “Our fault” twice. Take one of them out, or word it differently.'],
    ['a question that nothing answers', { fields: [{ kind: 'number', code: 'months', words: 'Months', required: true, least: 6, most: 1 }] }, 'Clause 7: nothing can be answered to “Months”, for the least allowed is above the most.'],
    ['a service the council does not have', { serviceId: '1' }, 'Clause 7 names service 1, which the council does not have.'],
    ['a number that stands there twice', { number: '4' }, '“4” stands there twice. Give each clause an id and a number of its own.'],
  ])('%s', (_what, changes, sentence) => {
    expect(faults(withGoodwill(changes))).toEqual([sentence]);
  });

  test('what is carried out elsewhere decides nothing, so it is not dead', () => {
    expect(faults(withGoodwill({ limits: [], ladder: [], effects: [{ kind: 'pass-on', serviceId: '353', title: 'Logged', where: 'Finance' }] }))).toEqual([]);
  });
});

describe('a version after another', () => {
  test('has the next number, an id of its own and a later beginning', () => {
    expect(faults(next(), { before: scheme })).toEqual([]);
    expect(faults(next({ version: 9 }), { before: scheme })).toEqual(['This is version 9; the next one is 8. Number it so.']);
    expect(faults(next({ id: scheme.id, effectiveFrom: scheme.effectiveFrom }), { before: scheme })).toEqual([
      '“scheme-7” is the id of the version before. Give this one its own.', 'It would begin before version 7 does. Give it a later beginning.']);
    expect(faults(next({ effectiveTo: NOW }), { before: scheme })).toEqual(['It ends before it begins. Give it a later end, or none.']);
  });

  const lower = withGoodwill({ limits: operative(2500, 500) }).clauses;
  test('lowers what somebody may do only from a time still to come', () => {
    expect(faults(next({ clauses: lower }), { before: scheme })).toEqual([]);
    expect(faults(next({ clauses: lower, effectiveFrom: NOW }), { before: scheme })).toEqual([
      'Clause 7, customer service operative, offline: £10 becomes £5. What takes authority away needs a beginning still to come, so that desks know before it binds.']);
    expect(faults(next({ clauses: [goodwill], effectiveFrom: NOW }), { before: scheme })[0]).toContain('Clause 4, the clause: Goodwill payment'.replace('Goodwill payment', 'Free replacement bin'));
  });

  test('what a pilot’s teams have and what everybody else has may not drop at once either', () => {
    const pilot = next({ pilotTeams: ['front'], effectiveFrom: NOW - 1000, clauses: withGoodwill({ limits: operative(1000, null), usual: 500 }).clauses });
    const nine = (perDecision: number) => ({ ...next({ clauses: withGoodwill({ limits: operative(perDecision, null) }).clauses, effectiveFrom: NOW }), id: asId<SchemeVersion['id']>('scheme-9'), version: 9 });
    const both = { before: pilot, inForce: [pilot, scheme] };
    expect(faults(nine(2000), { before: pilot, inForce: [pilot] })).toEqual([]);
    expect(faults(nine(2000), both)[0]).toContain('Clause 7, customer service operative, each decision: £25 becomes £20.');
    expect(faults({ ...nine(2000), effectiveFrom: NOW + 1 }, both)).toEqual([]);
  });

  test('a training asked for besides, power no longer handed down and limits that hold for less time need a date as a lower limit does', () => {
    const now = (changes: Partial<SchemeVersion>, before = scheme) => faults(next({ effectiveFrom: NOW, ...changes }), { before });
    const trained = [{ post: 'customer-service-operative' as const, perDecision: 2500, offline: 1000, authorisation: 'crisis' }];
    expect(now({ clauses: withGoodwill({ limits: trained }).clauses })[0]).toContain('Clause 7, authorisations:');
    expect(now({}, { ...scheme, clauses: withGoodwill({ limits: trained }).clauses })).toEqual([]);
    expect(now({}, { ...scheme, clauses: withGoodwill({ maySubDelegate: true }).clauses })[0]).toContain('Clause 7, may be sub-delegated: yes becomes no.');
    expect(now({ offlineHours: 12 })).toEqual(['hours limits hold offline: 24 becomes 12. What takes authority away needs a beginning still to come, so that desks know before it binds.']);
    expect(now({ offlineHours: 48 })).toEqual([]);
  });

  test('raises at once', () => {
    expect(faults(next({ clauses: withGoodwill({ limits: operative(3000, 1500) }).clauses, effectiveFrom: NOW }), { before: scheme })).toEqual([]);
  });

  test('a limit over all that was not there before takes authority away', () => {
    const capped = withGoodwill({ cumulative: [...goodwill.cumulative, { scope: 'household', window: { kind: 'rolling-days', days: 30 }, total: 4000, times: null, perItem: false }] });
    expect(compareSchemes(scheme, capped)).toMatchObject([{ what: 'household in any 30 days, in all', from: null, to: '£40', lowers: true }]);
    expect(compareSchemes(capped, scheme)).toMatchObject([{ from: '£40', to: null, lowers: false }]);
  });
});

describe('a comparison', () => {
  test('says each number and each text that changed, and nothing else', () => {
    expect(compareSchemes(scheme, withGoodwill({ limits: operative(2000, null), never: null }))).toEqual([
      { clauseId: 'goodwill', clauseNumber: '7', clauseTitle: 'Goodwill payment', what: 'customer service operative, each decision', from: '£25', to: '£20', lowers: true },
      { clauseId: 'goodwill', clauseNumber: '7', clauseTitle: 'Goodwill payment', what: 'customer service operative, offline', from: '£10', to: null, lowers: true },
      { clauseId: 'goodwill', clauseNumber: '7', clauseTitle: 'Goodwill payment', what: 'never', from: 'Never for injury.', to: null, lowers: false },
    ]);
  });

  const amounts = fc.record({ perDecision: fc.integer({ min: 1, max: 9999 }), offline: fc.option(fc.integer({ min: 0, max: 9999 })), upTo: fc.integer({ min: 1, max: 9999 }), total: fc.option(fc.integer({ min: 1, max: 9999 })) });
  const madeOf = ({ perDecision, offline, upTo, total }: { perDecision: number; offline: number | null; upTo: number; total: number | null }): SchemeVersion => withGoodwill({
    limits: operative(perDecision, offline), ladder: [{ post: 'team-leader', upTo }], cumulative: [{ scope: 'resident', window: { kind: 'calendar-month' }, total, times: 3, perItem: false }],
  });

  test('of a scheme with itself is empty, and what one way lowers the other way does not', () => {
    fc.assert(fc.property(amounts, amounts, (one, other) => {
      const [a, b] = [madeOf(one), madeOf(other)];
      expect(compareSchemes(a, structuredClone(a))).toEqual([]);
      const [there, back] = [compareSchemes(a, b), compareSchemes(b, a)];
      expect(back.map(({ what }) => what)).toEqual(there.map(({ what }) => what));
      for (const [n, change] of there.entries()) expect(change.lowers && back[n]?.lowers === true).toBe(false);
    }));
  });
});
