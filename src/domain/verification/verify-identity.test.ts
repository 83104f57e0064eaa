import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands, type CommandArgs } from '../commands/all.ts';
import type { Command, Context, Verdict } from '../commands/command.ts';
import { runCommand } from '../commands/run.ts';
import { asId, type ContactId, type DecisionId, type VerificationId } from '../ids.ts';
import { put } from '../records.ts';
import type { CaseFile } from '../records/contacts.ts';
import { contextOf, MemoryStore, NOW, operative, plainRequest, resident } from '../testing/fixtures.ts';
import { say } from '../words/say.ts';
import { levelReached, questionsFor, type Asked } from './questions.ts';
import { levelNow, LOCKED_FOR_MS, lockedUntil, VERIFIED_FOR_MS } from './verify-identity.ts';

const known = {
  ...resident, contactPoints: [{ kind: 'phone' as const, value: '+447700900123', verifiedAt: null, safeToVoicemail: true, safeToText: true }],
  accountReferences: [{ service: 'Council tax', reference: 'CT-4410027' }, { service: 'Library', reference: 'L-77' }],
};
const home = { id: asId<never>('p'), addressLine: '14 Osier Lane', locality: 'Harrowmere', postcode: 'ZQ1 9AB', ward: '' };
const right = (...codes: [code: string, kind: Asked['kind']][]): Asked[] => codes.map(([code, kind]) => ({ code, kind, result: 'right' }));
const basics = right(['name', 'basics'], ['address', 'basics']);

describe('what can be asked', () => {
  test('only what the record can answer, and its own cases', () => {
    const cases = [{ id: 'c-1', residentId: known.id, title: 'Missed bin', reference: 'HM-1', openedAt: 2 }, { id: 'c-2', residentId: 'another', title: 'x', reference: 'y', openedAt: 3 }] as unknown as CaseFile[];
    expect(questionsFor(known, home, cases).map(({ code, answer }) => [code, answer])).toEqual([
      ['name', 'Margaret Okafor'], ['address', '14 Osier Lane, ZQ1 9AB'], ['date-of-birth', '1954-03-02'], ['phone-ending', '0123'],
      ['account:Council tax', 'CT-4410027'], ['account:Library', 'L-77'], ['case:c-1', 'Missed bin (HM-1)'],
    ]);
    expect(questionsFor({ ...resident, dateOfBirth: null }, null, []).map(({ code }) => code)).toEqual(['name']);
  });
});

describe('what answers come to', () => {
  test.each<[asked: Asked[], method: 'questions' | 'photo' | 'call-back', level: number]>([
    [basics, 'questions', 0],
    [[...basics, ...right(['date-of-birth', 'fact'])], 'questions', 1],
    [[...basics, ...right(['account:a', 'account'])], 'questions', 1],
    [[...basics, ...right(['account:a', 'account'], ['account:b', 'account'])], 'questions', 2],
    [right(['account:a', 'account'], ['account:b', 'account'], ['date-of-birth', 'fact']), 'questions', 0],
    [[...basics, ...right(['date-of-birth', 'fact'])], 'photo', 3],
    [[...basics, ...right(['date-of-birth', 'fact'])], 'call-back', 3],
    [basics, 'photo', 0],
  ])('%j by %s', (asked, method, level) => { expect(levelReached(asked, method)).toBe(level); });

  test('one wrong answer shows nothing, and a further right one never takes a level away', () => {
    const some = fc.array(fc.record({ code: fc.string(), kind: fc.constantFrom('basics' as const, 'fact' as const, 'account' as const), result: fc.constant('right' as const) }));
    fc.assert(fc.property(some, fc.constantFrom('questions' as const, 'photo' as const, 'call-back' as const), fc.constantFrom('basics' as const, 'fact' as const, 'account' as const), (asked, method, kind) => {
      expect(levelReached([...asked, { code: 'x', kind, result: 'wrong' }], method)).toBe(0);
      expect(levelReached([...asked, { code: 'x', kind, result: 'right' }], method)).toBeGreaterThanOrEqual(levelReached(asked, method));
    }));
  });
});

const store = new MemoryStore();
store.apply([put('resident', known)]);
let drawn = 0;
function check(asked: Asked[], changes: Partial<Context> = {}, more: Partial<CommandArgs<'verify-identity'>> = {}): Verdict {
  drawn += 1;
  const args: CommandArgs<'verify-identity'> = { verificationId: asId<VerificationId>(`v-${String(drawn)}`), residentId: known.id, contactId: asId<ContactId>('contact-1'), asked, method: 'questions', coercion: false, ...more };
  const verdict = runCommand(commands['verify-identity'] as unknown as Command<CommandArgs<'verify-identity'>>, args, contextOf(changes), store.load);
  if (verdict.kind === 'accepted') store.apply(verdict.changes);
  return verdict;
}
const words = (verdict: Verdict): string | null => verdict.kind === 'accepted' ? null : say(verdict.reason);

test('pass or fail and which questions are kept, never an answer; it holds for an hour', () => {
  expect(check([...basics, ...right(['date-of-birth', 'fact'])]).kind).toBe('accepted');
  const [kept] = store.all('verification');
  expect(kept).toMatchObject({ passed: true, level: 1, staffId: operative.staffId, questions: [{ code: 'name', result: 'right' }, { code: 'address', result: 'right' }, { code: 'date-of-birth', result: 'right' }] });
  for (const answer of ['Margaret', 'Osier', '1954', '0123']) expect(JSON.stringify(kept)).not.toContain(answer);
  expect(levelNow(store.all('verification'), NOW + VERIFIED_FOR_MS - 1).level).toBe(1);
  expect(levelNow(store.all('verification'), NOW + VERIFIED_FOR_MS).level).toBe(0);
  expect(words(check([]))).toContain('at least one question');
});

test('three failures lock for 24 hours at every desk; at the centre what was asked offline is on the record all the same', () => {
  const wrong: Asked[] = [{ code: 'name', kind: 'basics', result: 'wrong' }];
  for (let n = 0; n < 3; n += 1) expect(check(wrong, { now: NOW + n }).kind).toBe('accepted');
  expect(lockedUntil(store.all('verification'), NOW + 10)).toBe(NOW + 2 + LOCKED_FOR_MS);
  expect(words(check(basics, { now: NOW + 10 }))).toContain('Three checks have failed');
  expect(check(wrong, { now: NOW + 11, place: 'centre' }).kind).toBe('accepted');
  expect(lockedUntil(store.all('verification'), NOW + 12 + LOCKED_FOR_MS)).toBeNull();
});

test('a hint of coercion sends decisions to a team leader for a day', () => {
  const decide = (id: string, now: number) => runCommand(commands['make-decision'] as unknown as Command<CommandArgs<'make-decision'>>, {
    ...plainRequest, decisionId: asId<DecisionId>(id), reference: `CF-${id}`, clauseId: 'goodwill', residentId: known.id, contactId: null, amount: 1000, item: null,
    reasonCode: 'council-fault', reasons: 'x', evidence: [{ kind: 'fault-recorded', detail: 'CF-11' }], confirmed: ['apology'],
  }, contextOf({ now }), store.load);
  const later = NOW + 3 * LOCKED_FOR_MS;
  expect(decide('d-1', later).kind).toBe('accepted');
  check([...basics, ...right(['date-of-birth', 'fact'])], { now: later }, { coercion: true });
  const verdict = decide('d-2', later + 1000);
  expect(verdict.kind).toBe('escalation');
  expect(words(verdict)).toContain('telling them what to say');
  expect(decide('d-3', later + LOCKED_FOR_MS + 1).kind).toBe('accepted');
});
