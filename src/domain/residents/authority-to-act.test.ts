import { expect, test } from 'vitest';
import { commands, type CommandArgs, type CommandName } from '../commands/all.ts';
import type { Command, Context, Verdict } from '../commands/command.ts';
import { runCommand } from '../commands/run.ts';
import { asId, type AuthorityToActId, type ContactId } from '../ids.ts';
import { put } from '../records.ts';
import type { Verification } from '../records/people.ts';
import { contextOf, MemoryStore, NOW, operative, person, resident } from '../testing/fixtures.ts';
import { mayAct } from './authority-to-act.ts';

function give<N extends CommandName>(store: MemoryStore, name: N, args: CommandArgs<N>, context: Partial<Context> = {}): Verdict {
  const verdict = runCommand(commands[name] as unknown as Command<CommandArgs<N>>, args, contextOf(context), store.load);
  if (verdict.kind === 'accepted') store.apply(verdict.changes);
  return verdict;
}
const refusal = (verdict: Verdict): string | null => verdict.kind === 'refused' ? verdict.reason.code : null;
const DAY = 86_400_000;
const check = (more: Partial<Verification> = {}): Verification => ({
  id: asId('v1'), residentId: resident.id, contactId: null, staffId: operative.staffId, at: NOW - 60_000, level: 1, passed: true, method: 'questions', questions: [], coercion: false, ...more,
});
const stored = (...checks: Verification[]): MemoryStore => {
  const store = new MemoryStore();
  store.apply([put('resident', resident), ...checks.map((one) => put('verification', one))]);
  return store;
};
const verbal: CommandArgs<'record-authority'> = {
  authorityId: asId('a1'), residentId: resident.id, contactId: asId('call-1'), name: 'Ngozi', relation: 'Daughter', basis: 'verbal', scope: 'The missed bin', evidence: '', expiresOn: null,
};
const signed: CommandArgs<'record-authority'> = { ...verbal, basis: 'signed', evidence: 'Letter of 2 November', expiresOn: '2026-12-31' };

test('a mother who is verified consents by word: for this contact only, and tomorrow it is refused again', () => {
  expect(refusal(give(stored(), 'record-authority', verbal))).toBe('command.verify-first');
  expect(refusal(give(stored(check()), 'record-authority', { ...verbal, contactId: null }))).toBe('command.acting-needs-contact');
  const store = stored(check());
  expect(give(store, 'record-authority', verbal).kind).toBe('accepted');
  const [authority] = store.all('authorityToAct');
  if (authority === undefined) throw new Error('nothing was recorded');
  expect([mayAct(authority, 'call-1', NOW), mayAct(authority, 'call-2', NOW + DAY), mayAct(authority, null, NOW)]).toEqual([true, false, false]);
  // The check of yesterday does not carry over.
  expect(refusal(give(store, 'record-authority', { ...verbal, authorityId: asId<AuthorityToActId>('a2'), contactId: asId<ContactId>('call-2') }, { now: NOW + DAY }))).toBe('command.verify-first');
});

test('where somebody may be telling them what to say, a team leader takes it', () => {
  const store = stored(check({ coercion: true }));
  expect(refusal(give(store, 'record-authority', verbal))).toBe('command.coercion-to-leader');
  expect(give(store, 'record-authority', verbal, { actor: person('leader-1', 'team-leader') }).kind).toBe('accepted');
});

test('a paper holds until its last day, or until it is revoked with reasons', () => {
  expect(refusal(give(stored(), 'record-authority', { ...signed, evidence: ' ' }))).toBe('command.acting-evidence-needed');
  expect(refusal(give(stored(), 'record-authority', { ...signed, expiresOn: '2026-11-22' }))).toBe('command.acting-expired');
  const store = stored();
  give(store, 'record-authority', signed);
  const now = () => store.all('authorityToAct')[0] ?? { basis: 'verbal' as const, contactId: null, expiresOn: null, revokedAt: 0 };
  expect([mayAct(now(), null, NOW), mayAct(now(), null, Date.UTC(2026, 11, 31, 12)), mayAct(now(), null, Date.UTC(2027, 0, 1, 12))]).toEqual([true, true, false]);
  expect(refusal(give(store, 'revoke-authority', { authorityId: asId<AuthorityToActId>('a1'), reasons: '' }))).toBe('command.reasons-needed');
  give(store, 'revoke-authority', { authorityId: asId<AuthorityToActId>('a1'), reasons: 'She wrote to us.' });
  expect(mayAct(now(), null, NOW)).toBe(false);
  expect(give(store, 'revoke-authority', { authorityId: asId<AuthorityToActId>('a1'), reasons: 'Again.' })).toEqual({ kind: 'accepted', changes: [] });
});

test('an executor acts for the dead, and nobody else does', () => {
  expect(refusal(give(stored(), 'record-authority', { ...signed, basis: 'executor' }))).toBe('command.executor-after-death');
  const store = stored();
  store.apply([put('resident', { ...resident, deceasedOn: '2026-11-01' })]);
  expect(refusal(give(store, 'record-authority', signed))).toBe('command.only-executor');
  expect(give(store, 'record-authority', { ...signed, basis: 'executor', evidence: 'Grant of probate' }).kind).toBe('accepted');
});
