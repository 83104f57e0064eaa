import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asId } from '../ids.ts';
import type { AuthorityUse } from '../records/decisions.ts';
import { goodwill, NOW, operative, replacementBin, resident, scheme } from '../testing/fixtures.ts';
import { say } from '../words/say.ts';
import { approverFor, evaluate, type EvaluationInput } from './evaluate.ts';

let uses = 0;
const use = (amount: number, changes: Partial<AuthorityUse> = {}): AuthorityUse => ({
  id: asId(`use-${String(uses += 1)}`), decisionId: asId(`decision-${String(uses)}`), clauseId: 'goodwill', residentId: resident.id,
  householdId: resident.householdId, propertyId: resident.propertyId, staffId: asId('somebody-else'), vehicle: null, item: null, amount, until: null,
  at: NOW - 3_600_000, ...changes,
});
const ask = (changes: Partial<EvaluationInput> = {}) => evaluate({
  scheme, clause: goodwill, post: operative.post, staffId: operative.staffId,
  subject: { residentId: resident.id, householdId: resident.householdId, propertyId: resident.propertyId, markers: [], coerced: false },
  standing: { authorisations: [], subDelegations: [], scheme }, amount: 1000, item: null, details: null, interest: '', proof: null, uses: [], connection: 'online', policyAsOf: NOW, now: NOW, ...changes,
});

describe('goodwill, clause 7', () => {
  test('25 is permitted, 26 goes to a team leader, 40 too', () => {
    expect(ask({ amount: 2500 }).result).toBe('permit');
    expect(ask({ amount: 2600 })).toMatchObject({ result: 'escalate', approver: 'acting-team-leader' });
    expect(ask({ amount: 4000 })).toMatchObject({ result: 'escalate', approver: 'team-leader' });
  });

  test('offline 10 is permitted and 11 goes to a team leader', () => {
    expect(ask({ amount: 1000, connection: 'offline' }).result).toBe('permit');
    const over = ask({ amount: 1100, connection: 'offline' });
    expect(over.result).toBe('escalate');
    expect(over.sentences.map(say)[0]).toBe('While offline you can decide up to £10; £11 goes to a team leader.');
  });

  test('says what is left for this resident in plain words, and the clause', () => {
    const words = ask({ amount: 1000, uses: [use(2000)] }).sentences.map(say);
    expect(words).toContain('£20 of £50 used for this resident in any 12 months.');
    expect(words.at(-1)).toBe('Clause 7, scheme version 7.');
  });

  test('what is left of 50 binds before the limit per decision does', () => {
    const almostUsed = ask({ amount: 2000, uses: [use(3500)] });
    expect(almostUsed.result).toBe('escalate');
    expect(almostUsed.upTo).toBe(1500);
  });

  test('a use from 12 months ago to the day no longer counts', () => {
    expect(ask({ amount: 2500, uses: [use(5000, { at: Date.UTC(2025, 10, 23, 9, 59, 59) })] }).result).toBe('permit');
    expect(ask({ amount: 2500, uses: [use(5000, { at: Date.UTC(2025, 10, 23, 10, 0, 0) })] }).result).toBe('escalate');
  });

  test('the operative’s own month counts over all residents', () => {
    const mine = use(14_000, { residentId: asId('another'), staffId: operative.staffId });
    expect(ask({ amount: 1000, uses: [mine] }).result).toBe('permit');
    expect(ask({ amount: 1001, uses: [mine] }).result).toBe('escalate');
  });

  test('names the evidence and confirmations that are missing', () => {
    const bare = ask({ amount: 1000, proof: { evidence: [], confirmed: [], verifiedLevel: null } });
    expect(bare.result).toBe('refuse');
    expect(bare.missing).toHaveLength(2);
    const given = ask({ amount: 1000, proof: { evidence: [{ kind: 'fault-recorded', detail: 'CF-1' }], confirmed: ['apology'], verifiedLevel: null } });
    expect(given.result).toBe('permit');
    expect(ask({ amount: 1000, proof: { evidence: [{ kind: 'fault-recorded', detail: '  ' }], confirmed: ['apology'], verifiedLevel: null } }).result).toBe('refuse');
  });

  test('a scheme not heard of for a day decides nothing offline, and still does online', () => {
    const stale = { policyAsOf: NOW - 24 * 60 * 60 * 1000 - 1, amount: 100 };
    expect(ask({ ...stale, connection: 'offline' })).toMatchObject({ result: 'escalate', upTo: 0 });
    expect(ask({ ...stale, connection: 'online' }).result).toBe('permit');
  });

  test('a post without a limit decides nothing', () => {
    expect(ask({ post: 'partner-officer' }).result).toBe('escalate');
  });
});

describe('one free bin of a kind for a property in a year, clause 4', () => {
  const bin = { clause: replacementBin, amount: 1, item: 'grey-180' };
  const had = use(1, { clauseId: 'replacement-bin', item: 'grey-180', residentId: asId('somebody-before') });
  test('a second grey bin goes to a team leader, a green one does not', () => {
    expect(ask({ ...bin, uses: [] }).result).toBe('permit');
    expect(ask({ ...bin, uses: [had] }).result).toBe('escalate');
    expect(ask({ ...bin, item: 'green-240', uses: [had] }).result).toBe('permit');
  });
});

test('the lowest post whose own limit covers the amount answers; above the top the top does', () => {
  expect(approverFor(goodwill, 3000)).toBe('acting-team-leader');
  expect(approverFor(goodwill, 3001)).toBe('team-leader');
  expect(approverFor(goodwill, 900_000)).toBe('head-of-service');
  expect(approverFor(goodwill, 4000, 'team-leader')).toBe('service-manager');
  expect(approverFor(goodwill, 4000, 'head-of-service')).toBeNull();
});

describe('properties', () => {
  const amounts = fc.integer({ min: 1, max: 6000 });
  const usesOf = fc.array(amounts.map((amount) => use(amount)), { maxLength: 6 });

  test('raising a limit never turns a permit into anything else', () => {
    fc.assert(fc.property(amounts, usesOf, fc.nat(5000), fc.nat(5000), (amount, taken, moreEach, moreYear) => {
      const before = ask({ amount, uses: taken });
      const raised = {
        ...goodwill,
        limits: goodwill.limits.map((limit) => ({ ...limit, perDecision: limit.perDecision + moreEach })),
        cumulative: goodwill.cumulative.map((limit) => ({ ...limit, total: (limit.total ?? 0) + moreYear })),
      };
      if (before.result === 'permit') expect(ask({ clause: raised, amount, uses: taken }).result).toBe('permit');
    }));
  });

  test('permits taken one after another never exceed the window', () => {
    fc.assert(fc.property(fc.array(amounts, { maxLength: 20 }), (wanted) => {
      const taken: AuthorityUse[] = [];
      for (const amount of wanted) {
        if (ask({ amount, uses: taken }).result === 'permit') taken.push(use(amount));
      }
      expect(taken.reduce((sum, one) => sum + one.amount, 0)).toBeLessThanOrEqual(5000);
    }));
  });

  test('the order of uses changes nothing', () => {
    fc.assert(fc.property(amounts, usesOf, (amount, taken) => {
      expect(ask({ amount, uses: [...taken].reverse() })).toEqual(ask({ amount, uses: taken }));
    }));
  });

  test('what it says can be decided is exactly what it permits', () => {
    fc.assert(fc.property(usesOf, (taken) => {
      const { upTo } = ask({ amount: null, uses: taken });
      if (upTo > 0) expect(ask({ amount: upTo, uses: taken }).result).toBe('permit');
      expect(ask({ amount: upTo + 1, uses: taken }).result).toBe('escalate');
    }));
  });
});
