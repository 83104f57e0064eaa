import { expect, test } from 'vitest';
import type { Command, Verdict } from '../commands/command.ts';
import { runCommand } from '../commands/run.ts';
import { asId } from '../ids.ts';
import { put } from '../records.ts';
import { contextOf, MemoryStore, NOW, resident } from '../testing/fixtures.ts';
import { logContact, LONGEST_NOTE, type LogContactArgs } from './log-contact.ts';

const store = new MemoryStore();
store.apply([put('resident', resident)]);
const args: LogContactArgs = {
  contactId: asId('c1'), residentId: resident.id, propertyId: null, anonymous: false, caseId: null, serviceId: asId('524'),
  channel: 'phone-in', reason: 'report', outcome: 'logged', avoidable: null, note: 'Bin missed again.', startedAt: NOW - 60_000, endedAt: NOW,
};
const log = (changes: Partial<LogContactArgs>): Verdict =>
  runCommand(logContact as unknown as Command<LogContactArgs>, { ...args, ...changes }, contextOf(), store.load);

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

test('refuses what can’t be right with a reason for each', () => {
  expect(log({ residentId: asId('nobody') })).toMatchObject({ reason: { code: 'command.unknown-resident' } });
  expect(log({ caseId: asId('none') })).toMatchObject({ reason: { code: 'command.unknown-case' } });
  expect(log({ endedAt: args.startedAt - 1 })).toMatchObject({ reason: { code: 'command.time-backwards' } });
  expect(log({ note: 'x'.repeat(LONGEST_NOTE + 1) })).toMatchObject({ reason: { code: 'command.note-too-long' } });
});
