/** Every row of the demo scheme, decided through the command path itself as an operative would: its form, its effect, its words. DOMAIN (a). */
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commands, type CommandArgs, type CommandName } from '#domain/commands/all.ts';
import type { Actor, Command, Context, Verdict } from '#domain/commands/command.ts';
import { runCommand } from '#domain/commands/run.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import { asId, type AuthorisationId, type DecisionId, type EntitlementId, type EscalationId, type MarkerId, type StaffId, type TaskId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import type { Marker } from '#domain/records/care.ts';
import { MemoryStore, plainMarker, plainRequest, resident } from '#domain/testing/fixtures.ts';
import { dateAt, daysAfter } from '#domain/time/dates.ts';
import { say } from '#domain/words/say.ts';
import { readCouncil, type CouncilFiles } from './council-files.ts';
import { councilRows } from './load-council.ts';

const NOW = Date.UTC(2026, 10, 23, 10);
let council: CouncilFiles;
beforeAll(async () => {
  const read = await readCouncil(path.resolve('resources/demo-council'));
  if (!read.ok) throw new Error(read.failure.sentence);
  council = read.value;
});
let store = new MemoryStore();
beforeEach(() => {
  store = new MemoryStore();
  store.apply([put('resident', resident), ...councilRows(council, NOW).flatMap(({ table, rows }) => rows.map((row) => put(table, row as never)))]);
});

const person = (username: string): Actor => {
  const staffId = council.accounts.find((one) => one.username === username)?.staffId;
  const staff = council.staff.find(({ id }) => id === staffId);
  if (staff === undefined) throw new Error(`nobody is ${username}`);
  return { staffId: staff.id, name: staff.name, post: staff.post, role: staff.role, siteId: staff.siteId, teamId: staff.teamId };
};
const clause = (number: string): Clause => {
  const found = council.scheme.clauses.find((one) => one.number === number);
  if (found === undefined) throw new Error(`no clause ${number}`);
  return found;
};
function give<N extends CommandName>(name: N, args: CommandArgs<N>, who = 'amina.yusuf', changes: Partial<Context> = {}): Verdict {
  const now = changes.now ?? NOW;
  const context: Context = { place: 'desk', now, madeAt: now, countsAt: now, actor: person(who), connection: 'online', policyAsOf: now, scheme: council.scheme, ...changes };
  const verdict = runCommand(commands[name] as unknown as Command<CommandArgs<N>>, args, context, store.load);
  if (verdict.kind === 'accepted') store.apply(verdict.changes);
  return verdict;
}
const words = (verdict: Verdict): string | null => verdict.kind === 'accepted' ? null : say(verdict.reason);

interface Filled { amount?: number; details?: Record<string, string>; item?: string | null; interest?: string }
let drawn = 0;
/** The clause’s form as somebody fills it in who has everything that it asks for. */
function filled(number: string, { amount, details = {}, item, interest = '' }: Filled = {}) {
  const one = clause(number);
  drawn += 1;
  return {
    ...plainRequest, reference: `CF-${String(drawn)}-TEST`, clauseId: one.id, residentId: resident.id, contactId: null, amount: amount ?? one.usual,
    item: item === undefined ? one.items[0]?.code ?? null : item, reasonCode: one.reasons[0]?.code ?? '', reasons: 'As the resident told it.',
    evidence: one.conditions.flatMap((each) => each.kind === 'evidence' ? [{ kind: each.evidence, detail: 'CF-11' }] : []),
    confirmed: one.conditions.flatMap((each) => each.kind === 'confirm' ? [each.code] : []), verifiedLevel: 3 as const, details, interest,
  };
}
const decision = (number: string, form: Filled = {}): CommandArgs<'make-decision'> => ({ decisionId: asId<DecisionId>(`decision-${String(drawn + 1)}`), ...filled(number, form) });
const told = (): string | undefined => store.all('message').at(-1)?.body;
const day = (days: number): string => daysAfter(dateAt(NOW), days);

describe('each row decides, does what it says and tells the resident', () => {
  test.each<[number: string, form: Filled, said: RegExp]>([
    ['1', { details: { paid: '4000' } }, /refunding £25 .* card you paid with/],
    ['2', { details: { slot: day(5) } }, /free of charge on 28 November 2026/],
    ['3', { details: { due: day(-1) } }, /come back for it within 2 working days/],
    ['4', {}, /deliver a new one free of charge/],
    ['5', { details: { place: 'By the side gate' } }, /next 365 days/],
    ['6', { details: { missed: '3' } }, /putting £12 towards/],
    ['7', {}, /paying you £10/],
    ['8', { details: { fee: 'Bulky collection', charged: '1500' } }, /do not have to pay £10/],
    ['9', { details: { charges: '700' } }, /taken £5 of charges off/],
    ['10', { details: { day: '15', instalments: '12' } }, /12 instalments on the 15th/],
    ['11', { details: { months: '6', first: day(10), afford: '£50 a month' } }, /£300 over 6 months, beginning on 3 December 2026/],
    ['12', {}, /no action on your council tax for 14 days/],
    ['13', { details: { vehicle: 'ab12 cde', zone: 'b' } }, /AB12CDE may park in Zone B, Mere Bank for 3 days/],
    ['15', { details: { fault: 'Kitchen tap leaks', priority: 'urgent' } }, /ordered your repair \(urgent, 3 working days\)/],
    ['16', { amount: 3000, details: { days: '10' } }, /paying you £30 for 10 days/],
    ['17', {}, /giving you £60 as a voucher/],
  ])('row %s', (number, form, said) => {
    expect(words(give('make-decision', decision(number, form)))).toBeNull();
    expect(store.all('decision')).toMatchObject([{ status: 'made', clauseNumber: number }]);
    expect(store.all('authorityUse')).toHaveLength(1);
    expect(told()).toMatch(said);
    expect(told()).not.toContain('{{');
    const kinds = clause(number).effects.map(({ kind }) => kind);
    expect(store.all('payment')).toHaveLength(kinds.filter((kind) => kind === 'payment').length);
    expect(store.all('task')).toHaveLength(kinds.filter((kind) => kind === 'task').length);
    expect(store.all('entitlement')).toHaveLength(kinds.filter((kind) => kind === 'entitlement').length);
  });

  test('row 14 is logged and passed on, and nobody decides it', () => {
    const log = { taskId: asId<TaskId>('t-1'), ...filled('14', { details: { notice: 'HM12345678', asker: 'councillor' } }) };
    expect(words(give('make-decision', decision('14', { details: { notice: 'HM12345678', asker: 'councillor' } })))).toContain('Decided in parking notice processing, not here');
    expect(words(give('request-approval', { escalationId: asId<EscalationId>('e-1'), ...filled('14', { details: { notice: 'HM12345678', asker: 'resident' } }), exceptional: true }))).toContain('not here');
    expect(give('pass-on', log).kind).toBe('accepted');
    expect(store.all('task')).toMatchObject([{ serviceId: '471', decisionId: null, notes: expect.stringContaining('Number of the notice: HM12345678') as string }]);
    expect(give('pass-on', log)).toEqual({ kind: 'accepted', changes: [] });
    expect(words(give('pass-on', { ...log, taskId: asId<TaskId>('t-2'), details: { notice: '12', asker: 'resident' } }))).toBe('Number of the notice: this must be two letters and eight digits.');
    expect(words(give('pass-on', { ...log, taskId: asId<TaskId>('t-3'), clauseId: 'goodwill', reasonCode: 'delay', details: {}, confirmed: ['apology'], evidence: [{ kind: 'fault-recorded', detail: 'x' }] }))).toContain('decided here');
  });

  test('row 18 is nobody’s alone: a team leader and then Finance, and never the same person twice', () => {
    const form = { details: { account: '4821', name: 'M Okafor', through: 'counter' } };
    expect(give('make-decision', decision('18', form)).kind).toBe('escalation');
    expect(give('request-approval', { escalationId: asId<EscalationId>('e-18'), ...filled('18', form), exceptional: false }).kind).toBe('accepted');
    const yes = { escalationId: asId<EscalationId>('e-18'), answer: 'approve' as const, amount: null, reasons: 'Checked.' };
    expect(words(give('answer-escalation', yes, 'nina.kowalczyk'))).toContain('answers nothing under this clause');
    expect(give('answer-escalation', yes, 'sunita.rao').kind).toBe('accepted');
    expect(store.all('escalation')).toMatchObject([{ status: 'pending', approverPost: 'finance-officer', firstApprovedBy: 'staff-sunita-rao' }]);
    expect([store.all('decision'), store.all('task')]).toEqual([[], []]);
    expect(words(give('answer-escalation', yes, 'sunita.rao'))).toContain('somebody else must agree second');
    expect(words(give('answer-escalation', yes, 'paul.whitcombe'))).toContain('answers nothing under this clause');
    expect(give('answer-escalation', yes, 'nina.kowalczyk').kind).toBe('accepted');
    expect(store.all('decision')).toMatchObject([{ decidedBy: 'staff-nina-kowalczyk', decidedByPost: 'finance-officer' }]);
    expect(store.all('task')).toMatchObject([{ notes: expect.stringContaining('Last 4 digits of the new account: 4821') as string }]);
  });
});

describe('what the rows do not allow', () => {
  test('a refund above what was paid, and a repair payment that is not what the clause works out', () => {
    expect(words(give('make-decision', decision('1', { amount: 2500, details: { paid: '2000' } })))).toBe('What was paid is £20, and this can’t be more. Lower the amount or correct what you entered.');
    expect(words(give('make-decision', decision('16', { amount: 5000, details: { days: '10' } })))).toBe('This comes to £30 by the clause. Give exactly that.');
    expect(give('make-decision', decision('16', { amount: 5000, details: { days: '365' } })).kind).toBe('accepted');
  });

  test('an arrangement of more than 6 months, or a second one while one runs; once it is ended there is room again', () => {
    const form = (months: string): Filled => ({ details: { months, first: day(10), afford: '£50' } });
    expect(words(give('make-decision', decision('11', form('7'))))).toBe('Months: enter a whole number from 1 to 6.');
    expect(give('make-decision', decision('11', form('3'))).kind).toBe('accepted');
    expect(words(give('make-decision', decision('11', form('3'))))).toBe('Only 0 of 1 is left for this resident at one time. A team leader can go further.');
    const [running] = store.all('entitlement');
    expect(running).toMatchObject({ title: 'Council tax payment arrangement', startsOn: '2026-11-23', endsOn: '2027-02-22' });
    expect(words(give('end-entitlement', { entitlementId: running?.id ?? asId<EntitlementId>(''), reasons: ' ' }))).toContain('Give the reason');
    expect(give('end-entitlement', { entitlementId: running?.id ?? asId<EntitlementId>(''), reasons: 'Paid in full.' }).kind).toBe('accepted');
    expect(told()).toBe('Council tax payment arrangement has ended. Paid in full. Ask us if you think that this is wrong.');
    expect(give('make-decision', decision('11', form('3')), 'amina.yusuf', { now: NOW + 60_000 }).kind).toBe('accepted');
    expect(give('end-entitlement', { entitlementId: running?.id ?? asId<EntitlementId>(''), reasons: 'Again.' })).toEqual({ kind: 'accepted', changes: [] });
  });

  test('further than the clause goes somebody above may be asked in exceptional circumstances, and what they grant runs as long', () => {
    const far: Filled = { details: { months: '12', first: day(10), afford: '£25' } };
    const asked = { escalationId: asId<EscalationId>('e-11'), ...filled('11', far), exceptional: false };
    expect(words(give('request-approval', asked))).toBe('Months: enter a whole number from 1 to 6.');
    expect(words(give('request-approval', { ...asked, details: { ...far.details, months: 'a year' }, exceptional: true }))).toContain('enter a whole number');
    expect(give('request-approval', { ...asked, exceptional: true }).kind).toBe('accepted');
    expect(store.all('escalation')).toMatchObject([{ exceptional: true, details: { months: '12' } }]);
    const post = store.all('escalation')[0]?.approverPost;
    const who = council.accounts.find(({ staffId }) => council.staff.some(({ id, post: held, role }) => id === staffId && held === post && role === 'approver'))?.username;
    expect(words(give('answer-escalation', { escalationId: asId<EscalationId>('e-11'), answer: 'approve', amount: null, reasons: 'Long illness; she can keep to it.' }, who))).toBeNull();
    expect(store.all('entitlement')).toMatchObject([{ endsOn: '2027-11-22' }]);
    expect(told()).toContain('over 12 months');
  });

  test('an arrangement that has run its time is in nobody’s way', () => {
    expect(give('make-decision', decision('11', { details: { months: '1', first: day(1), afford: '£50' } })).kind).toBe('accepted');
    const later = NOW + 31 * 86_400_000;
    expect(give('make-decision', decision('11', { details: { months: '1', first: daysAfter(dateAt(later), 1), afford: '£50' } }), 'amina.yusuf', { now: later }).kind).toBe('accepted');
  });

  test('a third permit for one vehicle, whoever asks for it', () => {
    const permit = (vehicle: string): Filled => ({ details: { vehicle, zone: 'a' } });
    expect(give('make-decision', decision('13', permit('AB12 CDE'))).kind).toBe('accepted');
    expect(give('make-decision', decision('13', permit('ab12cde')), 'tom.bradley').kind).toBe('accepted');
    expect(words(give('make-decision', decision('13', permit('AB12-CDE'))))).toContain('Only 0 of 2 is left for this vehicle');
    expect(give('make-decision', decision('13', permit('XY70 ZZZ'))).kind).toBe('accepted');
  });

  test('an assisted collection where the crew would meet a marker goes to a team leader', () => {
    const marker: Marker = { id: asId<MarkerId>('m-1'), residentId: null, propertyId: resident.propertyId, category: 'dog', control: 'Ring first', provisional: false, reviewBy: '2027-01-01', endedOn: null, ...plainMarker };
    store.apply([put('marker', marker)]);
    expect(words(give('make-decision', decision('5', { details: { place: 'Shed' } })))).toBe('There is a marker here: the crew would go up to the house. A team leader decides.');
    store.apply([put('marker', { ...marker, endedOn: '2026-11-01' })]);
    expect(give('make-decision', decision('5', { details: { place: 'Shed' } })).kind).toBe('accepted');
  });

  test('a crisis payment by somebody whose training has run out, or who had none', () => {
    expect(words(give('make-decision', decision('17'), 'tom.bradley'))).toMatch(/^Your authorisation “Crisis payments” ran out on .*2026\. A team leader can decide it now/);
    expect(words(give('make-decision', decision('17'), 'joe.larkin'))).toBe('You need the authorisation “Crisis payments” for this. A team leader can decide it now.');
    expect(words(give('grant-authorisation', { authorisationId: asId<AuthorisationId>('a-1'), staffId: asId<StaffId>('staff-joe-larkin'), code: 'crisis', trainedOn: day(0) }, 'joe.larkin'))).toContain('Your role');
    expect(give('grant-authorisation', { authorisationId: asId<AuthorisationId>('a-1'), staffId: asId<StaffId>('staff-joe-larkin'), code: 'crisis', trainedOn: day(0) }, 'yemi.balogun').kind).toBe('accepted');
    expect(store.all('authorisation').find(({ id }) => id === 'a-1')).toMatchObject({ expiresOn: '2028-11-22' });
    expect(give('make-decision', decision('17'), 'joe.larkin').kind).toBe('accepted');
    expect(give('withdraw-authorisation', { authorisationId: asId<AuthorisationId>('a-1') }, 'yemi.balogun').kind).toBe('accepted');
    expect(give('make-decision', decision('17'), 'joe.larkin').kind).toBe('escalation');
  });

  test('with an interest declared somebody else decides, and what was declared goes along', () => {
    expect(words(give('make-decision', decision('7', { interest: 'She is my aunt.' })))).toContain('You declared an interest');
    expect(give('request-approval', { escalationId: asId<EscalationId>('e-7'), ...filled('7', { interest: 'She is my aunt.' }), exceptional: false }).kind).toBe('accepted');
    expect(store.all('escalation')).toMatchObject([{ interest: 'She is my aunt.' }]);
  });

  test('decisions that together are above what one may be are noticed, and stay on the record', () => {
    expect(give('make-decision', decision('7', { amount: 2000 })).kind).toBe('accepted');
    expect(give('make-decision', decision('7', { amount: 1500 }), 'amina.yusuf', { now: NOW + 3_600_000 }).kind).toBe('accepted');
    expect(store.all('decision').map(({ noticed }) => noticed)).toEqual([[], ['authority.may-be-split']]);
    expect(give('make-decision', decision('7', { amount: 1500 }), 'tom.bradley', { now: NOW + 3_600_000 }).kind).toBe('accepted');
    expect(store.all('decision').at(-1)?.noticed).toEqual([]);
  });

  test('who the resident is must be known as surely as the clause asks', () => {
    expect(words(give('make-decision', { ...decision('12'), verifiedLevel: 1 }))).toBe('Still needed: two account questions (level 2).');
    expect(give('make-decision', { ...decision('12'), verifiedLevel: 2 }).kind).toBe('accepted');
  });
});

describe('offline', () => {
  const offline = { connection: 'offline' as const };
  test.each([['1', 3000, true], ['1', 3001, false], ['6', 400, true], ['6', 401, false], ['5', 30, true], ['5', 31, false], ['13', 1, true], ['13', 2, false],
    ['15', 10_000, true], ['15', 10_001, false], ['17', 3000, true], ['17', 3001, false]] as const)('row %s: %i decided: %s', (number, amount, decided) => {
    const details: Record<string, Record<string, string>> = {
      1: { paid: '9000' }, 5: { place: 'Shed' }, 6: { missed: '2' }, 13: { vehicle: 'AB12CDE', zone: 'a' }, 15: { fault: 'Tap', priority: 'routine' }, 17: {},
    };
    expect(give('make-decision', decision(number, { amount, details: details[number] ?? {} }), 'amina.yusuf', offline).kind).toBe(decided ? 'accepted' : 'escalation');
  });
  test('what is stale here says whom to phone', () => {
    expect(words(give('make-decision', decision('12'), 'amina.yusuf', offline))).toBe('This can’t be decided while offline: phone Revenues so that nothing goes out meanwhile. Ask for it here too, and it goes to a team leader on reconnect.');
    expect(words(give('make-decision', decision('16', { amount: 3000, details: { days: '10' } }), 'amina.yusuf', offline))).toContain('can’t be decided while offline');
  });
});
