/** What must hold of any clause a council could write, found by trying many: limits of every scope, window and measure, and decisions in any order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands, type CommandArgs } from '../commands/all.ts';
import type { Command, Context } from '../commands/command.ts';
import { runCommand } from '../commands/run.ts';
import { asId, type ResidentId } from '../ids.ts';
import { put } from '../records.ts';
import type { SchemeVersion } from '../records/council.ts';
import type { AuthorityUse } from '../records/decisions.ts';
import type { Resident } from '../records/people.ts';
import { contextOf, goodwill, MemoryStore, NOW, person, plainRequest, resident, scheme } from '../testing/fixtures.ts';
import { windowStart } from '../time/windows.ts';
import { evaluate, scopeKey, type EvaluationInput } from './evaluate.ts';
import type { Clause, CumulativeLimit } from './scheme.ts';

const DAY_MS = 86_400_000;
const people: Resident[] = ['one', 'two', 'three'].map((id, n) => ({ ...resident, id: asId<ResidentId>(id), householdId: asId(n < 2 ? 'together' : 'alone'), propertyId: asId(n < 2 ? 'house' : 'flat') }));
const staff = ['amina', 'tom'].map((id) => person(id, 'customer-service-operative'));

const limits = fc.record({
  scope: fc.constantFrom<CumulativeLimit['scope'][]>('resident', 'household', 'property', 'operative'),
  window: fc.constantFrom<CumulativeLimit['window'][]>({ kind: 'rolling-months', months: 12 }, { kind: 'rolling-days', days: 30 }, { kind: 'calendar-day' }, { kind: 'calendar-month' }),
  total: fc.option(fc.integer({ min: 1, max: 6000 })), times: fc.option(fc.integer({ min: 1, max: 4 })), perItem: fc.constant(false),
}).filter(({ total, times }) => total !== null || times !== null);
const clauses = fc.record({ perDecision: fc.integer({ min: 1, max: 3000 }), offlinePart: fc.option(fc.integer({ min: 0, max: 100 })), cumulative: fc.array(limits, { maxLength: 4 }) })
  .map(({ perDecision, offlinePart, cumulative }): Clause => ({
    ...goodwill, conditions: [], cumulative,
    limits: [{ post: 'customer-service-operative', perDecision, offline: offlinePart === null ? null : Math.floor(perDecision * offlinePart / 100), authorisation: null }],
  }));
const tries = fc.array(fc.record({
  who: fc.nat(1), whom: fc.nat(2), amount: fc.integer({ min: 1, max: 900 }), after: fc.integer({ min: 0, max: 9 * DAY_MS }), connection: fc.constantFrom('online' as const, 'offline' as const),
}), { maxLength: 14 });

const under = (clause: Clause): SchemeVersion => ({ ...scheme, clauses: [clause] });
const decide = commands['make-decision'] as unknown as Command<CommandArgs<'make-decision'>>;
const storeOf = (): MemoryStore => {
  const store = new MemoryStore();
  store.apply(people.map((one) => put('resident', one)));
  return store;
};
interface Try { who: number; whom: number; amount: number; connection: 'online' | 'offline' }
function verdictOf(store: MemoryStore, clause: Clause, { who, whom, amount, connection }: Try, id: number, now: number, place: Context['place']) {
  const args: CommandArgs<'make-decision'> = {
    ...plainRequest, decisionId: asId(`d${String(id)}`), reference: `CF-D${String(id)}`, clauseId: clause.id, residentId: people[whom]?.id ?? asId('one'), contactId: null, amount, item: null,
    reasonCode: 'council-fault', reasons: 'A missed collection.', evidence: [],
  };
  return runCommand(decide, args, contextOf({ now, connection, place, scheme: under(clause), ...staff[who] === undefined ? {} : { actor: staff[who] } }), store.load);
}
const question = (clause: Clause, { who, whom, amount, connection }: Try, uses: AuthorityUse[], now: number): EvaluationInput => ({
  scheme: under(clause), clause, post: 'customer-service-operative', staffId: staff[who]?.staffId ?? asId('amina'), standing: { authorisations: [], subDelegations: [], scheme },
  subject: { residentId: people[whom]?.id ?? '', householdId: people[whom]?.householdId ?? null, propertyId: people[whom]?.propertyId ?? null, markers: [], coerced: false },
  amount, item: null, details: null, interest: '', proof: null, uses, connection, policyAsOf: now, now,
});

/** Takes what the desk permits, each at its time. */
function taken(clause: Clause, wanted: readonly (Try & { after: number })[]): { store: MemoryStore; now: number } {
  const store = storeOf();
  let now = NOW;
  for (const [n, one] of wanted.entries()) {
    now += one.after;
    const verdict = verdictOf(store, clause, one, n, now, 'desk');
    if (verdict.kind === 'accepted') store.apply(verdict.changes);
  }
  return { store, now };
}

describe('of any clause', () => {
  test('raising any of its limits never turns a permit into anything else, online or offline', () => {
    fc.assert(fc.property(clauses, tries, fc.record({ who: fc.nat(1), whom: fc.nat(2), amount: fc.integer({ min: 1, max: 3200 }), connection: fc.constantFrom('online' as const, 'offline' as const) }),
      fc.nat(3000), fc.array(fc.record({ total: fc.nat(3000), times: fc.nat(3) }), { minLength: 4, maxLength: 4 }), (clause, before, asked, more, each) => {
        const { store, now } = taken(clause, before);
        const uses = store.all('authorityUse');
        if (evaluate(question(clause, asked, uses, now)).result !== 'permit') return;
        const raised: Clause = {
          ...clause, limits: clause.limits.map((limit) => ({ ...limit, perDecision: limit.perDecision + more, offline: limit.offline === null ? null : limit.offline + more })),
          cumulative: clause.cumulative.map((limit, n) => ({ ...limit, total: limit.total === null ? null : limit.total + (each[n]?.total ?? 0), times: limit.times === null ? null : limit.times + (each[n]?.times ?? 0) })),
        };
        expect(evaluate(question(raised, asked, uses, now)).result).toBe('permit');
      }));
  });

  test('what the desk permits one after another never exceeds any window of any limit, whoever decides and for whomever', () => {
    let permitted = 0;
    fc.assert(fc.property(clauses, tries, (clause, wanted) => {
      const uses = taken(clause, wanted).store.all('authorityUse');
      permitted += uses.length;
      for (const { amount } of uses) expect(amount).toBeLessThanOrEqual(clause.limits[0]?.perDecision ?? 0);
      for (const limit of clause.cumulative) {
        const keyOf = (use: AuthorityUse): string | null => scopeKey(limit.scope, use, use.staffId);
        for (const last of uses) {
          const within = uses.filter((use) => keyOf(use) === keyOf(last) && use.at <= last.at && use.at >= windowStart(limit.window, last.at));
          if (limit.total !== null) expect(within.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(limit.total);
          if (limit.times !== null) expect(within.length).toBeLessThanOrEqual(limit.times);
        }
      }
    }));
    // Where nothing was ever permitted nothing was tried.
    expect(permitted).toBeGreaterThan(30);
  });

  test('decisions that all fit leave the same, in whatever order the centre takes them in', () => {
    let compared = 0;
    fc.assert(fc.property(clauses, tries, fc.array(fc.nat(), { minLength: 14, maxLength: 14 }), (clause, wanted, order) => {
      const inOrder = (ones: { one: Try; n: number }[]): MemoryStore => {
        const store = storeOf();
        for (const { one, n } of ones) {
          const verdict = verdictOf(store, clause, one, n, NOW, 'centre');
          if (verdict.kind === 'accepted') store.apply(verdict.changes);
        }
        return store;
      };
      const all = wanted.map((one, n) => ({ one, n }));
      const first = inOrder(all);
      const fitting = all.filter(({ n }) => first.all('decision').some(({ id, status }) => id === `d${String(n)}` && status === 'made'));
      const [one, other] = [inOrder(fitting), inOrder(fitting.toSorted((a, b) => (order[a.n] ?? 0) - (order[b.n] ?? 0)))];
      compared += fitting.length > 1 ? 1 : 0;
      expect(other.all('decision').every(({ status }) => status === 'made')).toBe(true);
      for (const each of wanted) expect(evaluate(question(clause, each, other.all('authorityUse'), NOW)).remaining).toEqual(evaluate(question(clause, each, one.all('authorityUse'), NOW)).remaining);
    }));
    expect(compared).toBeGreaterThan(10);
  });

  test('desk and centre judge alike: what the one permits the other makes, and what it does not the other lets stand unpaid', () => {
    fc.assert(fc.property(clauses, tries, (clause, wanted) => {
      const store = storeOf();
      let now = NOW;
      for (const [n, one] of wanted.entries()) {
        now += one.after;
        const [here, there] = [verdictOf(store, clause, one, n, now, 'desk'), verdictOf(store, clause, one, n, now, 'centre')];
        const made = there.kind === 'accepted' ? there.changes.flatMap(({ table, row }) => table === 'decision' ? [row.status] : []) : [];
        expect(made).toEqual([here.kind === 'accepted' ? 'made' : 'awaiting-ratification']);
        if (there.kind === 'accepted') expect(there.changes.some(({ table }) => table === 'payment')).toBe(here.kind === 'accepted');
        if (here.kind === 'accepted' && there.kind === 'accepted') {
          const plain = (changes: typeof here.changes) => changes.map(({ table, row }) => table === 'decision' ? { ...row, receivedAt: null } : row);
          expect(plain(here.changes)).toEqual(plain(there.changes));
          store.apply(here.changes);
        }
      }
    }));
  });
});
