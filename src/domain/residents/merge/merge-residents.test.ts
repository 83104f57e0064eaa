import fc from 'fast-check';
import { beforeEach, describe, expect, it, test } from 'vitest';
import type { CommandArgs, CommandName } from '../../commands/all.ts';
import { commands } from '../../commands/all.ts';
import type { Command, Verdict } from '../../commands/command.ts';
import { runCommand } from '../../commands/run.ts';
import { asId, type ContactId, type DeathNoticeId, type DecisionId, type DuplicateId, type MergeId, type PropertyId, type ResidentId, type VerificationId } from '../../ids.ts';
import { put } from '../../records.ts';
import type { AuthorityUse } from '../../records/decisions.ts';
import type { ContactPoint, Resident } from '../../records/people.ts';
import { contextOf, goodwill, MemoryStore, NOW, operative, person, plainRequest, plainUse, resident, scheme } from '../../testing/fixtures.ts';
import { apart, conflictsBetween, mergeableOf, mergedResidents } from './merged-resident.ts';

const leader = person('leader', 'team-leader');
const another = person('another-leader', 'team-leader');
const one: Resident = { ...resident, id: asId('r-one'), givenName: 'Wanda', familyName: 'Pell', preferredName: 'Wanda Pell', lastContactAt: NOW - 900 };
const other: Resident = {
  ...one, id: asId('r-other'), familyName: 'Marsh', preferredName: 'Wanda Marsh', propertyId: asId('200'), householdId: asId('household-2'), previousNames: ['Wanda Pell'], lastContactAt: NOW - 100,
  accountReferences: [{ service: 'Council tax', reference: '8812' }],
  contactPoints: [{ kind: 'phone', value: '+447700900123', verifiedAt: NOW - 5000, safeToVoicemail: true, safeToText: true }],
};

let store: MemoryStore;
beforeEach(() => {
  store = new MemoryStore();
  store.apply([put('resident', one), put('resident', other)]);
});

function give<N extends CommandName>(name: N, args: CommandArgs<N>, changes: Parameters<typeof contextOf>[0] = {}): Verdict {
  const verdict = runCommand(commands[name] as unknown as Command<CommandArgs<N>>, args, contextOf(changes), store.load);
  if (verdict.kind === 'accepted') store.apply(verdict.changes);
  return verdict;
}
const refusal = (verdict: Verdict): string => verdict.kind === 'refused' ? verdict.reason.code : verdict.kind;
const mergeId = asId<MergeId>('merge-1');
const proposal = { mergeId, duplicateId: null, residentId: one.id, otherId: other.id, keep: {}, reasons: 'One voice, one birthday.' } as const;
const propose = (more: Partial<CommandArgs<'propose-merge'>> = {}, changes = {}) => give('propose-merge', { ...proposal, ...more }, changes);
const approve = (id = mergeId, actor = leader) => give('answer-merge', { mergeId: id, answer: 'approve', reasons: '' }, { actor });
const part = (id = mergeId) => give('part-residents', { mergeId: id, reasons: 'Sisters.' }, { actor: leader });
const rowOf = (id: ResidentId): Resident | undefined => store.all('resident').find((row) => row.id === id);
const contact = (contactId: string, residentId: ResidentId) => give('log-contact', {
  contactId: asId<ContactId>(contactId), residentId, propertyId: null, anonymous: false, caseId: null, serviceId: null, channel: 'phone-in', reason: 'information', outcome: 'logged', avoidable: null, note: '',
  startedAt: NOW, endedAt: null, furtherMatters: [], enquiry: null, next: null,
});

describe('a proposal', () => {
  it('is answered by a team leader who did not make it, and a second press changes nothing', () => {
    expect(propose({}, { actor: leader }).kind).toBe('accepted');
    expect(propose({}, { actor: leader })).toEqual({ kind: 'accepted', changes: [] });
    expect(refusal(propose({ mergeId: asId('merge-2'), residentId: other.id, otherId: one.id }))).toBe('command.merge-waits');
    expect(refusal(approve())).toBe('command.own-merge');
    expect(refusal(approve(mergeId, operative))).toBe('command.role-may-not');
    expect(rowOf(other.id)?.mergedInto).toBeNull();
    expect(approve(mergeId, another).kind).toBe('accepted');
    expect(approve(mergeId, another)).toEqual({ kind: 'accepted', changes: [] });
    expect(refusal(give('answer-merge', { mergeId, answer: 'decline', reasons: 'No.' }, { actor: leader }))).toBe('command.merge-answered');
  });

  it('needs a reason, two records and one kind of them', () => {
    expect(refusal(propose({ reasons: ' ' }))).toBe('command.reasons-needed');
    expect(refusal(propose({ otherId: one.id }))).toBe('command.merged-already');
    store.apply([put('resident', { ...other, kind: 'organisation' })]);
    expect(refusal(propose())).toBe('command.merge-of-kinds');
  });

  it('that is declined leaves both and opens the pair again', () => {
    const duplicateId = asId<DuplicateId>('d');
    store.apply([put('duplicate', {
      id: duplicateId, oneId: one.id, otherId: other.id, likelihood: 9900, weight: 700, levels: { given: 3, family: 2, born: 3, address: 0, locality: null, postcode: null, phone: null, email: null, reference: null },
      foundBy: 'run', foundAt: NOW, modelId: 'm', status: 'open', mergeId: null, answeredBy: null, answeredAt: null, reasons: null,
    })]);
    propose({ duplicateId });
    expect(store.all('duplicate')[0]).toMatchObject({ status: 'proposed', mergeId });
    expect(refusal(give('answer-merge', { mergeId, answer: 'decline', reasons: '' }, { actor: leader }))).toBe('command.reasons-needed');
    give('answer-merge', { mergeId, answer: 'decline', reasons: 'Ask for papers first.' }, { actor: leader });
    expect(store.all('duplicate')[0]).toMatchObject({ status: 'open', mergeId: null });
    expect([rowOf(one.id), rowOf(other.id)]).toEqual([one, other]);
    expect(refusal(give('answer-duplicate', { duplicateId, answer: 'not-the-same', reasons: '' }))).toBe('command.reasons-needed');
    give('answer-duplicate', { duplicateId, answer: 'not-the-same', reasons: 'Twins.' });
    expect(store.all('duplicate')[0]).toMatchObject({ status: 'not-the-same', reasons: 'Twins.', answeredBy: operative.staffId });
    expect(refusal(give('answer-duplicate', { duplicateId, answer: 'later', reasons: '' }))).toBe('command.duplicate-answered');
  });
});

describe('one person', () => {
  it('has every name, number and account, the newest contact, and the strictest of the flags', () => {
    store.apply([put('resident', { ...other, confidential: true, restricted: true })]);
    propose({ keep: { familyName: 'other', preferredName: 'other', propertyId: 'survivor' } });
    approve();
    expect(rowOf(one.id)).toMatchObject({
      familyName: 'Marsh', preferredName: 'Wanda Marsh', previousNames: ['Wanda Pell'], propertyId: one.propertyId, householdId: one.householdId, confidential: true, restricted: true,
      accountReferences: other.accountReferences, lastContactAt: NOW - 100, contactPoints: [{ value: '+447700900123', verifiedAt: null }],
    });
    expect(rowOf(other.id)).toMatchObject({ mergedInto: one.id, familyName: 'Marsh', propertyId: '200', confidential: true });
  });

  it('keeps the confidential address where nobody chose, and takes a household with its address', () => {
    expect(mergedResidents(one, { ...other, confidential: true }, {}).survivor).toMatchObject({ propertyId: '200', householdId: 'household-2' });
    expect(mergedResidents({ ...one, confidential: true }, other, {}).survivor.propertyId).toBe(one.propertyId);
    expect(conflictsBetween(one, other)).toEqual(['preferredName', 'familyName', 'propertyId']);
  });

  const use = (id: string, residentId: ResidentId, amount: number): AuthorityUse => ({
    id: asId(id), decisionId: asId(`d-${id}`), clauseId: 'goodwill', residentId, householdId: null, propertyId: null, staffId: asId('someone'), item: null, amount, at: NOW - 86_400_000, ...plainUse,
  });
  const goodwillFor = (residentId: ResidentId) => give('make-decision', {
    ...plainRequest, decisionId: asId<DecisionId>('new'), reference: 'CF-NEWD-0001', clauseId: goodwill.id, residentId, contactId: null, amount: 100, item: null, reasonCode: 'council-fault', reasons: 'Late.',
    evidence: [{ kind: 'fault-recorded', detail: 'Log' }], confirmed: ['apology'],
  }, { scheme });

  test('has one allowance: 30 of 50 used by each leaves nothing', () => {
    store.apply([put('authorityUse', use('u1', one.id, 3000)), put('authorityUse', use('u2', other.id, 3000))]);
    propose();
    approve();
    const verdict = goodwillFor(one.id);
    expect(verdict.kind).toBe('escalation');
    expect(verdict).toMatchObject({ evaluation: { remaining: expect.arrayContaining([expect.objectContaining({ scope: 'resident', used: 6000, left: 0 })]) } });
    expect(goodwillFor(other.id)).toMatchObject({ kind: 'escalation' });
    part();
    expect(goodwillFor(one.id).kind).toBe('accepted');
  });

  test('is locked by failures under either record, and verified only by what this one holds', () => {
    const check = (id: string, residentId: ResidentId, result: 'right' | 'wrong') => give('verify-identity', {
      verificationId: asId<VerificationId>(id), residentId, contactId: null, method: 'questions', coercion: false,
      asked: [{ code: 'name', kind: 'basics', result }, { code: 'born', kind: 'fact', result }],
    });
    check('v1', one.id, 'wrong');
    check('v2', other.id, 'wrong');
    propose();
    approve();
    check('v3', other.id, 'wrong');
    expect(store.all('verification').map(({ residentId }) => residentId)).toEqual([one.id, other.id, one.id]);
    expect(refusal(check('v4', one.id, 'right'))).toBe('command.verification-locked');
  });

  test('what is entered for the merged record arrives at the one that stands for it, and stays with it when they part', () => {
    contact('before-one', one.id);
    contact('before-other', other.id);
    propose();
    approve();
    contact('since', other.id);
    const filedUnder = () => store.all('contact').map(({ id, residentId }) => `${id} ${String(residentId)}`).toSorted();
    expect(filedUnder()).toEqual(['before-one r-one', 'before-other r-other', 'since r-one']);
    part();
    expect(filedUnder()).toEqual(['before-one r-one', 'before-other r-other', 'since r-one']);
    contact('after', other.id);
    expect(filedUnder()).toContain('after r-other');
  });

  test('that was said to have died, by mistake, has not, whichever record it was noted for', () => {
    give('note-death', { noticeId: asId<DeathNoticeId>('n'), residentId: other.id, diedOn: '2026-11-01', source: 'family', words: '' });
    propose();
    approve();
    expect(rowOf(one.id)?.deceasedOn).toBe('2026-11-01');
    give('withdraw-death', { noticeId: asId<DeathNoticeId>('n'), reasons: 'Another Wanda.' }, { actor: leader });
    part();
    expect([rowOf(one.id)?.deceasedOn, rowOf(other.id)?.deceasedOn]).toEqual([null, null]);
  });
});

describe('two people again', () => {
  it('is exactly as it was, and a second press changes nothing', () => {
    propose();
    approve();
    expect(refusal(give('part-residents', { mergeId, reasons: '' }, { actor: leader }))).toBe('command.reasons-needed');
    expect(refusal(give('part-residents', { mergeId, reasons: 'x' }))).toBe('command.role-may-not');
    part();
    expect([rowOf(one.id), rowOf(other.id)]).toEqual([one, other]);
    expect(part()).toEqual({ kind: 'accepted', changes: [] });
  });

  it('keeps what was changed of the survivor since, and nothing that was the other’s', () => {
    propose();
    approve();
    const now = rowOf(one.id);
    if (now === undefined) throw new Error('it is there');
    const added: ContactPoint = { kind: 'email', value: 'w@example.org', verifiedAt: null, safeToVoicemail: false, safeToText: false };
    give('change-resident', { changeId: 'c', residentId: other.id, reason: '', before: { language: now.language, contactPoints: now.contactPoints }, after: { language: 'pl', contactPoints: [...now.contactPoints, added] } });
    part();
    expect(rowOf(one.id)).toEqual({ ...one, language: 'pl', contactPoints: [added] });
    expect(rowOf(other.id)).toEqual(other);
  });

  test('of merges upon merges the last comes apart first', () => {
    const third: Resident = { ...one, id: asId('r-third'), givenName: 'Vanda' };
    store.apply([put('resident', third)]);
    const second = asId<MergeId>('merge-2');
    propose();
    approve();
    propose({ mergeId: second, residentId: third.id, otherId: one.id });
    approve(second);
    expect(store.all('resident').map(({ mergedInto }) => mergedInto)).toEqual(['r-third', 'r-third', null]);
    contact('to-the-first', other.id);
    expect(store.all('contact')[0]?.residentId).toBe('r-third');
    expect(refusal(part())).toBe('command.part-later-first');
    expect(part(second).kind).toBe('accepted');
    expect(part().kind).toBe('accepted');
    expect(store.all('resident').map((row) => ({ ...row, lastContactAt: null }))).toEqual([one, other, third].map((row) => ({ ...row, lastContactAt: null })));
  });
});

describe('two records that nobody found alike', () => {
  const pair = () => store.all('duplicate');

  it('become a pair in a leader’s queue by being proposed, compared as any other', () => {
    expect(propose().kind).toBe('accepted');
    expect(pair()).toMatchObject([{ id: 'r-one~r-other', oneId: 'r-one', otherId: 'r-other', foundBy: 'hand', status: 'proposed', mergeId, likelihood: 0, levels: { given: 3, born: 3, family: 0, address: null } }]);
    expect(store.all('merge')).toMatchObject([{ duplicateId: 'r-one~r-other', status: 'proposed' }]);
    expect(refusal(propose({ mergeId: asId('merge-2'), residentId: other.id, otherId: one.id }))).toBe('command.merge-waits');
    approve();
    expect(pair()).toMatchObject([{ status: 'merged' }]);
    expect(refusal(propose({ mergeId: asId('merge-3') }))).toBe('command.merged-already');
  });

  it('are offered to nobody where a leader says no, and may be proposed again by somebody who knows more', () => {
    propose();
    give('answer-merge', { mergeId, answer: 'decline', reasons: 'Cousins.' }, { actor: leader });
    expect(pair()).toMatchObject([{ status: 'faded', mergeId: null }]);
    expect(propose({ mergeId: asId('merge-2') }).kind).toBe('accepted');
    expect(pair()).toMatchObject([{ status: 'proposed', mergeId: 'merge-2' }]);
  });

  it('are the pair that is there where somebody had answered it', () => {
    propose();
    approve();
    part();
    expect(pair()).toMatchObject([{ status: 'not-the-same' }]);
    propose({ mergeId: asId('merge-2'), residentId: other.id, otherId: one.id });
    expect(pair()).toMatchObject([{ id: 'r-one~r-other', status: 'proposed' }]);
  });

  it('tell nothing of an address that is confidential', () => {
    store.apply([put('resident', { ...other, confidential: true }), ...['100000000001', '200'].map((id) => put('property', { id: asId<PropertyId>(id), addressLine: '14 Osier Lane', locality: 'Mere', postcode: 'ZQ1 1AA', ward: 'Mere' }))]);
    propose();
    expect(pair()[0]?.levels).toMatchObject({ address: null, locality: null, postcode: null });
  });
});

const point = fc.record<ContactPoint>({
  kind: fc.constantFrom('phone', 'email'), value: fc.constantFrom('a', 'b', 'c'), verifiedAt: fc.option(fc.nat(9)), safeToVoicemail: fc.boolean(), safeToText: fc.boolean(),
});
const named = fc.constantFrom('', 'Jo', 'Joanne', 'Pell', 'Marsh');
const record = (id: string): fc.Arbitrary<Resident> => fc.record({
  id: fc.constant(asId<ResidentId>(id)), kind: fc.constant('person' as const), preferredName: named, givenName: named, familyName: named, previousNames: fc.uniqueArray(named, { maxLength: 3 }),
  dateOfBirth: fc.option(fc.constantFrom('1954-03-02', '1954-02-03')), propertyId: fc.option(fc.constantFrom('100', '200').map((text) => asId<PropertyId>(text))), householdId: fc.constant(null), organisationKind: fc.constant(null), correspondence: fc.constant(null),
  contactPoints: fc.uniqueArray(point, { maxLength: 4, selector: ({ kind, value }) => `${kind} ${value}` }),
  accountReferences: fc.uniqueArray(fc.record({ service: fc.constantFrom('tax', 'library'), reference: fc.constantFrom('1', '2') }), { maxLength: 3, selector: ({ service, reference }) => `${service} ${reference}` }),
  language: fc.constantFrom('en', 'cy'), deceasedOn: fc.option(fc.constantFrom('2026-01-01', '2026-02-01')), lastContactAt: fc.option(fc.nat(100)), confidential: fc.boolean(), restricted: fc.boolean(),
  mergedInto: fc.constant(null),
});
const keeping = fc.dictionary(fc.constantFrom('preferredName', 'givenName', 'familyName', 'dateOfBirth', 'propertyId', 'language', 'deceasedOn'), fc.constantFrom('survivor', 'other'));

describe('of any two records', () => {
  test('merging and parting gives back both as they were', () => {
    fc.assert(fc.property(record('a'), record('b'), keeping, (a, b, keep) => {
      const made = mergedResidents(a, b, keep);
      expect(made.survivor.confidential).toBe(a.confidential || b.confidential);
      expect(made.survivor.restricted).toBe(a.restricted || b.restricted);
      expect(apart(made.survivor, mergeableOf(a), mergeableOf(made.survivor))).toEqual(a);
      expect(apart(made.other, mergeableOf(b), mergeableOf(made.other))).toEqual(b);
    }), { numRuns: 500 });
  });

  test('what is entered of the survivor since is there after they part, and nothing else differs', () => {
    fc.assert(fc.property(record('a'), record('b'), keeping, fc.nat(3), (a, b, keep, which) => {
      const made = mergedResidents(a, b, keep);
      const fresh: ContactPoint = { kind: 'email', value: 'new@example.org', verifiedAt: null, safeToVoicemail: false, safeToText: false };
      const entered: Partial<Resident> = [{ language: 'pl' }, { lastContactAt: 1000 }, { contactPoints: [...made.survivor.contactPoints, fresh] }, { previousNames: [...made.survivor.previousNames, 'Newly'] }][which] ?? {};
      const found = apart({ ...made.survivor, ...entered }, mergeableOf(a), mergeableOf(made.survivor));
      const own: Partial<Resident> = [{ language: 'pl' }, { lastContactAt: 1000 }, { contactPoints: [...a.contactPoints, fresh] }, { previousNames: [...a.previousNames, 'Newly'] }][which] ?? {};
      expect(found).toEqual({ ...a, ...own });
    }), { numRuns: 500 });
  });

  test('several merges into one come apart in turn, in a world where calls go on', () => {
    fc.assert(fc.property(record('a'), record('b'), record('c'), keeping, keeping, fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 }), (a, b, c, first, second, calls) => {
      store = new MemoryStore();
      store.apply([put('resident', a), put('resident', b), put('resident', c)]);
      const [m1, m2] = [asId<MergeId>('m1'), asId<MergeId>('m2')];
      propose({ mergeId: m1, residentId: a.id, otherId: b.id, keep: first });
      approve(m1);
      propose({ mergeId: m2, residentId: c.id, otherId: b.id, keep: second });
      approve(m2);
      for (const [n, id] of calls.entries()) contact(`call-${String(n)}`, asId(id));
      part(m2);
      part(m1);
      const spoken = (row: Resident, id: string): Resident => ({ ...row, lastContactAt: id === 'c' && calls.length > 0 ? NOW : row.lastContactAt });
      expect(store.all('resident')).toEqual([spoken(a, 'a'), spoken(b, 'b'), spoken(c, 'c')]);
      expect(store.all('contact').every(({ residentId }) => residentId === 'c')).toBe(true);
    }), { numRuns: 200 });
  });
});
