/** Deputies, sub-delegation, pilots, whose turn it is, trying a draft, and how authority was used. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands, type CommandArgs, type CommandName } from '../../commands/all.ts';
import type { Command, Context, Verdict } from '../../commands/command.ts';
import { runCommand } from '../../commands/run.ts';
import { asId, type DeputyId, type StaffId, type SubDelegationId } from '../../ids.ts';
import { put } from '../../records.ts';
import type { StaffMember } from '../../records/council.ts';
import type { AuthorityUse, Decision, Escalation } from '../../records/decisions.ts';
import { contextOf, goodwill, MemoryStore, NOW, operative, person, plainEscalation, plainUse, resident, scheme } from '../../testing/fixtures.ts';
import { say } from '../../words/say.ts';
import type { Post } from '../../vocabulary.ts';
import { routeOf } from '../answering.ts';
import { evaluate, type EvaluationInput } from '../evaluate.ts';
import { schemeInForce } from '../in-force.ts';
import type { PastOfPeople } from './binding-limits.ts';
import { useOfAuthority } from './use-of-authority.ts';
import { PastUses, whatIf, type Past } from './what-if.ts';

const member = (id: string, post: Post, teamId = 'front'): StaffMember =>
  ({ id: asId<StaffId>(id), name: id, post, role: post === 'customer-service-operative' ? 'operative' : 'approver', siteId: asId('hub'), teamId, partnerCategory: null });
const staff = [member('amina', 'customer-service-operative'), member('leader', 'team-leader'), member('other', 'team-leader', 'hubs'), member('manager', 'service-manager')];
const store = new MemoryStore();
store.apply([put('resident', resident), ...staff.map((one) => put('staff', one))]);
function give<N extends CommandName>(name: N, args: CommandArgs<N>, who: StaffMember, changes: Partial<Context> = {}): Verdict {
  const actor = { ...person(who.id, who.post), teamId: who.teamId };
  const verdict = runCommand(commands[name] as unknown as Command<CommandArgs<N>>, args, contextOf({ actor, ...changes }), store.load);
  if (verdict.kind === 'accepted') store.apply(verdict.changes);
  return verdict;
}
const words = (verdict: Verdict): string | null => verdict.kind === 'accepted' ? null : say(verdict.reason);
const [amina, leader, other, manager] = staff as [StaffMember, StaffMember, StaffMember, StaffMember];

const request = (changes: Partial<Escalation> = {}): Escalation => ({
  ...plainEscalation, id: asId('e-1'), reference: 'CF-1', kind: 'approve', decisionId: null, clauseId: 'goodwill', clauseNumber: '7', schemeVersion: 7,
  residentId: resident.id, propertyId: null, contactId: null, requestedAmount: 4000, item: null, reasonCode: 'council-fault', reasons: 'x', evidence: [], exceptional: false,
  requestedBy: amina.id, requestedAt: NOW, answerBy: NOW + 300_000, approverPost: 'team-leader', status: 'pending', approvedAmount: null, answeredBy: null, answeredAt: null,
  answerReasons: null, referredBy: null, ...changes,
});

describe('whose turn it is', () => {
  const turn = (now: number, deputies = store.all('deputy'), changes: Partial<Escalation> = {}) => routeOf(request(changes), goodwill, { staff, deputies, now });
  test('the leader of the asker’s own team, and once the time is over everybody of the post and the next above', () => {
    expect(turn(NOW)).toEqual({ stage: 'first', post: 'team-leader', staffIds: ['leader'] });
    expect(turn(NOW + 300_000)).toEqual({ stage: 'late', post: 'team-leader', staffIds: ['leader', 'other', 'manager'] });
  });

  test('a deputy on the days they stand in, never before or after, and never the asker', () => {
    const set = (id: string, deputyId: StaffId, fromDate: string, toDate: string) =>
      give('set-deputy', { deputyRecordId: asId<DeputyId>(id), staffId: leader.id, deputyId, fromDate, toDate }, leader);
    expect(words(set('d-0', leader.id, '2026-11-23', '2026-11-24'))).toBe('Choose somebody else as deputy.');
    expect(words(set('d-0', amina.id, '2026-11-23', '2026-11-24'))).toBe('Only an approver can have a deputy or be one.');
    expect(words(set('d-0', other.id, '2026-11-25', '2026-11-24'))).toBe('It ends before it begins. Correct the dates.');
    expect(words(set('d-0', other.id, '2026-11-01', '2026-11-02'))).toBe('These dates are over. Choose days still to come.');
    expect(words(give('set-deputy', { deputyRecordId: asId<DeputyId>('d-0'), staffId: other.id, deputyId: leader.id, fromDate: '2026-11-23', toDate: '2026-11-24' }, leader))).toContain('name a deputy for yourself');
    expect(set('d-1', other.id, '2026-11-23', '2026-11-24').kind).toBe('accepted');
    expect(set('d-1', other.id, '2026-11-23', '2026-11-24')).toEqual({ kind: 'accepted', changes: [] });
    expect(turn(NOW).staffIds).toEqual(['leader', 'other']);
    expect(routeOf(request({ answerBy: NOW + 30 * 86_400_000 }), goodwill, { staff, deputies: store.all('deputy'), now: NOW + 2 * 86_400_000 }).staffIds).toEqual(['leader']);
    expect(routeOf(request({ requestedBy: other.id }), goodwill, { staff, deputies: store.all('deputy'), now: NOW + 300_000 }).staffIds).toEqual(['leader', 'manager']);
    expect(give('end-deputy', { deputyRecordId: asId<DeputyId>('d-1') }, leader).kind).toBe('accepted');
    expect(turn(NOW).staffIds).toEqual(['leader']);
  });

  test('a deputy answers with the limit of whom they stand in for, and only while they do', () => {
    const acting = member('acting', 'acting-team-leader');
    store.apply([put('staff', acting), put('escalation', request())]);
    const answer: CommandArgs<'answer-escalation'> = { escalationId: asId('e-1'), answer: 'approve', amount: null, reasons: '' };
    expect(words(give('answer-escalation', answer, acting))).toContain('You can approve up to £30');
    give('set-deputy', { deputyRecordId: asId<DeputyId>('d-2'), staffId: leader.id, deputyId: acting.id, fromDate: '2026-11-23', toDate: '2026-11-23' }, leader);
    expect(words(give('answer-escalation', answer, acting, { now: NOW + 86_400_000 }))).toContain('You can approve up to £30');
    expect(give('answer-escalation', answer, acting).kind).toBe('accepted');
    expect(store.all('decision')).toMatchObject([{ decidedBy: 'acting', decidedByPost: 'team-leader' }]);
  });
});

describe('power that is handed down', () => {
  const clause = { ...goodwill, maySubDelegate: true };
  const under = { scheme: { ...scheme, clauses: [clause] } };
  const sign = (id: string, perDecision: number, changes: Partial<Context> = under) => give('sign-sub-delegation', {
    subDelegationId: asId<SubDelegationId>(id), reference: 'SD-0001', clauseId: 'goodwill', toPost: 'customer-service-operative', perDecision, offline: 2000, validFrom: NOW, validTo: NOW + 86_400_000,
  }, leader, changes);
  const question = (now: number, connection: 'online' | 'offline' = 'online'): EvaluationInput => ({
    scheme: under.scheme, clause, post: operative.post, staffId: operative.staffId, standing: { authorisations: [], subDelegations: store.all('subDelegation'), scheme },
    subject: { residentId: 'r', householdId: null, propertyId: null, markers: [], coerced: false }, amount: 4000, item: null, details: null, interest: '', proof: null, uses: [], connection, policyAsOf: now, now,
  });
  const ask = (now: number, connection: 'online' | 'offline' = 'online') => evaluate(question(now, connection));
  test('only where the scheme says so, never more than one’s own, and not to oneself', () => {
    expect(words(sign('s-1', 4000, {}))).toBe('The scheme does not let clause 7 be handed down.');
    expect(words(sign('s-1', 10_001))).toBe('You may approve up to £100 yourself, so you can’t hand down more.');
    expect(words(sign('s-1', 1000))).toContain('offline limit is above the limit');
    expect(ask(NOW).result).toBe('escalate');
    expect(sign('s-1', 4000).kind).toBe('accepted');
    expect(ask(NOW).result).toBe('permit');
    expect(ask(NOW, 'offline')).toMatchObject({ result: 'escalate', perDecision: 2000 });
  });
  test('it shrinks with the power of the post that signed it, and goes with it', () => {
    const less = (upTo: number) => ({ ...clause, ladder: clause.ladder.map((rung) => rung.post === 'team-leader' ? { ...rung, upTo } : rung) });
    const judged = (amount: number, changed: typeof clause, connection: 'online' | 'offline' = 'online') => evaluate({ ...question(NOW, connection), clause: changed, amount });
    expect([judged(3500, less(3500)).result, judged(3501, less(3500)).result]).toEqual(['permit', 'escalate']);
    expect(judged(100, less(1500), 'offline').perDecision).toBe(1500);
    expect(judged(2501, { ...clause, ladder: [] }).result).toBe('escalate');
  });
  test('it ends with its time, or when whoever signed takes it back', () => {
    expect(ask(NOW + 86_400_000).result).toBe('escalate');
    expect(words(give('end-sub-delegation', { subDelegationId: asId<SubDelegationId>('s-1') }, manager))).toContain('Somebody else signed this');
    expect(give('end-sub-delegation', { subDelegationId: asId<SubDelegationId>('s-1') }, leader).kind).toBe('accepted');
    expect(ask(NOW).result).toBe('escalate');
  });
});

test('a pilot is in force for the teams it names, and everybody else keeps the version before', () => {
  const pilot = { ...scheme, version: 8, effectiveFrom: NOW, pilotTeams: ['hubs'] };
  expect([schemeInForce([scheme, pilot], NOW, 'hubs')?.version, schemeInForce([scheme, pilot], NOW, 'front')?.version, schemeInForce([scheme, pilot], NOW - 1, 'hubs')?.version]).toEqual([8, 7, 7]);
  expect(schemeInForce([pilot], NOW, 'front')).toBeNull();
});

const decided = (id: string, amount: number, changes: Partial<Decision> = {}): Decision => ({
  id: asId(id), reference: id, clauseId: 'goodwill', clauseNumber: '7', schemeVersion: 7, residentId: resident.id, propertyId: null, contactId: null, escalationId: null, amount, requestedAmount: amount,
  item: null, status: 'made', reasonCode: 'council-fault', reasons: 'x', evidence: [{ kind: 'fault-recorded', detail: 'CF-1' }], details: {}, verifiedLevel: null, interest: '', alternativesRejected: '', noticed: [],
  requestedBy: amina.id, decidedBy: amina.id, decidedByPost: 'customer-service-operative', decidedAt: NOW, receivedAt: NOW, madeOffline: false, residentWording: '', ...changes,
});
const pastOf = (decision: Decision): Past => ({ decision, post: 'customer-service-operative', householdId: null, vehicle: null });
const useOf = (decision: Decision): AuthorityUse => ({
  ...plainUse, id: asId(`${decision.id}.use`), decisionId: decision.id, clauseId: decision.clauseId, residentId: decision.residentId, householdId: null, propertyId: null,
  staffId: decision.requestedBy, item: null, amount: decision.amount, at: decision.decidedAt,
});

describe('a draft held against what was decided', () => {
  const draft = { ...scheme, version: 8, clauses: [{ ...goodwill, limits: [{ ...goodwill.limits[0] as (typeof goodwill.limits)[number], perDecision: 1500 }] }] };
  test('names the decisions that would have come out otherwise, and why', () => {
    const past = [decided('small', 1000), decided('large', 2000, { decidedAt: NOW + 1000 }), decided('gone', 500, { clauseId: 'replacement-bin' })];
    const differ = whatIf(past.map(pastOf), new PastUses(past.map(useOf)), scheme, draft);
    expect(differ.map(({ decisionId, before, after }) => [decisionId, before, after])).toEqual([['large', 'permit', 'escalate'], ['gone', 'escalate', 'no-clause']]);
    expect(differ[0]?.why === null || differ[0]?.why === undefined ? '' : say(differ[0].why)).toBe('£20 is above the £15 you can decide. A team leader can.');
  });
  test('sees what the draft asks of identity and evidence, what its form no longer takes, and what a vehicle has had', () => {
    const evidence = [{ kind: 'fault-recorded', detail: 'CF-1' }];
    const known = decided('known', 1000, { evidence, verifiedLevel: 2 });
    const unknown = decided('unknown', 1000, { evidence, decidedAt: NOW + 1 });
    const under = (changes: Partial<typeof goodwill>, before: Partial<typeof goodwill> = {}) => (past: Decision[], vehicle: string | null = null) => whatIf(
      past.map((one) => ({ ...pastOf(one), vehicle })), new PastUses(past.map((one) => ({ ...useOf(one), vehicle }))),
      { ...scheme, clauses: [{ ...goodwill, ...before }] }, { ...scheme, version: 8, clauses: [{ ...goodwill, ...before, ...changes }] },
    ).map(({ decisionId, after }) => [decisionId, after]);
    expect(under({ conditions: [...goodwill.conditions, { kind: 'verification', level: 2, words: 'two questions' }] })([known, unknown])).toEqual([['unknown', 'refuse']]);
    expect(under({ conditions: [{ kind: 'evidence', evidence: 'photograph', words: 'a photograph' }] })([known])).toEqual([['known', 'refuse']]);
    const months = (most: number) => ({ fields: [{ kind: 'number' as const, code: 'months', words: 'Months', required: true, least: 1, most }] });
    const long = decided('long', 1000, { evidence, details: { months: '6' } });
    expect(under(months(3), months(6))([long, { ...long, id: asId('short'), details: { months: '2' } }, { ...long, id: asId('unasked'), details: {} }])).toEqual([['long', 'refuse']]);
    const vehicles = (times: number) => ({
      fields: [{ kind: 'registration' as const, code: 'vehicle', words: 'Registration', required: true }],
      cumulative: [{ scope: 'vehicle' as const, window: { kind: 'rolling-months' as const, months: 12 }, total: null, times, perItem: false }],
    });
    const cars = ['first', 'second'].map((id, n) => decided(id, 1000, { evidence, details: { vehicle: 'AB12 CDE' }, residentId: asId(id), decidedAt: NOW + n }));
    expect(under(vehicles(1), vehicles(2))(cars, 'AB12CDE')).toEqual([['second', 'escalate']]);
  });
  test('the same scheme changes nothing, whatever was decided, and what comes after a decision is not in its way', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 100, max: 6000 }), fc.nat(1000)), { maxLength: 20 }), (made) => {
      const past = made.map(([amount, after], n) => decided(`d${String(n)}`, amount, { decidedAt: NOW + after }));
      const uses = new PastUses(past.map(useOf));
      expect(whatIf(past.map(pastOf), uses, scheme, scheme)).toEqual([]);
      for (const one of past) expect(uses.before(one, null, null).every(({ at }) => at < one.decidedAt)).toBe(true);
    }));
  });
});

describe('how authority was used', () => {
  const answered = (id: string, asked: number, approved: number | null, minutes: number): Escalation =>
    request({ id: asId(id), requestedAmount: asked, status: approved === null ? 'declined' : 'approved', approvedAmount: approved, answeredAt: NOW + minutes * 60_000 });
  const escalations = [3000, 3000, 3500, 4000, 4000, 9000].map((asked, n) => answered(`e${String(n)}`, asked, asked, n + 1));
  const decisions = [decided('a', 1000), decided('b', 1000, { madeOffline: true }), decided('c', 1000, { madeOffline: true, status: 'awaiting-ratification', noticed: ['authority.may-be-split'] })];
  const measure = (more: Partial<Parameters<typeof useOfAuthority>[0]> = {}) => useOfAuthority({ decisions, escalations, scheme, past: { seen: () => [], householdOf: () => null }, from: NOW - 1000, to: NOW + 86_400_000, ...more });
  test('every number comes with what it counts', () => {
    const use = measure();
    expect(use.frontLine).toEqual({ part: ['a', 'b'], of: ['a', 'b', 'c', 'e0', 'e1', 'e2', 'e3', 'e4', 'e5'] });
    expect(use.turnaround).toMatchObject({ median: 180_000, p90: 360_000 });
    expect(use.overturned.part).toEqual([]);
    expect(use.exceededOffline).toEqual({ part: ['c'], of: ['b', 'c'] });
    expect(use.split).toEqual(['c']);
    expect(measure({ to: NOW - 1 })).toMatchObject({ frontLine: { of: [] }, turnaround: { median: null, p90: null } });
  });
  test('a limit over time that leaders nearly always waive is proposed to be raised to what four in five of them needed', () => {
    const used = (n: number): AuthorityUse => ({ ...useOf(decided(`before-${String(n)}`, 2000, { decidedAt: NOW - 1000, residentId: asId(`r${String(n)}`) })), amount: 4000 });
    const waits = (n: number, changes: Partial<Escalation> = {}) => ({ ...answered(`w${String(n)}`, 2000, 2000, 1), residentId: asId<Escalation['residentId']>(`r${String(n)}`), requestedBy: asId<StaffId>('tom'), ...changes });
    const uses = new PastUses(Array.from({ length: 6 }, (_none, n) => used(n)));
    const past: PastOfPeople = { seen: (whose, before) => uses.seen(whose, before), householdOf: () => null };
    const six = Array.from({ length: 6 }, (_none, n) => waits(n));
    expect(measure({ escalations: six, past }).binding).toMatchObject([
      { clauseId: 'goodwill', over: { scope: 'resident', window: { kind: 'rolling-months', months: 12 }, unit: 'money' }, limit: 5000, suggested: 6000, asked: { length: 6 } }]);
    expect(measure({ escalations: six.slice(0, 4), past }).binding).toMatchObject([{ suggested: null }]);
    expect(measure({ escalations: six.map((one) => ({ ...one, status: 'declined' as const, approvedAmount: null })), past }).binding).toMatchObject([{ granted: [], suggested: null }]);
    // What was used after the request was made was not in its way.
    expect(measure({ escalations: six.map((one) => ({ ...one, requestedAt: NOW - 1000 })), past, from: NOW - 86_400_000 }).binding).toEqual([]);
  });
  test('a limit that leaders nearly always waive is proposed to be raised, as far as the first approver may go', () => {
    expect(measure().binding).toMatchObject([{ clauseId: 'goodwill', limit: 2500, suggested: 3000 }]);
    const far = { ...scheme, clauses: [{ ...goodwill, ladder: [{ post: 'team-leader' as const, upTo: 10_000 }] }] };
    expect(measure({ scheme: far }).binding).toMatchObject([{ suggested: 4000 }]);
    expect(measure({ escalations: escalations.slice(0, 4) }).binding).toMatchObject([{ suggested: null }]);
    expect(measure({ escalations: escalations.map((one) => ({ ...one, approvedAmount: 2600 })) })).toMatchObject({ binding: [{ suggested: null, granted: [] }], overturned: { part: { length: 6 } } });
  });
});
