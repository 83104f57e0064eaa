import { describe, expect, it } from 'vitest';
import { commands, type CommandArgs, type CommandName } from '../commands/all.ts';
import type { Command, Context, Verdict } from '../commands/command.ts';
import { runCommand } from '../commands/run.ts';
import { asId, type AuthorityToActId, type CaseId, type DeathNoticeId, type DecisionId, type EntitlementId, type LinkId, type PaymentId, type PropertyId, type ResidentId, type ServiceId } from '../ids.ts';
import { put } from '../records.ts';
import type { Resident } from '../records/people.ts';
import { contextOf, MemoryStore, NOW, resident } from '../testing/fixtures.ts';

function give<N extends CommandName>(store: MemoryStore, name: N, args: CommandArgs<N>, context: Partial<Context> = {}): Verdict {
  const verdict = runCommand(commands[name] as unknown as Command<CommandArgs<N>>, args, contextOf(context), store.load);
  if (verdict.kind === 'accepted') store.apply(verdict.changes);
  return verdict;
}
const refusal = (verdict: Verdict): string | null => verdict.kind === 'refused' ? verdict.reason.code : null;
const [OLD, NEW] = [asId<PropertyId>('100000000001'), asId<PropertyId>('p2')];
const son: Resident = { ...resident, id: asId<ResidentId>('son'), preferredName: 'Obi Okafor', givenName: 'Obi' };
const lodger: Resident = { ...resident, id: asId<ResidentId>('lodger'), preferredName: 'Lee Wood', givenName: 'Lee', familyName: 'Wood' };
const trust: Resident = { ...resident, id: asId<ResidentId>('trust'), kind: 'organisation', organisationKind: 'charity', preferredName: 'Mere Trust', givenName: '', familyName: 'Mere Trust' };
function household(): MemoryStore {
  const store = new MemoryStore();
  const place = (id: PropertyId, addressLine: string) => put('property', { id, addressLine, locality: 'Town', postcode: 'AB1 2CD', ward: 'North' });
  store.apply([place(OLD, '1 High Street'), place(NEW, '2 High Street'), ...[resident, son, lodger].map((one) => put('resident', one)), put('resident', { ...trust, householdId: null })]);
  return store;
}
const who = (store: MemoryStore, id: string): Resident => store.load({ kind: 'row', table: 'resident', id }) as Resident;

describe('a move', () => {
  const move: CommandArgs<'move-resident'> = { moveId: 'move-1', residentId: resident.id, fromPropertyId: OLD, toPropertyId: NEW, movedOn: '2026-11-20', along: [], reason: 'Rang to say so.' };
  it('takes along who goes, leaves who stays, and keeps where they lived', () => {
    const store = household();
    give(store, 'move-resident', { ...move, along: [son.id] });
    expect([who(store, resident.id), who(store, son.id)].map(({ propertyId, householdId }) => [propertyId, householdId])).toEqual([[NEW, 'move-1.household'], [NEW, 'move-1.household']]);
    expect(who(store, lodger.id)).toMatchObject({ propertyId: OLD, householdId: 'household-1' });
    expect(store.all('lifeChange')).toMatchObject([
      { residentId: resident.id, kind: 'moved', happenedOn: '2026-11-20', fromPropertyId: OLD, toPropertyId: NEW, reason: 'Rang to say so.' }, { residentId: son.id, fromPropertyId: OLD },
    ]);
    expect(give(store, 'move-resident', { ...move, along: [son.id] })).toEqual({ kind: 'accepted', changes: [] });
  });
  it('of everybody is the same household elsewhere; of one alone it is none', () => {
    const all = household();
    give(all, 'move-resident', { ...move, along: [son.id, lodger.id] });
    expect(who(all, lodger.id)).toMatchObject({ propertyId: NEW, householdId: 'household-1' });
    const one = household();
    give(one, 'move-resident', move);
    expect(who(one, resident.id)).toMatchObject({ propertyId: NEW, householdId: null });
  });
  it('makes tasks of what ran at the old address for those who left, and of nothing else', () => {
    const store = household();
    const runs = (id: string, residentId: ResidentId, endsOn: string) => put('entitlement', {
      id: asId<EntitlementId>(id), decisionId: asId<DecisionId>(`d-${id}`), residentId, propertyId: OLD, serviceId: asId<ServiceId>('524'), title: 'Assisted collection', vehicle: null, startsOn: '2026-01-01', endsOn,
      createdAt: NOW, endedAt: null, endedBy: null, endReasons: null,
    });
    const file = (id: string, status: 'open' | 'closed') => put('caseFile', {
      id: asId<CaseId>(id), reference: `HM-${id}`, residentId: resident.id, propertyId: OLD, serviceId: asId<ServiceId>('141'), title: 'Tap', status, openedAt: NOW, dueAt: null, closedAt: null, ownerTeam: '',
      channel: 'phone-in', externalReference: null,
    });
    store.apply([runs('e1', resident.id, '2027-01-01'), runs('e2', lodger.id, '2027-01-01'), runs('e3', resident.id, '2026-11-01'), file('1', 'open'), file('2', 'closed')]);
    give(store, 'move-resident', move);
    expect(store.all('task').map(({ title, serviceId, propertyId }) => [title, serviceId, propertyId])).toEqual([
      ['They have moved. Settle what ran at the old address: Assisted collection', '524', OLD], ['They have moved. Decide what becomes of HM-1: Tap', '141', OLD],
    ]);
  });
  it('has been, leads to an address that is known, and is noted by one', () => {
    const wrong = (part: Partial<CommandArgs<'move-resident'>>) => refusal(give(household(), 'move-resident', { ...move, ...part }));
    expect(wrong({ movedOn: '2026-11-24' })).toBe('command.moved-in-future');
    expect(wrong({ toPropertyId: OLD })).toBe('command.moved-nowhere');
    expect(wrong({ toPropertyId: asId('nowhere') })).toBe('command.unknown-property');
    expect(wrong({ fromPropertyId: NEW, toPropertyId: null })).toBe('command.changed-meanwhile');
  });
});

describe('a name', () => {
  it('that is left stays known, with the reason', () => {
    const store = household();
    give(store, 'change-resident', { changeId: 'c9', residentId: resident.id, before: { familyName: 'Okafor' }, after: { familyName: 'Eze' }, reason: 'Married.' });
    expect(who(store, resident.id).previousNames).toEqual(['Margaret Okafor']);
    expect(store.all('lifeChange')).toMatchObject([{ kind: 'renamed', fromName: 'Margaret Okafor', toName: 'Margaret Eze', reason: 'Married.' }]);
    give(store, 'change-resident', { changeId: 'c10', residentId: resident.id, before: { language: 'en' }, after: { language: 'cy' }, reason: '' });
    expect(store.all('lifeChange')).toHaveLength(1);
  });
});

describe('a link', () => {
  const link: CommandArgs<'record-link'> = { linkId: asId<LinkId>('l1'), fromId: resident.id, toId: son.id, kind: 'parent', words: '' };
  it('is there once, either way round where it reads the same, and ends with a reason', () => {
    const store = household();
    give(store, 'record-link', link);
    expect(give(store, 'record-link', link)).toEqual({ kind: 'accepted', changes: [] });
    expect(refusal(give(store, 'record-link', { ...link, linkId: asId<LinkId>('l2') }))).toBe('command.linked-already');
    give(store, 'record-link', { ...link, linkId: asId<LinkId>('l3'), toId: lodger.id, kind: 'partner' });
    expect(refusal(give(store, 'record-link', { linkId: asId<LinkId>('l4'), fromId: lodger.id, toId: resident.id, kind: 'partner', words: '' }))).toBe('command.linked-already');
    expect(refusal(give(store, 'end-link', { linkId: link.linkId, reasons: '' }))).toBe('command.reasons-needed');
    give(store, 'end-link', { linkId: link.linkId, reasons: 'Entered for another.' });
    expect(give(store, 'record-link', { ...link, linkId: asId<LinkId>('l5') }).kind).toBe('accepted');
  });
  it('leads to somebody else, and work to an organisation', () => {
    expect(refusal(give(household(), 'record-link', { ...link, toId: resident.id }))).toBe('command.linked-to-self');
    expect(refusal(give(household(), 'record-link', { ...link, kind: 'works-for' }))).toBe('command.link-needs-organisation');
    expect(give(household(), 'record-link', { ...link, kind: 'works-for', toId: trust.id }).kind).toBe('accepted');
  });
});

describe('what is owed to the dead', () => {
  const payment = asId<PaymentId>('pay-1');
  const executor = asId<AuthorityToActId>('x1');
  const notice: CommandArgs<'note-death'> = { noticeId: asId<DeathNoticeId>('n1'), residentId: resident.id, diedOn: '2026-11-20', source: 'family', words: '' };
  function died(): MemoryStore {
    const store = household();
    store.apply([put('payment', { id: payment, decisionId: asId<DecisionId>('d1'), residentId: resident.id, amount: 2500, method: 'original-card', status: 'instructed', instructedAt: NOW })]);
    give(store, 'note-death', notice);
    return store;
  }
  const release = { paymentId: payment, authorityId: executor };
  it('is held, and goes to a recorded executor only', () => {
    const store = died();
    expect(store.all('payment')).toMatchObject([{ status: 'stopped' }]);
    expect(refusal(give(store, 'release-balance', release))).toBe('command.executor-needed');
    give(store, 'record-authority', { authorityId: executor, residentId: resident.id, contactId: null, name: 'Ngozi Okafor', relation: 'Daughter', basis: 'executor', scope: 'The estate', evidence: 'Probate of 2 November', expiresOn: null });
    expect(give(store, 'release-balance', release).kind).toBe('accepted');
    expect(store.all('task')).toMatchObject([{ title: 'Pay what was held to the executor', notes: 'Executor: Ngozi Okafor\nEvidence: Probate of 2 November\nAmount: £25', status: 'open' }]);
    expect(give(store, 'release-balance', release)).toEqual({ kind: 'accepted', changes: [] });
    give(store, 'revoke-authority', { authorityId: executor, reasons: 'Renounced.' });
    expect(store.all('payment')).toMatchObject([{ status: 'stopped' }]);
  });
  it('is theirs again where the notice was a mistake', () => {
    const store = died();
    give(store, 'record-authority', { authorityId: executor, residentId: resident.id, contactId: null, name: 'N', relation: '', basis: 'executor', scope: 'The estate', evidence: 'Probate', expiresOn: null });
    give(store, 'release-balance', release);
    give(store, 'withdraw-death', { noticeId: notice.noticeId, reasons: 'Another of that name.' });
    expect(store.all('payment')).toMatchObject([{ status: 'instructed' }]);
    expect(store.all('task')).toMatchObject([{ status: 'cancelled' }]);
    expect(store.all('authorityToAct')).toMatchObject([{ revokedAt: NOW, revokeReasons: 'Another of that name.' }]);
    expect(refusal(give(store, 'release-balance', release))).toBe('command.payment-not-held');
  });
});
