/** Approval by a code read out: two halves that meet at the centre in either order, and pay once or not at all. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { commands, type CommandArgs, type CommandName } from '../commands/all.ts';
import type { Command, Context, Verdict } from '../commands/command.ts';
import { runCommand } from '../commands/run.ts';
import { asId, type ApprovalCodeId, type EscalationId } from '../ids.ts';
import { put } from '../records.ts';
import type { StaffMember } from '../records/council.ts';
import { contextOf, MemoryStore, NOW, operative, person, plainRequest, resident, scheme } from '../testing/fixtures.ts';
import { say } from '../words/say.ts';
import { CODE_LASTS_MS } from './approval-codes.ts';

const leader = person('leader-1', 'team-leader');
const acting = person('acting-1', 'acting-team-leader');
const staffOf = ({ staffId, name, post, role, siteId, teamId }: typeof leader): StaffMember => ({ id: staffId, name, post, role, siteId, teamId, partnerCategory: null });

let store = new MemoryStore();
beforeEach(() => {
  store = new MemoryStore();
  store.apply([put('resident', resident), ...[operative, leader, acting].map((one) => put('staff', staffOf(one)))]);
});
function give<N extends CommandName>(name: N, args: CommandArgs<N>, context: Partial<Context> = {}): Verdict {
  const verdict = runCommand(commands[name] as unknown as Command<CommandArgs<N>>, args, contextOf({ connection: 'offline', ...context }), store.load);
  if (verdict.kind === 'accepted') store.apply(verdict.changes);
  return verdict;
}
const words = (verdict: Verdict): string | null => verdict.kind === 'accepted' ? null : say(verdict.reason);

const issue = (who = leader) => give('issue-approval-codes', { codes: [{ codeId: asId<ApprovalCodeId>(`code-of-${who.staffId}`), label: 'K', salt: '0'.repeat(32), hash: 'f'.repeat(64) }] }, { actor: who, connection: 'online' });
const ask = (amount = 4000) => give('request-approval', {
  ...plainRequest, escalationId: asId<EscalationId>('ask-1'), reference: 'CF-ASK1', clauseId: 'goodwill', residentId: resident.id, contactId: null, amount, item: null,
  reasonCode: 'council-fault', reasons: 'Three missed collections.', evidence: [], exceptional: false,
});
const readOut = (changes: Partial<CommandArgs<'give-approval-code'>> = {}, context: Partial<Context> = {}) => give('give-approval-code', {
  codeId: asId<ApprovalCodeId>('code-of-leader-1'), secret: '7QM2XPD9', reference: 'cf ask1', clauseId: 'goodwill', amount: 4000, reasons: 'Rang me.', ...changes,
}, { actor: leader, place: 'centre', ...context });
const use = (changes: Partial<CommandArgs<'approve-by-code'>> = {}, context: Partial<Context> = {}) =>
  give('approve-by-code', { escalationId: asId<EscalationId>('ask-1'), codeId: asId<ApprovalCodeId>('code-of-leader-1'), secret: '7QM2XPD9', amount: 4000, ...changes }, { place: 'centre', ...context });

const paid = (): number[] => store.all('payment').map(({ amount }) => amount);

describe('at the desk', () => {
  test('the operative is told at once what the leader approved, and by whom', () => {
    issue();
    ask();
    expect(use({}, { place: 'desk' }).kind).toBe('accepted');
    expect(store.all('decision')).toMatchObject([{ status: 'made', amount: 4000, decidedBy: 'leader-1', decidedByPost: 'team-leader', requestedBy: operative.staffId, madeOffline: true }]);
    expect(store.all('escalation')).toMatchObject([{ status: 'approved', answeredBy: 'leader-1', approvedAmount: 4000 }]);
    expect(use({}, { place: 'desk' })).toEqual({ kind: 'accepted', changes: [] });
    expect(paid()).toEqual([4000]);
  });

  test('nobody goes beyond their own limit, their own request, their own code or its week', () => {
    issue();
    issue(acting);
    ask();
    expect(words(use({ codeId: asId<ApprovalCodeId>('code-of-acting-1') }))).toContain('You can approve up to £30');
    expect(words(use({ codeId: asId<ApprovalCodeId>('of-nobody') }))).toContain('not known here');
    expect(words(use({}, { actor: person('operative-2', 'customer-service-operative') }))).toBe('Whoever asked for this enters the code.');
    expect(words(use({}, { countsAt: NOW + CODE_LASTS_MS + 1 }))).toBe('This code is older than a week. Ask for another.');
    expect(words(use({ amount: 4001 }))).toContain('not more than was asked for');
    expect(words(readOut({ amount: 10_001 }))).toContain('You can approve up to £100');
    expect(words(readOut({ reasons: ' ' }))).toContain('Give the reason');
    expect(words(readOut({}, { actor: acting }))).toContain('not known here');
    expect(words(readOut({}, { countsAt: NOW + CODE_LASTS_MS + 1 }))).toContain('older than a week');
    store.apply(store.all('escalation').map((asked) => put('escalation', { ...asked, requestedBy: leader.staffId })));
    expect(words(use({}, { actor: leader }))).toContain('Nobody approves their own request');
    expect(store.all('decision')).toEqual([]);
  });

  test('what needs two officers is not approved by one code', () => {
    const twice = { ...scheme, clauses: scheme.clauses.map((clause) => ({ ...clause, secondApprover: 'service-manager' as const })) };
    issue();
    ask();
    expect(words(use({}, { scheme: twice }))).toContain('two officers');
    expect(words(readOut({}, { scheme: twice }))).toContain('two officers');
  });
});

describe('at the centre', () => {
  test('in either order the two halves pay once, and come to the same record', () => {
    const end = (order: (() => Verdict)[]) => {
      store = new MemoryStore();
      store.apply([put('resident', resident), ...[operative, leader].map((one) => put('staff', staffOf(one)))]);
      issue();
      ask();
      for (const half of order) expect(half().kind).toBe('accepted');
      return { paid: paid(), uses: store.all('authorityUse').length, decision: store.all('decision'), escalation: store.all('escalation') };
    };
    const [first, second] = [end([readOut, use]), end([use, readOut])];
    expect(first).toMatchObject({ paid: [4000], uses: 1, decision: [{ status: 'made' }], escalation: [{ kind: 'approve', status: 'approved', answerReasons: 'Rang me.' }] });
    expect(second.decision).toEqual(first.decision);
    expect(second).toMatchObject({ paid: [4000], uses: 1, escalation: [{ kind: 'approve', status: 'approved', answerReasons: 'Rang me.' }] });
    expect(end([use, readOut, use, readOut]).paid).toEqual([4000]);
  });

  test('until the leader’s half is there nothing is paid, and any leader can ratify it', () => {
    issue();
    ask();
    use();
    expect(paid()).toEqual([]);
    expect(store.all('decision')).toMatchObject([{ status: 'awaiting-ratification', amount: 4000 }]);
    expect(store.all('escalation')).toMatchObject([{ kind: 'ratify', status: 'pending', reasons: expect.stringContaining('record of it had not come in') as string }]);
    const other = person('leader-2', 'team-leader');
    expect(give('answer-escalation', { escalationId: asId<EscalationId>('ask-1'), answer: 'approve', amount: null, reasons: 'It was right.' }, { actor: other, place: 'centre', connection: 'online' }).kind).toBe('accepted');
    expect(store.all('decision')).toMatchObject([{ status: 'ratified' }]);
    expect(paid()).toEqual([4000]);
    expect(readOut().kind).toBe('accepted');
    expect(paid()).toEqual([4000]);
  });

  test('a code is for one request: read out for a second it is refused, and said again for the first it changes nothing', () => {
    issue();
    ask();
    readOut();
    expect(words(readOut({ reference: 'CF-OTHER' }))).toContain('another request');
    expect(readOut({ reference: 'CF-ask1 ' })).toEqual({ kind: 'accepted', changes: [] });
  });

  test('whatever differs between the halves, nothing is paid and a leader must look', () => {
    fc.assert(fc.property(
      fc.record({ secret: fc.constantFrom('7QM2XPD9', 'GUESSED0'), reference: fc.constantFrom('CF-ASK1', 'CF-ASK2'), amount: fc.constantFrom(4000, 3900), clauseId: fc.constantFrom('goodwill', 'replacement-bin') }),
      fc.boolean(),
      (differing, leaderFirst) => {
        store = new MemoryStore();
        store.apply([put('resident', resident), ...[operative, leader].map((one) => put('staff', staffOf(one)))]);
        issue();
        ask();
        // A clause measured in bins can't be approved for thousands: that half is refused outright.
        const halves = [() => readOut({ reference: differing.reference, amount: differing.clauseId === 'goodwill' ? differing.amount : 2, clauseId: differing.clauseId }), () => use({ secret: differing.secret })];
        for (const half of leaderFirst ? halves : halves.toReversed()) expect(half().kind).toBe('accepted');
        const same = differing.secret === '7QM2XPD9' && differing.reference === 'CF-ASK1' && differing.amount === 4000 && differing.clauseId === 'goodwill';
        expect(paid()).toEqual(same ? [4000] : []);
        expect(store.all('decision')).toMatchObject([{ status: same ? 'made' : 'awaiting-ratification' }]);
        expect(store.all('escalation')).toMatchObject([{ status: same ? 'approved' : 'pending' }]);
      },
    ));
  });
});
