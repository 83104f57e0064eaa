import { describe, expect, it } from 'vitest';
import { commands, type CommandArgs, type CommandName } from '../commands/all.ts';
import type { Command, Context, Verdict } from '../commands/command.ts';
import { runCommand } from '../commands/run.ts';
import { asId, type CaseId, type ContactId, type ServiceId, type StaffId, type TransferId } from '../ids.ts';
import { put } from '../records.ts';
import type { StaffMember } from '../records/council.ts';
import type { Transfer } from '../records/queue.ts';
import { contextOf, MemoryStore, NOW, operative, person, resident } from '../testing/fixtures.ts';
import type { ServiceCategory } from '../vocabulary.ts';

const second = person('second', 'customer-service-operative');
const third = person('third', 'customer-service-operative');
const partner: Context['actor'] = { ...person('craig', 'partner-officer'), role: 'partner', teamId: 'verrow' };
const staffOf = ({ staffId, name, role, teamId }: Context['actor'], partnerCategory: ServiceCategory | null = null): StaffMember =>
  ({ id: staffId, name, post: 'customer-service-operative', role, siteId: asId('hub'), teamId, partnerCategory });

function office(): MemoryStore {
  const store = new MemoryStore();
  const service = (id: string, category: ServiceCategory) => put('service', { id: asId<ServiceId>(id), name: id, category, targetWorkingDays: null, online: false, guidance: null });
  store.apply([put('staff', staffOf(operative)), put('staff', staffOf(second)), put('staff', staffOf({ ...third, teamId: 'revenues' })), put('staff', staffOf(partner, 'waste')),
    service('524', 'waste'), service('57', 'revenues'), put('resident', resident),
    put('caseFile', { id: asId<CaseId>('case-1'), reference: 'HM-1', residentId: resident.id, propertyId: null, serviceId: asId('524'), title: 'Bin', status: 'open', openedAt: NOW, dueAt: null, closedAt: null, ownerTeam: '', channel: 'web', externalReference: null })]);
  return store;
}
function give<N extends CommandName>(store: MemoryStore, name: N, args: CommandArgs<N>, context: Partial<Context> = {}): Verdict {
  const verdict = runCommand(commands[name] as unknown as Command<CommandArgs<N>>, args, contextOf(context), store.load);
  if (verdict.kind === 'accepted') store.apply(verdict.changes);
  return verdict;
}
const refusal = (verdict: Verdict): string | null => verdict.kind === 'refused' ? verdict.reason.code : null;
const send: CommandArgs<'send-transfer'> = {
  transferId: asId<TransferId>('x1'), contactId: asId<ContactId>('c1'), residentId: resident.id, propertyId: null, caseId: null, serviceId: null, toStaffId: second.staffId, toTeamId: null,
  toCategory: null, calledName: 'Margaret Okafor', words: ' Wants the date ', handedOver: { channel: 'phone-in', reason: 'report', avoidable: null, note: 'Bin missed twice.', further: [], councillorId: null, residentAsked: false },
  verifiedLevel: 2, actingName: '', startedAt: NOW - 240_000,
};
const answer = (kind: CommandArgs<'answer-transfer'>['answer'], nextContactId: string | null = null): CommandArgs<'answer-transfer'> =>
  ({ transferId: send.transferId, answer: kind, words: '', nextContactId: nextContactId === null ? null : asId<ContactId>(nextContactId) });
const only = (store: MemoryStore): Transfer | undefined => store.all('transfer')[0];

describe('a contact handed over', () => {
  it('carries everything typed, once, and who spoke before', () => {
    const store = office();
    give(store, 'send-transfer', send);
    expect(give(store, 'send-transfer', send)).toEqual({ kind: 'accepted', changes: [] });
    expect(only(store)).toMatchObject({
      handedOver: send.handedOver, words: 'Wants the date', verifiedLevel: 2, startedAt: send.startedAt, status: 'waiting',
      chain: [{ staffId: operative.staffId, contactId: 'c1', from: send.startedAt, until: NOW }],
    });
  });

  it('is handed over once, whatever the desk still knows of it, until it has come back as another', () => {
    const store = office();
    give(store, 'send-transfer', send);
    const again = { ...send, transferId: asId<TransferId>('x2'), toStaffId: third.staffId };
    for (const anew of [again, { ...again, transferId: send.transferId }]) expect(refusal(give(store, 'send-transfer', anew))).toBe('command.transfer-sent');
    give(store, 'answer-transfer', answer('take-back', 'c9'));
    expect(refusal(give(store, 'send-transfer', again))).toBe('command.transfer-sent');
    expect(give(store, 'send-transfer', { ...again, contactId: asId<ContactId>('c9') }).kind).toBe('accepted');
    expect(store.all('transfer')).toHaveLength(2);
  });

  it('may be handed over again where it came back into the contact that it was handed over from', () => {
    const store = office();
    give(store, 'send-transfer', send);
    give(store, 'answer-transfer', answer('take-back', 'c1'));
    give(store, 'send-transfer', { ...send, transferId: asId<TransferId>('x2'), toStaffId: third.staffId });
    expect(store.all('transfer').map(({ status, toStaffId }) => [status, toStaffId])).toEqual([['taken-back', second.staffId], ['waiting', third.staffId]]);
    expect(refusal(give(store, 'send-transfer', { ...send, transferId: asId<TransferId>('x3') }))).toBe('command.transfer-sent');
  });

  it('goes on as one story when it is handed on again: the first start and everybody who spoke', () => {
    const store = office();
    give(store, 'send-transfer', send);
    give(store, 'answer-transfer', answer('accept', 'c2'), { actor: second });
    give(store, 'send-transfer', { ...send, transferId: asId<TransferId>('x2'), contactId: asId<ContactId>('c2'), toStaffId: third.staffId, startedAt: NOW }, { actor: second });
    const handedOn = store.all('transfer').find(({ id }) => id === 'x2');
    expect(handedOn).toMatchObject({ startedAt: send.startedAt, chain: [{ staffId: operative.staffId, contactId: 'c1' }, { staffId: second.staffId, contactId: 'c2' }] });
  });

  it('goes to one receiver who is there and not to oneself', () => {
    expect(refusal(give(office(), 'send-transfer', { ...send, toTeamId: 'revenues' }))).toBe('command.transfer-to-one');
    expect(refusal(give(office(), 'send-transfer', { ...send, toStaffId: null }))).toBe('command.transfer-to-one');
    expect(refusal(give(office(), 'send-transfer', { ...send, toStaffId: operative.staffId }))).toBe('command.transfer-to-self');
    expect(refusal(give(office(), 'send-transfer', { ...send, toStaffId: asId<StaffId>('gone') }))).toBe('command.unknown-receiver');
  });

  it('is taken by whom it was sent to and by one of them', () => {
    const store = office();
    give(store, 'send-transfer', { ...send, toStaffId: null, toTeamId: 'revenues' });
    expect(refusal(give(store, 'answer-transfer', answer('accept', 'c2'), { actor: second }))).toBe('command.transfer-not-yours');
    give(store, 'answer-transfer', answer('accept', 'c3'), { actor: third });
    expect(give(store, 'answer-transfer', answer('accept', 'c3'), { actor: third })).toEqual({ kind: 'accepted', changes: [] });
    expect(only(store)).toMatchObject({ status: 'accepted', answeredBy: third.staffId, nextContactId: 'c3' });
    expect(refusal(give(store, 'answer-transfer', answer('take-back', 'c4')))).toBe('command.transfer-taken');
  });

  it('comes back where it was declined or nobody took it, to the one who sent it and with all of it', () => {
    for (const declined of [true, false]) {
      const store = office();
      give(store, 'send-transfer', send);
      if (declined) give(store, 'answer-transfer', { ...answer('decline'), words: 'Not mine' }, { actor: second });
      expect(refusal(give(store, 'answer-transfer', answer('take-back', 'c9'), { actor: third }))).toBe('command.transfer-not-yours');
      give(store, 'answer-transfer', answer('take-back', 'c9'));
      expect(only(store)).toMatchObject({ status: 'taken-back', answeredBy: operative.staffId, nextContactId: 'c9', handedOver: send.handedOver });
      expect(refusal(give(store, 'answer-transfer', answer('accept', 'c2'), { actor: second }))).toBe('command.transfer-taken');
    }
  });

  it('goes to a partner only about the service that the partner works in', () => {
    const toPartner = { ...send, toStaffId: null, toCategory: 'waste' as const };
    expect(refusal(give(office(), 'send-transfer', { ...toPartner, serviceId: asId<ServiceId>('57') }))).toBe('command.transfer-other-service');
    const store = office();
    give(store, 'send-transfer', { ...toPartner, caseId: asId<CaseId>('case-1') });
    give(store, 'answer-transfer', answer('accept', 'c2'), { actor: partner });
    expect(only(store)).toMatchObject({ status: 'accepted', answeredBy: partner.staffId, serviceId: '524' });
  });
});
