/** Decisions, requests and answers through the command path itself, over a store of plain maps. DOMAIN scenes 1, 2, 9, 10. */
import { beforeEach, describe, expect, test } from 'vitest';
import { commands, type CommandArgs, type CommandName } from '../commands/all.ts';
import type { Command, Context, Verdict } from '../commands/command.ts';
import { runCommand } from '../commands/run.ts';
import { asId, type EscalationId } from '../ids.ts';
import { put } from '../records.ts';
import { contextOf, goodwill, MemoryStore, NOW, operative, person, resident, scheme, plainRequest } from '../testing/fixtures.ts';
import { say } from '../words/say.ts';

let store = new MemoryStore();
beforeEach(() => {
  store = new MemoryStore();
  store.apply([put('resident', resident)]);
});

function give<N extends CommandName>(name: N, args: CommandArgs<N>, context: Partial<Context> = {}): Verdict {
  const verdict = runCommand(commands[name] as unknown as Command<CommandArgs<N>>, args, contextOf(context), store.load);
  if (verdict.kind === 'accepted') store.apply(verdict.changes);
  return verdict;
}
const words = (verdict: Verdict): string | null => verdict.kind === 'accepted' ? null : say(verdict.reason);

const decide = (id: string, amount: number): CommandArgs<'make-decision'> => ({
  ...plainRequest, decisionId: asId(id), reference: `CF-${id}`, clauseId: 'goodwill', residentId: resident.id, contactId: null, amount, item: null,
  reasonCode: 'council-fault', reasons: 'Two missed collections.', evidence: [{ kind: 'fault-recorded', detail: 'CF-11' }],
  confirmed: ['apology'],
});
const request = (amount: number): CommandArgs<'request-approval'> => ({
  ...plainRequest, escalationId: asId('ask-1'), reference: 'CF-ASK1', clauseId: 'goodwill', residentId: resident.id, contactId: null, amount, item: null,
  reasonCode: 'council-fault', reasons: 'Three missed collections and a lost complaint.', evidence: [], exceptional: false,
});
const answer = (how: 'approve' | 'decline' | 'refer', amount: number | null = null, reasons = 'Agreed.'): CommandArgs<'answer-escalation'> =>
  ({ escalationId: asId('ask-1'), answer: how, amount, reasons });

const leader = person('leader-1', 'team-leader');
const acting = person('acting-1', 'acting-team-leader');

describe('deciding', () => {
  test('10 offline is recorded, pays once, counts once and tells the resident; 11 is not recorded', () => {
    expect(give('make-decision', decide('d1', 1000), { connection: 'offline' }).kind).toBe('accepted');
    expect(store.all('payment')).toMatchObject([{ amount: 1000, status: 'instructed' }]);
    expect(store.all('authorityUse')).toMatchObject([{ amount: 1000, residentId: resident.id }]);
    expect(store.all('message')[0]?.body).toBe('We are sorry. We are paying you £10. Your reference is CF-d1.');
    expect(give('make-decision', decide('d2', 1100), { connection: 'offline' }).kind).toBe('escalation');
    expect(store.all('decision')).toHaveLength(1);
  });

  test('given twice it changes nothing the second time, at the desk and at the centre', () => {
    give('make-decision', decide('d1', 1000));
    expect(give('make-decision', decide('d1', 1000))).toEqual({ kind: 'accepted', changes: [] });
    expect(give('make-decision', decide('d1', 1000), { place: 'centre' })).toEqual({ kind: 'accepted', changes: [] });
  });

  test('desk and centre write the same rows but for the time of receipt', () => {
    const at = (place: 'desk' | 'centre') => runCommand(
      commands['make-decision'] as unknown as Command<CommandArgs<'make-decision'>>, decide('d1', 1000), contextOf({ place }), store.load);
    const desk = at('desk');
    const centre = at('centre');
    if (desk.kind !== 'accepted' || centre.kind !== 'accepted') throw new Error('both accept');
    expect(centre.changes.map((change) => ({ ...change, row: { ...change.row, receivedAt: undefined } })))
      .toEqual(desk.changes.map((change) => ({ ...change, row: { ...change.row, receivedAt: undefined } })));
  });

  test('without reasons, evidence or a living resident nothing is decided', () => {
    expect(words(give('make-decision', { ...decide('d1', 1000), reasons: ' ' }))).toContain('Give the reason');
    expect(words(give('make-decision', { ...decide('d1', 1000), evidence: [] }))).toContain('where the fault is recorded');
    store.apply([put('resident', { ...resident, deceasedOn: '2026-11-01' })]);
    expect(words(give('make-decision', decide('d1', 1000)))).toContain('recorded as having died');
    expect(store.all('decision')).toHaveLength(0);
  });
});

describe('outside authority by the time the centre has it', () => {
  test('20 of 50 used, B 25 arrives first, A’s 10 stands unpaid until a team leader ratifies it', () => {
    give('make-decision', decide('before', 2000), { place: 'centre' });
    give('make-decision', decide('b', 2500), { place: 'centre' });
    const late = give('make-decision', decide('a', 1000), { place: 'centre', connection: 'offline', madeAt: NOW - 3_600_000 });
    expect(late.kind).toBe('accepted');
    expect(store.all('decision').find((one) => one.id === 'a')).toMatchObject({ status: 'awaiting-ratification', decidedAt: NOW - 3_600_000 });
    expect(store.all('payment')).toHaveLength(2);
    const [ratify] = store.all('escalation');
    expect(ratify).toMatchObject({ kind: 'ratify', status: 'pending', decisionId: 'a', approverPost: 'acting-team-leader' });

    const ratified = give('answer-escalation', { ...answer('approve'), escalationId: asId<EscalationId>('a.ratify') }, { actor: leader });
    expect(ratified.kind).toBe('accepted');
    expect(store.all('decision').find((one) => one.id === 'a')?.status).toBe('ratified');
    expect(store.all('payment')).toHaveLength(3);
  });

  test('granted 8 offline under version 7 while version 8 allows 5: it stands, unpaid, for a team leader', () => {
    const eight = { ...scheme, version: 8, clauses: [{ ...goodwill, limits: [{ post: operative.post, perDecision: 2500, offline: 500, authorisation: null }] }] };
    give('make-decision', decide('d1', 800), { place: 'centre', connection: 'offline', scheme: eight });
    expect(store.all('decision')).toMatchObject([{ status: 'awaiting-ratification', schemeVersion: 8 }]);
    expect(store.all('payment')).toHaveLength(0);
    give('answer-escalation', { ...answer('decline', null, 'Above the new cap.'), escalationId: asId<EscalationId>('d1.ratify') }, { actor: leader, scheme: eight });
    expect(store.all('decision')).toMatchObject([{ status: 'corrected' }]);
    expect(store.all('message')[0]?.body).toContain('Above the new cap.');
  });
});

describe('40 goodwill is asked for', () => {
  beforeEach(() => { give('request-approval', request(4000)); });

  test('it waits for a team leader; the asker can’t answer it, whatever their post', () => {
    expect(store.all('escalation')).toMatchObject([{ status: 'pending', approverPost: 'team-leader', requestedAmount: 4000 }]);
    const asker = person('operative-1', 'team-leader');
    expect(words(give('answer-escalation', answer('approve'), { actor: asker }))).toContain('someone else must answer');
  });

  test('an operative can’t answer anybody’s', () => {
    expect(words(give('answer-escalation', answer('approve'), { actor: person('operative-2', 'customer-service-operative') }))).toContain('Your role');
  });

  test('an acting team leader with 30 can’t approve it, not even in part, but declines or refers', () => {
    expect(words(give('answer-escalation', answer('approve', 4000), { actor: acting }))).toBe('You can approve up to £30 and £40 was asked for. Decline it, or refer it up.');
    expect(words(give('answer-escalation', answer('approve', 3000), { actor: acting }))).toContain('up to £30');
    expect(give('answer-escalation', answer('refer'), { actor: acting }).kind).toBe('accepted');
    expect(store.all('escalation')).toMatchObject([{ status: 'pending', approverPost: 'team-leader', referredBy: 'acting-1' }]);
  });

  test('a team leader approves 30: both amounts are kept, 30 is paid, the resident is told', () => {
    expect(give('answer-escalation', answer('approve', 3000), { actor: leader }).kind).toBe('accepted');
    expect(store.all('escalation')).toMatchObject([{ status: 'approved', requestedAmount: 4000, approvedAmount: 3000, answeredBy: 'leader-1' }]);
    expect(store.all('decision')).toMatchObject([{ amount: 3000, requestedAmount: 4000, requestedBy: 'operative-1', decidedBy: 'leader-1' }]);
    expect(store.all('payment')).toMatchObject([{ amount: 3000 }]);
    expect(store.all('message')[0]?.body).toContain('£30');
  });

  test('never more than was asked for, never twice, never offline, never without a reason for declining', () => {
    expect(words(give('answer-escalation', answer('approve', 5000), { actor: leader }))).toContain('£40 or less');
    expect(words(give('answer-escalation', answer('approve'), { actor: leader, connection: 'offline' }))).toContain('need a connection');
    expect(words(give('answer-escalation', answer('decline', null, ' '), { actor: leader }))).toContain('Give the reason');
    give('answer-escalation', answer('approve', 3000), { actor: leader });
    expect(words(give('answer-escalation', answer('decline'), { actor: person('leader-2', 'team-leader') }))).toContain('answered this request already');
    expect(store.all('payment')).toHaveLength(1);
  });

  test('the head of service has nobody to refer to', () => {
    expect(words(give('answer-escalation', answer('refer'), { actor: person('head', 'head-of-service') }))).toContain('nobody above you');
  });
});
