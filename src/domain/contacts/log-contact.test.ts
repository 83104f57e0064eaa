import { expect, test } from 'vitest';
import type { Command, Verdict } from '../commands/command.ts';
import { runCommand } from '../commands/run.ts';
import { asId, type CouncillorId, type HolidayId, type PropertyId, type ServiceId } from '../ids.ts';
import { put } from '../records.ts';
import type { CaseFile, ContactMatter } from '../records/contacts.ts';
import type { Service } from '../records/council.ts';
import type { Clause } from '../delegation/scheme.ts';
import { contextOf, goodwill, MemoryStore, NOW, operative, plainCouncillor, resident, scheme } from '../testing/fixtures.ts';
import { logContact, LONGEST_NOTE, type LogContactArgs } from './log-contact.ts';

const store = new MemoryStore();
const penalty: Clause = {
  ...goodwill, id: 'penalty-charge', number: '14', serviceId: '471', limits: [], ladder: [], effects: [{ kind: 'pass-on', serviceId: '471', title: 'Logged', where: 'notice processing' }],
};
const service = (id: string, category: Service['category'], targetWorkingDays: number | null = null): Service =>
  ({ id: asId<ServiceId>(id), name: id, category, targetWorkingDays, online: false, guidance: null });
const bin: CaseFile = {
  id: asId('case-bin'), reference: 'HM-1', residentId: resident.id, propertyId: null, serviceId: asId('524'), title: 'Missed bin',
  status: 'open', openedAt: NOW - 1000, dueAt: null, closedAt: null, ownerTeam: 'waste', channel: 'phone-in', externalReference: null,
};
store.apply([
  put('caseFile', bin),
  put('resident', resident), put('property', { id: asId<PropertyId>('100000000001'), addressLine: '14 Osier Lane', locality: '', postcode: '', ward: 'Mere Bank' }),
  put('service', service('524', 'waste', 2)), put('service', service('471', 'travel')), put('service', service('160', 'children')),
  put('staff', { id: operative.staffId, name: 'Amina', post: operative.post, role: operative.role, siteId: operative.siteId, teamId: 'front', partnerCategory: null }),
  put('councillor', { id: asId<CouncillorId>('harjit'), name: 'Harjit Dhaliwal', ward: 'Mere Bank', ...plainCouncillor }), put('councillor', { id: asId<CouncillorId>('sana'), name: 'Sana Iqbal', ward: 'Oxley Rise', ...plainCouncillor }),
  ...[['2026-12-25', 'Christmas Day'], ['2026-12-28', 'Boxing Day'], ['2027-01-01', 'New Year’s Day']]
    .map(([date = '', name = '']) => put('holiday', { id: asId<HolidayId>(date), division: 'england-and-wales', date, name, calledOffAt: null })),
]);
const args: LogContactArgs = {
  contactId: asId('c1'), residentId: resident.id, propertyId: null, anonymous: false, caseId: null, serviceId: asId('524'),
  channel: 'phone-in', reason: 'report', outcome: 'logged', avoidable: null, furtherMatters: [], enquiry: null, next: null, note: 'Bin missed again.', startedAt: NOW - 60_000, endedAt: NOW,
};
const log = (changes: Partial<LogContactArgs>, now = NOW, actor = operative): Verdict =>
  runCommand(logContact as unknown as Command<LogContactArgs>, { ...args, ...changes }, contextOf({ now, actor, scheme: { ...scheme, clauses: [...scheme.clauses, penalty] } }), store.load);
/** Rows of a table that it made. */
const made = (verdict: Verdict, table: string): unknown[] => {
  if (verdict.kind !== 'accepted') throw new Error(verdict.reason.code);
  return verdict.changes.filter((change) => change.table === table).map(({ row }) => row);
};

test('keeps who, where and when, and takes the resident’s address', () => {
  const verdict = log({});
  if (verdict.kind !== 'accepted') throw new Error('accepted');
  expect(verdict.changes[0]).toMatchObject({ table: 'contact', row: { staffId: 'operative-1', siteId: 'hub', propertyId: resident.propertyId, note: 'Bin missed again.' } });
  expect(verdict.changes[1]).toMatchObject({ table: 'resident', row: { lastContactAt: NOW } });
});

test('an anonymous report needs nobody; anything else says who or where', () => {
  expect(log({ residentId: null, anonymous: true }).kind).toBe('accepted');
  expect(log({ residentId: null })).toMatchObject({ kind: 'refused', reason: { code: 'command.needs-subject' } });
});

test('what a partner logs on a case is about whoever the case is about; of others nobody is named who did not say so', () => {
  const onCase = { residentId: null, anonymous: true, caseId: bin.id };
  const theirs = log(onCase, NOW, { ...operative, role: 'partner' });
  expect(made(theirs, 'contact')).toMatchObject([{ residentId: resident.id, caseId: bin.id }]);
  expect(made(theirs, 'resident')).toMatchObject([{ id: resident.id, lastContactAt: NOW }]);
  expect(made(log(onCase), 'contact')).toMatchObject([{ residentId: null, caseId: bin.id }]);
  expect(made(log(onCase), 'resident')).toEqual([]);
});

test('refuses what can’t be right with a reason for each', () => {
  expect(log({ residentId: asId('nobody') })).toMatchObject({ reason: { code: 'command.unknown-resident' } });
  expect(log({ caseId: asId('none') })).toMatchObject({ reason: { code: 'command.unknown-case' } });
  expect(log({ endedAt: args.startedAt - 1 })).toMatchObject({ reason: { code: 'command.time-backwards' } });
  expect(log({ note: 'x'.repeat(LONGEST_NOTE + 1) })).toMatchObject({ reason: { code: 'command.note-too-long' } });
});

test('keeps every matter of a contact, and leaves one that is kept apart to a contact of its own', () => {
  const council: ContactMatter = { reason: 'pay', outcome: 'resolved-first-contact', avoidable: 'should-be-online', serviceId: asId('57'), caseId: null };
  expect(made(log({ furtherMatters: [council] }), 'contact')).toMatchObject([{ serviceId: '524', reason: 'report', furtherMatters: [council] }]);
  expect(made(log({}), 'contact')).toMatchObject([{ furtherMatters: null, enquiry: null }]);
  expect(log({ furtherMatters: [{ ...council, serviceId: asId('160') }] })).toMatchObject({ reason: { code: 'command.matter-apart' } });
  expect(log({ furtherMatters: [{ ...council, caseId: asId('nowhere') }] })).toMatchObject({ reason: { code: 'command.unknown-case' } });
});

test('hands on what is left to do: to a person by a day, to a service, or to be looked at again by the service’s own target', () => {
  const tomorrow = Date.UTC(2026, 10, 24, 17);
  const next = { staffId: operative.staffId, serviceId: null, words: 'Ring the crew', promisedFor: tomorrow };
  expect(made(log({ next }), 'promise')).toMatchObject([{ id: 'c1.next', kind: 'promise', dueAt: tomorrow, ownerId: operative.staffId, contactId: 'c1', words: 'Ring the crew' }]);
  expect(made(log({ next: { ...next, promisedFor: null } }), 'promise')).toMatchObject([{ kind: 'follow-up', dueAt: Date.UTC(2026, 10, 25, 17) }]);
  const handed = log({ next: { ...next, staffId: null, serviceId: asId('524') } });
  expect(made(handed, 'task')).toMatchObject([{ id: 'c1.task', serviceId: '524', title: 'Ring the crew', dueOn: '2026-11-24' }]);
});

test('a councillor is answered within ten working days; what they may be told follows the ward and who asked', () => {
  const enquiry = { councillorId: asId<CouncillorId>('harjit'), residentAsked: true };
  const asked = log({ channel: 'councillor', enquiry }, Date.UTC(2026, 11, 21, 10));
  expect(made(asked, 'contact')).toMatchObject([{ enquiry: { scope: 'necessary', acknowledgeBy: '2026-12-22', answerBy: '2027-01-07', noInfluence: false } }]);
  expect(made(asked, 'promise')).toMatchObject([
    { id: 'c1.acknowledge', dueAt: Date.UTC(2026, 11, 22, 17) }, { id: 'c1.answer', words: 'Answer Councillor Harjit Dhaliwal', dueAt: Date.UTC(2027, 0, 7, 17) },
  ]);
  expect(made(log({ channel: 'councillor', enquiry: { ...enquiry, residentAsked: false } }), 'contact')).toMatchObject([{ enquiry: { scope: 'general' } }]);
  expect(made(log({ channel: 'councillor', enquiry: { ...enquiry, councillorId: asId('sana') } }), 'contact')).toMatchObject([{ enquiry: { scope: 'general' } }]);
  expect(made(log({ channel: 'councillor', enquiry, residentId: null, anonymous: true }), 'task')).toMatchObject([{ serviceId: '358', dueOn: '2026-11-24' }, { serviceId: '358', dueOn: '2026-12-07' }]);
  expect(log({ enquiry })).toMatchObject({ reason: { code: 'command.enquiry-by-councillor' } });
});

test('no councillor influences a penalty charge: it is logged, and never decided', () => {
  const asked = { channel: 'councillor', enquiry: { councillorId: asId<CouncillorId>('harjit'), residentAsked: true }, serviceId: asId<ServiceId>('471'), reason: 'dispute' } as const;
  expect(log({ ...asked, outcome: 'approved' })).toMatchObject({ reason: { code: 'command.no-influence' } });
  expect(made(log(asked), 'contact')).toMatchObject([{ outcome: 'logged', enquiry: { noInfluence: true } }]);
});

test('given again, it adds nothing', () => {
  const next = { staffId: null, serviceId: asId<ServiceId>('524'), words: 'Return for the bin', promisedFor: Date.UTC(2026, 10, 25, 17) };
  const verdict = log({ next });
  if (verdict.kind !== 'accepted') throw new Error('accepted');
  store.apply(verdict.changes);
  expect(verdict.changes.map(({ table }) => table)).toEqual(['contact', 'resident', 'task', 'promise']);
  expect(log({ next })).toEqual({ kind: 'accepted', changes: [] });
});
