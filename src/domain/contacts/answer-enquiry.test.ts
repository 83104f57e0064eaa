/** A councillor who named no resident has been answered. */
import { beforeEach, expect, test } from 'vitest';
import type { Command, Context, Verdict } from '../commands/command.ts';
import { runCommand } from '../commands/run.ts';
import { asId, type CouncillorId, type TaskId } from '../ids.ts';
import { put } from '../records.ts';
import type { Task } from '../records/decisions.ts';
import { contextOf, MemoryStore, NOW, operative, person, plainCouncillor, resident } from '../testing/fixtures.ts';
import { answerEnquiry, type AnswerEnquiryArgs } from './answer-enquiry.ts';
import { logContact, type LogContactArgs } from './log-contact.ts';

const DAY = 86_400_000;
let store = new MemoryStore();
const run = <A>(command: unknown, args: A, changes: Partial<Context>): Verdict => {
  const verdict = runCommand(command as Command<A>, args, contextOf(changes), store.load);
  if (verdict.kind === 'accepted') store.apply(verdict.changes);
  return verdict;
};
const ask = (changes: Partial<LogContactArgs> = {}): Verdict => run<LogContactArgs>(logContact, {
  contactId: asId('c1'), residentId: null, propertyId: null, anonymous: true, caseId: null, serviceId: null, channel: 'councillor', reason: 'request', outcome: 'logged', avoidable: null,
  furtherMatters: [], enquiry: { councillorId: asId('harjit'), residentAsked: false }, next: null, note: 'When is the lane resurfaced?', startedAt: NOW, endedAt: NOW, ...changes,
}, { now: NOW });
const answer = (changes: Partial<AnswerEnquiryArgs> = {}, context: Partial<Context> = {}): Verdict =>
  run<AnswerEnquiryArgs>(answerEnquiry, { contactId: asId('c1'), part: 'answer', on: '2026-11-25', words: 'In March, with the gullies.', ...changes }, { now: NOW + 3 * DAY, ...context });
const task = (part: string): Task | undefined => store.all('task').find(({ id }) => id === asId<TaskId>(`c1.${part}`));

beforeEach(() => {
  store = new MemoryStore();
  store.apply([put('resident', resident), put('councillor', { id: asId<CouncillorId>('harjit'), name: 'Harjit Dhaliwal', ward: 'Mere Bank', ...plainCouncillor })]);
});

test('acknowledged on one day and answered on another: each by whom, when, and what came of it', () => {
  ask();
  expect(answer({ part: 'acknowledge', on: '2026-11-23', words: '' }).kind).toBe('accepted');
  expect([task('acknowledge')?.status, task('answer')?.status]).toEqual(['done', 'open']);
  answer({ words: ' In March, with the gullies. ' });
  expect(task('acknowledge')?.done).toEqual({ on: '2026-11-23', words: '', by: operative.staffId, at: NOW + 3 * DAY });
  expect(task('answer')).toMatchObject({ status: 'done', done: { on: '2026-11-25', words: 'In March, with the gullies.', by: operative.staffId } });
});

test('an answer acknowledges too, and given again it changes nothing', () => {
  ask();
  answer();
  expect(task('acknowledge')).toMatchObject({ status: 'done', done: { on: '2026-11-25', words: '' } });
  expect(answer()).toEqual({ kind: 'accepted', changes: [] });
});

test('what somebody noted stands, whatever another desk says later', () => {
  ask();
  answer();
  expect(answer({ words: 'Never.' })).toMatchObject({ kind: 'refused', reason: { code: 'command.enquiry-answered' } });
  expect(answer({ part: 'acknowledge', on: '2026-11-24', words: '' })).toMatchObject({ reason: { code: 'command.enquiry-answered' } });
  expect(task('answer')?.done?.words).toBe('In March, with the gullies.');
});

test('refuses a day before they asked or still to come, an answer of no words, and what no desk owes', () => {
  ask();
  expect(answer({ on: '2026-11-22' })).toMatchObject({ reason: { code: 'command.enquiry-day' } });
  expect(answer({ on: '2026-11-27' })).toMatchObject({ reason: { code: 'command.enquiry-day' } });
  expect(answer({ words: '  ' })).toMatchObject({ reason: { code: 'command.enquiry-words-needed' } });
  expect(answer({ contactId: asId('c2') })).toMatchObject({ reason: { code: 'command.unknown-enquiry' } });
  // Of one that names somebody the promise is followed up.
  ask({ contactId: asId('c2'), residentId: resident.id, anonymous: false });
  expect(answer({ contactId: asId('c2') })).toMatchObject({ reason: { code: 'command.unknown-enquiry' } });
  expect(answer({}, { actor: person('governance-1', 'governance-officer', 'governance') })).toMatchObject({ reason: { code: 'command.role-may-not' } });
  expect(task('answer')).toMatchObject({ status: 'open', done: null });
});
