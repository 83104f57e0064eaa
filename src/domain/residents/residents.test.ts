import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands, type CommandArgs, type CommandName } from '../commands/all.ts';
import type { Command, Context, Verdict } from '../commands/command.ts';
import { runCommand } from '../commands/run.ts';
import { asId, type AccessId, type DeathNoticeId, type EntitlementId, type MessageId, type PromiseId, type PropertyId, type StaffId } from '../ids.ts';
import { put } from '../records.ts';
import type { Resident } from '../records/people.ts';
import { contextOf, MemoryStore, NOW, operative, person, plainMessage, resident } from '../testing/fixtures.ts';
import { changedMeanwhile, changesBetween } from './change-resident.ts';
import { OPEN_FOR_MS, sightOf } from './open-record.ts';

function give<N extends CommandName>(store: MemoryStore, name: N, args: CommandArgs<N>, context: Partial<Context> = {}): Verdict {
  const verdict = runCommand(commands[name] as unknown as Command<CommandArgs<N>>, args, contextOf(context), store.load);
  if (verdict.kind === 'accepted') store.apply(verdict.changes);
  return verdict;
}
const refusal = (verdict: Verdict): string | null => verdict.kind === 'refused' ? verdict.reason.code : null;
function known(...more: Partial<Resident>[]): MemoryStore {
  const store = new MemoryStore();
  store.apply([put('property', { id: asId<PropertyId>('100000000001'), addressLine: '1 High Street', locality: 'Town', postcode: 'AB1 2CD', ward: 'North' }),
    put('property', { id: asId<PropertyId>('p2'), addressLine: '2 High Street', locality: 'Town', postcode: 'AB1 2CD', ward: 'North' }), put('resident', Object.assign({}, resident, ...more) as Resident)]);
  return store;
}
const now = (store: MemoryStore): Resident => store.load({ kind: 'row', table: 'resident', id: resident.id }) as Resident;
const leader = person('leader-1', 'team-leader');

describe('somebody new', () => {
  const args: CommandArgs<'record-resident'> = {
    residentId: asId('new-1'), kind: 'person', organisationKind: null, preferredName: '', givenName: 'Ewa', familyName: 'Kowalska', dateOfBirth: '1990-02-03', propertyId: asId('p2'),
    contactPoints: [{ kind: 'phone', value: '+447700900123' }], language: 'pl', confidential: false,
  };
  it('is on the record once, with nothing verified', () => {
    const store = known();
    give(store, 'record-resident', args);
    expect(give(store, 'record-resident', args)).toEqual({ kind: 'accepted', changes: [] });
    expect(store.all('resident').find(({ id }) => id === 'new-1')).toMatchObject({ preferredName: 'Ewa Kowalska', language: 'pl', contactPoints: [{ verifiedAt: null, safeToText: false }] });
  });
  it('needs a name, an address that is known, and a birth that has been', () => {
    expect(refusal(give(known(), 'record-resident', { ...args, givenName: ' ', familyName: '' }))).toBe('command.name-needed');
    expect(refusal(give(known(), 'record-resident', { ...args, propertyId: asId<PropertyId>('nowhere') }))).toBe('command.unknown-property');
    expect(refusal(give(known(), 'record-resident', { ...args, dateOfBirth: '2030-01-01' }))).toBe('command.born-in-future');
  });
});

describe('a change of details', () => {
  const change = (before: CommandArgs<'change-resident'>['before'], after: CommandArgs<'change-resident'>['after']): CommandArgs<'change-resident'> => ({ changeId: 'c1', residentId: resident.id, before, after, reason: '' });
  it('lets two people change different fields, and of one field shows the second what the first wrote', () => {
    const store = known();
    give(store, 'change-resident', change({ language: 'en' }, { language: 'pl' }));
    expect(give(store, 'change-resident', change({ familyName: 'Okafor' }, { familyName: 'Eze' })).kind).toBe('accepted');
    expect(refusal(give(store, 'change-resident', change({ language: 'en' }, { language: 'cy' })))).toBe('command.changed-meanwhile');
    expect(now(store)).toMatchObject({ language: 'pl', familyName: 'Eze', previousNames: ['Margaret Okafor'] });
  });
  it('takes somebody who moves out of the household, and only to an address that is known', () => {
    const store = known();
    expect(refusal(give(store, 'change-resident', change({ propertyId: resident.propertyId }, { propertyId: asId('nowhere') })))).toBe('command.unknown-property');
    give(store, 'change-resident', change({ propertyId: resident.propertyId }, { propertyId: asId('p2') }));
    expect(now(store)).toMatchObject({ propertyId: 'p2', householdId: null });
  });
  it('lets only a team leader say who needs a reason to open it', () => {
    expect(refusal(give(known(), 'change-resident', change({ restricted: false }, { restricted: true })))).toBe('command.restricting-is-for-leaders');
    expect(give(known(), 'change-resident', change({ restricted: false }, { restricted: true }), { actor: leader }).kind).toBe('accepted');
  });
  it('is found by comparing, whatever was edited: applied it gives the edited record, and twice it changes nothing', () => {
    const details = fc.record({
      preferredName: fc.constantFrom('A', 'B'), givenName: fc.constantFrom('A', 'B'), familyName: fc.constantFrom('C', 'D'), dateOfBirth: fc.constantFrom(null, '1990-01-01'),
      propertyId: fc.constantFrom(null, '100000000001', 'p2'), language: fc.constantFrom('en', 'cy'), confidential: fc.boolean(), restricted: fc.constant(false),
      contactPoints: fc.array(fc.record({ kind: fc.constant('phone' as const), value: fc.constantFrom('1', '2'), verifiedAt: fc.constant(null), safeToVoicemail: fc.boolean(), safeToText: fc.boolean() }), { maxLength: 2 }),
    });
    fc.assert(fc.property(details, details, (from, to) => {
      const store = known(from as Partial<Resident>);
      const edited = { ...now(store), ...to } as Resident;
      const { before, after } = changesBetween(now(store), edited);
      expect(changedMeanwhile(now(store), { before, after })).toEqual([]);
      give(store, 'change-resident', change(before, after));
      expect(now(store)).toMatchObject(to);
      expect(give(store, 'change-resident', change(before, after))).toEqual({ kind: 'accepted', changes: [] });
    }));
  });
});

describe('a death', () => {
  const args: CommandArgs<'note-death'> = { noticeId: asId<DeathNoticeId>('n1'), residentId: resident.id, diedOn: '2026-11-20', source: 'family', words: 'His daughter rang.' };
  function withBusiness(): MemoryStore {
    const store = known();
    store.apply([
      put('message', { id: asId<MessageId>('m1'), residentId: resident.id, decisionId: null, escalationId: null, body: 'x', ...plainMessage, status: 'queued', createdAt: NOW }),
      put('message', { id: asId<MessageId>('m2'), residentId: resident.id, decisionId: null, escalationId: null, body: 'x', ...plainMessage, status: 'stopped', createdAt: NOW }),
      put('entitlement', {
        id: asId<EntitlementId>('e1'), decisionId: asId('d1'), residentId: resident.id, propertyId: null, serviceId: asId('57'), title: 'Arrangement', vehicle: null,
        startsOn: '2026-11-01', endsOn: '2027-05-01', createdAt: NOW, endedAt: null, endedBy: null, endReasons: null,
      }),
    ]);
    give(store, 'make-promise', promise, { actor: operative });
    return store;
  }
  const promise: CommandArgs<'make-promise'> = {
    promiseId: asId<PromiseId>('p1'), residentId: resident.id, contactId: null, caseId: null, kind: 'promise', words: 'A new bin', dueAt: NOW + 86_400_000, phone: null, callerPhone: null, ownerId: operative.staffId,
  };
  it('stops what goes out and makes tasks of what runs, and gives all of it back where it was a mistake', () => {
    const store = withBusiness();
    store.apply([put('staff', { id: operative.staffId, name: 'Tom', post: operative.post, role: operative.role, siteId: operative.siteId, teamId: 'front', partnerCategory: null })]);
    give(store, 'make-promise', promise);
    give(store, 'note-death', args);
    expect(now(store).deceasedOn).toBe('2026-11-20');
    expect(store.all('message').map(({ status }) => status)).toEqual(['stopped', 'stopped']);
    expect(store.all('task').map(({ title, status }) => ({ title, status }))).toEqual([
      { title: 'Settle what runs for somebody who has died: Arrangement', status: 'open' }, { title: 'Settle what was promised to somebody who has died: A new bin', status: 'open' },
    ]);
    expect(refusal(give(store, 'make-promise', { ...promise, promiseId: asId<PromiseId>('p2') }))).toBe('command.deceased');
    expect(refusal(give(store, 'withdraw-death', { noticeId: args.noticeId, reasons: ' ' }))).toBe('command.reasons-needed');
    give(store, 'withdraw-death', { noticeId: args.noticeId, reasons: 'Another person of that name.' });
    expect(now(store).deceasedOn).toBeNull();
    // What had been stopped before stays stopped.
    expect(store.all('message').map(({ status }) => status)).toEqual(['queued', 'stopped']);
    expect(store.all('task').map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    expect(give(store, 'withdraw-death', { noticeId: args.noticeId, reasons: 'Again.' })).toEqual({ kind: 'accepted', changes: [] });
  });
  it('is in the past, after the birth, and noted once', () => {
    const store = known();
    expect(refusal(give(store, 'note-death', { ...args, diedOn: '2026-11-24' }))).toBe('command.died-in-future');
    expect(refusal(give(store, 'note-death', { ...args, diedOn: '1900-01-01' }))).toBe('command.died-before-born');
    give(store, 'note-death', args);
    expect(give(store, 'note-death', args)).toEqual({ kind: 'accepted', changes: [] });
    expect(refusal(give(store, 'note-death', { ...args, noticeId: asId<DeathNoticeId>('n2') }))).toBe('command.already-died');
  });
});

describe('what is opened only with a reason', () => {
  it('is open to who gave one, for a time, and to nobody else', () => {
    const store = known({ restricted: true, confidential: true });
    expect(refusal(give(store, 'open-record', { accessId: asId<AccessId>('a1'), residentId: resident.id, kind: 'record', reason: ' ' }))).toBe('command.reasons-needed');
    give(store, 'open-record', { accessId: asId<AccessId>('a1'), residentId: resident.id, kind: 'record', reason: 'She is on the line.' });
    const given = store.all('access');
    const see = (staffId: string, at: number) => sightOf(now(store), given, asId(staffId), at);
    expect(see(operative.staffId, NOW + 1)).toEqual({ record: true, address: false });
    expect(see('somebody-else', NOW + 1)).toEqual({ record: false, address: false });
    expect(see(operative.staffId, NOW + OPEN_FOR_MS.record)).toEqual({ record: false, address: false });
    expect(sightOf({ restricted: false, confidential: false }, [], operative.staffId, NOW)).toEqual({ record: true, address: true });
  });
});

describe('a promise', () => {
  const store = (): MemoryStore => {
    const one = known();
    one.apply([put('staff', { id: operative.staffId, name: 'Tom', post: operative.post, role: operative.role, siteId: operative.siteId, teamId: 'front', partnerCategory: null })]);
    return one;
  };
  const call: CommandArgs<'make-promise'> = {
    promiseId: asId<PromiseId>('p1'), residentId: resident.id, contactId: null, caseId: null, kind: 'call-back', words: 'About the bin', dueAt: NOW + 3_600_000, phone: '07700 900123', callerPhone: '020 7946 0000', ownerId: operative.staffId,
  };
  const tried = (outcome: CommandArgs<'note-promise'>['outcome'], at: number, dueAt: number | null = null) => ({ promiseId: call.promiseId, at, outcome, words: '', dueAt });
  it('says what, who, when and for a call which number', () => {
    expect(refusal(give(store(), 'make-promise', { ...call, words: ' ' }))).toBe('command.promise-words-needed');
    expect(refusal(give(store(), 'make-promise', { ...call, phone: null }))).toBe('command.phone-needed');
    expect(refusal(give(store(), 'make-promise', { ...call, dueAt: NOW }))).toBe('command.promise-in-past');
    expect(refusal(give(store(), 'make-promise', { ...call, ownerId: asId<StaffId>('nobody') }))).toBe('command.unknown-owner');
  });
  it('stays open until it is kept or given up; the moment it was promised for never moves', () => {
    const one = store();
    give(one, 'make-promise', call);
    give(one, 'note-promise', tried('no-answer', NOW + 1));
    give(one, 'note-promise', tried('no-answer', NOW + 1));
    give(one, 'note-promise', tried('rescheduled', NOW + 2, NOW + 7_200_000));
    expect(one.all('promise')).toMatchObject([{ status: 'open', promisedFor: NOW + 3_600_000, dueAt: NOW + 7_200_000, attempts: [{ outcome: 'no-answer' }, { outcome: 'rescheduled' }] }]);
    expect(refusal(give(one, 'note-promise', tried('rescheduled', NOW + 3)))).toBe('command.promise-in-past');
    expect(refusal(give(one, 'note-promise', tried('cancelled', NOW + 3)))).toBe('command.reasons-needed');
    give(one, 'note-promise', tried('complete', NOW + 4));
    expect(one.all('promise')).toMatchObject([{ status: 'kept', closedAt: NOW }]);
    expect(refusal(give(one, 'note-promise', tried('voicemail', NOW + 5)))).toBe('command.promise-closed');
  });
});
