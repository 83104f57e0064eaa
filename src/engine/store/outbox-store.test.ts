import { readFileSync, readdirSync, truncateSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NOW, contactArgs } from '../../../tests/fixtures/sample-council.ts';
import { removeFolder, temporaryFolder, testKey } from '../../../tests/fixtures/test-desk.ts';
import { RETAINED_MS } from '#contract/restore.ts';
import { openOutbox, type NewCommand, type OutboxStore } from './outbox-store.ts';

let folder = '';
let file = '';
let outbox: OutboxStore;
function mustOpen(): OutboxStore {
  const opened = openOutbox(file, testKey());
  if (!opened.ok) throw new Error(opened.fault);
  return opened.value;
}
beforeEach(() => {
  folder = temporaryFolder();
  file = path.join(folder, 'outbox.db');
  outbox = mustOpen();
});
afterEach(() => {
  outbox.close();
  removeFolder(folder);
});

const command = (n: number): NewCommand => ({
  commandId: `command-${String(n)}`, press: `log-contact c-${String(n)}`, name: 'log-contact', version: 1,
  args: contactArgs(`c-${String(n)}`, 'r-1', 'Words typed once.'), madeAt: NOW + n, connection: 'offline', policyVersion: 3, policyAsOf: NOW - 5,
});
/** Learns the centre's numbers as the first push does. */
const learn = (expected: number): void => {
  outbox.takeForSending(100, NOW);
  outbox.renumber(expected);
};

test('a command is on the disk, sealed, before anything is answered', () => {
  outbox.append(command(1));
  // As after a power cut: no close, a second reader.
  const second = mustOpen();
  expect(second.find('command-1')).toMatchObject({ ...command(1), state: 'waiting', seq: null });
  second.close();
  for (const name of readdirSync(folder)) expect(readFileSync(path.join(folder, name)).toString('latin1')).not.toContain('Words typed once');
});

test('the story of a marker is sent and then forgotten: once the centre has it, or once it is given up', () => {
  const marker = (n: number): NewCommand => ({ ...command(n), press: `place-marker m-${String(n)}`, name: 'place-marker', args: { markerId: `m-${String(n)}`, control: 'In pairs.', narrative: 'What happened.' } });
  const story = (n: number) => (outbox.find(`command-${String(n)}`)?.args as { narrative: string; control: string });
  for (const n of [1, 2]) outbox.append(marker(n));
  learn(1);
  outbox.recordResults([{ status: 'accepted', seq: 1, version: 5 }, { status: 'refused', seq: 2, code: 'x', sentence: 'No.' }], NOW, NOW);
  // Until its rows are back the overlay needs it, and what came back is still there to be corrected.
  expect([story(1).narrative, story(2).narrative]).toEqual(['What happened.', 'What happened.']);
  outbox.reached(5);
  outbox.discard('command-2', 'Told the leader.', NOW);
  expect([story(1), story(2)]).toEqual([{ markerId: 'm-1', control: 'In pairs.', narrative: '' }, { markerId: 'm-2', control: 'In pairs.', narrative: '' }]);
  outbox.append(command(3));
  outbox.discard('command-3', 'Said twice.', NOW);
  expect(outbox.find('command-3')?.args).toEqual(command(3).args);
});

test('numbers are given once, in the order of the work, and kept over a restart', () => {
  outbox.append(command(1));
  outbox.append(command(2));
  learn(7);
  expect(outbox.takeForSending(10, NOW).map(({ commandId, seq }) => [commandId, seq])).toEqual([['command-1', 7], ['command-2', 8]]);
  outbox.close();
  outbox = mustOpen();
  outbox.append(command(3));
  expect(outbox.takeForSending(10, NOW).map(({ seq }) => seq)).toEqual([7, 8, 9]);
});

test('a gap renumbers what the centre has not had and nothing else', () => {
  for (const n of [1, 2, 3]) outbox.append(command(n));
  learn(1);
  outbox.takeForSending(10, NOW);
  outbox.renumber(2);
  expect(outbox.takeForSending(10, NOW).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  outbox.recordResults([{ status: 'accepted', seq: 1, version: 5 }], NOW, NOW);
  // It has had 2 and 3, their answers were lost: they are sent as they were, and what is new goes after.
  outbox.renumber(9);
  outbox.append(command(4));
  expect(outbox.takeForSending(10, NOW).map(({ commandId, seq }) => [commandId, seq])).toEqual([['command-2', 2], ['command-3', 3], ['command-4', 9]]);
});

test('work leaves the overlay with the page that carries it, a refusal at once', () => {
  for (const n of [1, 2, 3, 4]) outbox.append(command(n));
  learn(1);
  outbox.takeForSending(10, NOW);
  outbox.recordResults([
    { status: 'accepted', seq: 1, version: 50 }, { status: 'refused', seq: 2, code: 'x', sentence: 'Not today.' }, { status: 'parked', seq: 3, sentence: 'Later.' },
  ], NOW, NOW);
  const ids = (cursor: number): string[] => outbox.overlay(cursor).map(({ commandId }) => commandId);
  expect(ids(49)).toEqual(['command-1', 'command-4']);
  expect(ids(50)).toEqual(['command-4']);
  expect(outbox.counts()).toEqual({ waiting: 1, needsAttention: 2 });
  expect(outbox.inState('refused', 'parked').map(({ sentence }) => sentence)).toEqual(['Not today.', 'Later.']);
  outbox.reached(50);
  expect(outbox.inState('done').map(({ commandId }) => commandId)).toEqual(['command-1']);
  // A result told twice changes nothing.
  outbox.recordResults([{ status: 'refused', seq: 1, code: 'x', sentence: 'No.' }], NOW, NOW);
  expect(outbox.find('command-1')?.state).toBe('done');
});

test('accepted work is kept thirty days by the centre’s clock, whatever the computer’s says, and refused work for as long as nobody has seen to it', () => {
  for (const n of [1, 2]) outbox.append(command(n));
  learn(1);
  outbox.takeForSending(10, NOW);
  outbox.recordResults([{ status: 'accepted', seq: 1, version: 5 }, { status: 'refused', seq: 2, code: 'x', sentence: 'No.' }], NOW - 10 * 365 * RETAINED_MS, NOW);
  outbox.reached(5);
  outbox.letGo(NOW + RETAINED_MS);
  expect(outbox.find('command-1')?.state).toBe('done');
  outbox.letGo(NOW + RETAINED_MS + 1);
  expect(outbox.find('command-1')).toBeNull();
  expect(outbox.find('command-2')?.state).toBe('refused');
});

test('a press is found again until it is refused', () => {
  outbox.append(command(1));
  expect(outbox.standing('log-contact c-1')?.commandId).toBe('command-1');
  learn(1);
  outbox.takeForSending(1, NOW);
  outbox.recordResults([{ status: 'refused', seq: 1, code: 'x', sentence: 'No.' }], NOW, NOW);
  expect(outbox.standing('log-contact c-1')).toBeNull();
});

test('everything kept is offered again under its own number', () => {
  for (const n of [1, 2]) outbox.append(command(n));
  learn(1);
  outbox.takeForSending(10, NOW);
  outbox.recordResults([{ status: 'accepted', seq: 1, version: 5 }, { status: 'accepted', seq: 2, version: 6 }], NOW, NOW);
  outbox.reached(5);
  outbox.offerAgain('epoch-2');
  expect(outbox.takeForSending(10, NOW).map(({ seq, state, offerEpoch }) => [seq, state, offerEpoch])).toEqual([[1, 'sent', 'epoch-2'], [2, 'sent', 'epoch-2']]);
  expect(outbox.offerCounts('epoch-2')).toEqual({ offered: 2, left: 2, waitingForOthers: 0, needYou: 0 });
});

test('what was accepted more than thirty days ago is not offered again, and unsent work is not counted as sent again', () => {
  for (const n of [1, 2, 3]) outbox.append(command(n));
  learn(1);
  outbox.recordResults([{ status: 'accepted', seq: 1, version: 5 }], NOW, NOW);
  outbox.recordResults([{ status: 'accepted', seq: 2, version: 6 }], NOW, NOW + 1);
  outbox.recordResults([{ status: 'refused', seq: 3, code: 'x', sentence: 'No.' }], NOW, NOW + 1);
  outbox.append(command(4));
  outbox.saveDraft('contact:r-1', 'half a note', NOW);
  outbox.reached(5);
  outbox.letGo(NOW + RETAINED_MS + 1);
  outbox.offerAgain('epoch-2');
  expect(outbox.inState('sent', 'waiting').map(({ commandId }) => commandId)).toEqual(['command-2', 'command-4']);
  expect(outbox.offerCounts('epoch-2')).toEqual({ offered: 1, left: 2, waitingForOthers: 0, needYou: 0 });
  expect(outbox.find('command-3')).toMatchObject({ state: 'refused', sentence: 'No.' });
  expect(outbox.loadDraft('contact:r-1')).toBe('half a note');
  expect(outbox.overlay(0).map(({ commandId }) => commandId)).toEqual(['command-2', 'command-4']);
});

test('what the centre holds for another desk is sent again at its time, and nothing about the same request overtakes it', () => {
  const answer = (n: number, escalationId: string): NewCommand =>
    ({ ...command(n), name: 'answer-escalation', args: { escalationId, answer: 'refer', amount: null, reasons: '' } });
  for (const one of [answer(1, 'e-1'), answer(2, 'e-1'), answer(3, 'e-2'), command(4)]) outbox.append(one);
  outbox.offerAgain('epoch-2');
  learn(1);
  outbox.recordResults([{ status: 'waiting', seq: 1, sentence: 'Wait.' }, { status: 'waiting', seq: 2, sentence: 'Wait.' }], NOW, NOW);
  expect(outbox.takeForSending(10, NOW).map(({ commandId }) => commandId)).toEqual(['command-3', 'command-4']);
  expect(outbox.offerCounts('epoch-2')).toMatchObject({ left: 4, waitingForOthers: 2 });
  outbox.recordResults([{ status: 'accepted', seq: 3, version: 5 }, { status: 'accepted', seq: 4, version: 6 }], NOW, NOW);
  expect(outbox.isDue(NOW + 29_999)).toBe(false);
  expect(outbox.isDue(NOW + 30_000)).toBe(true);
  expect(outbox.releaseHeld()).toBe(true);
  expect(outbox.takeForSending(10, NOW).map(({ commandId, seq }) => [commandId, seq])).toEqual([['command-1', 5], ['command-2', 6]]);
});

test('a damaged outbox is said to be damaged, wherever it is damaged', () => {
  for (let n = 0; n < 300; n += 1) outbox.append(command(n));
  outbox.close();
  truncateSync(file, statSync(file).size - 4096);
  expect(openOutbox(file, testKey())).toEqual({ ok: false, fault: 'damaged' });
  removeFolder(folder);
  outbox = mustOpen();
});
