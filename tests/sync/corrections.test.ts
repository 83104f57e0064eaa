/** Work that comes back from the real centre: corrected, sent again, put away, and found again afterwards. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { put } from '#domain/records.ts';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { residentNamed, type PersonName } from '../../src/central/testing/council.ts';
import { decisionArgs, logArgs, requestArgs } from '../../src/central/testing/desk.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import type { Watched } from '../fixtures/test-desk.ts';
import { wiredDesks, type WiredDesk, type WiredOptions } from './harness/wired-desks.ts';

let centre: TestCentre;
beforeAll(async () => { centre = await startTestCentre(openPGliteForTest); });
afterAll(async () => { await centre.close(); });
const wired = wiredDesks(() => centre);
interface Opened extends WiredDesk { sync: Watched<'sync'> }
async function open(name: PersonName, options?: WiredOptions): Promise<Opened> {
  const opened = await wired(name, options);
  return { ...opened, sync: await opened.desk.watch('sync', {}) };
}
async function give({ desk }: Opened, name: string, args: unknown): Promise<string> {
  const given = await desk.screen('command.give', { name, args });
  if (!given.ok) throw new Error(`${name}: ${given.failure.sentence}`);
  return given.value.commandId;
}
const correct = ({ desk }: Opened, commandId: string, name: string, args: unknown) => desk.screen('attention.correct', { commandId, name, args });
const attention = ({ desk, sync }: Opened, count: number): Promise<void> => desk.until(() => sync.now().attention.length === count, `${String(count)} needing attention`);
const rows = async <R>(sql: string, parameters: unknown[]): Promise<R[]> => (await centre.store.query<R>(sql, parameters)).rows;
/** What PostgreSQL can't keep, as it comes with a paste. */
const PASTED = 'Rang about the bin.\u0000';

test('work that came back is corrected, arrives once, and the centre’s record says what it replaces', async () => {
  const amina = await open('amina');
  const args = logArgs({ note: PASTED });
  const first = await give(amina, 'log-contact', args);
  await attention(amina, 1);
  expect(amina.sync.now().attention).toMatchObject([{ commandId: first, state: 'refused', outOfSight: false, args: { note: PASTED } }]);
  expect(amina.sync.now().attention[0]?.sentence).toContain('characters that can’t be kept');

  const better = { ...args, note: 'Rang about the bin.' };
  const sent = await correct(amina, first, 'log-contact', better);
  if (!sent.ok) throw new Error(sent.failure.sentence);
  // The same button again is the same piece of work; another text would be another.
  expect(await correct(amina, first, 'log-contact', better)).toEqual(sent);
  expect(await correct(amina, first, 'log-contact', { ...args, note: 'Another text.' })).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  await amina.desk.saved();
  expect(await rows('SELECT note FROM contact WHERE id = $1', [args['contactId']])).toEqual([{ note: 'Rang about the bin.' }]);
  expect(await rows(`SELECT detail ->> 'replaces' AS replaces, detail ->> 'status' AS status FROM audit WHERE subject = $1`, [sent.value.commandId]))
    .toEqual([{ replaces: first, status: 'accepted' }]);
  await attention(amina, 0);
  expect(amina.sync.now().resolved).toMatchObject([{ commandId: first, how: 'corrected', args: { note: PASTED } }]);
});

test('a correction is made offline, comes back itself, and is corrected again', async () => {
  const amina = await open('amina');
  const args = logArgs({ note: PASTED });
  const first = await give(amina, 'log-contact', args);
  await attention(amina, 1);
  amina.line.down = true;
  await amina.desk.screen('sync.now');
  await amina.desk.until(() => amina.desk.status()?.phase === 'offline', 'offline');
  const second = await correct(amina, first, 'log-contact', { ...args, note: 'Twice.\u0000' });
  if (!second.ok) throw new Error(second.failure.sentence);
  await amina.desk.until(() => amina.desk.status()?.waiting === 1, 'the correction waits');
  amina.line.down = false;
  await amina.desk.screen('sync.now');
  await amina.desk.until(() => amina.sync.now().attention[0]?.commandId === second.value.commandId, 'the correction came back');
  expect(await correct(amina, second.value.commandId, 'log-contact', { ...args, note: 'Twice.' })).toMatchObject({ ok: true });
  await amina.desk.saved();
  expect(await rows('SELECT note FROM contact WHERE id = $1', [args['contactId']])).toEqual([{ note: 'Twice.' }]);
  await amina.desk.until(() => amina.sync.now().resolved.length === 2, 'both in the lost and found');
  expect(amina.sync.now().resolved.map(({ how }) => how)).toEqual(['corrected', 'corrected']);
});

test('a correction that this desk itself refuses leaves what came back where it is', async () => {
  const amina = await open('amina');
  const first = await give(amina, 'log-contact', logArgs({ note: PASTED }));
  await attention(amina, 1);
  expect(await correct(amina, first, 'log-contact', { note: 5 })).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  expect(await correct(amina, first, 'make-decision', decisionArgs(100))).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  expect(await correct(amina, first, 'log-contact', logArgs({ residentId: 'nobody' }))).toMatchObject({ ok: false, failure: { code: 'refused' } });
  expect(amina.sync.now().attention).toHaveLength(1);
  await amina.desk.screen('attention.discard', { commandId: first, reason: 'Logged by phone.' });
  await attention(amina, 0);
  expect(amina.sync.now().resolved).toMatchObject([{ how: 'put-away', reason: 'Logged by phone.' }]);
});

test('a decision that comes back above the limit goes up as a request in its place', async () => {
  const amina = await open('amina');
  const residentId = 'resident-of-correction';
  await centre.store.transaction((transaction) => transaction.write([put('resident', residentNamed(residentId))]));
  const seen = await amina.desk.watch('subject', { kind: 'resident', id: residentId });
  await amina.desk.until(() => seen.now().header.length === 1, 'the resident');
  const decision = decisionArgs(2000, { residentId, reasons: 'Missed.\u0000' });
  const first = await give(amina, 'make-decision', decision);
  await attention(amina, 1);
  expect(amina.sync.now().attention[0]?.facts).toContainEqual({ field: 'upTo', then: { text: '£25' }, now: { text: '£25' }, changed: false });
  expect(await correct(amina, first, 'make-decision', { ...decision, reasons: 'Missed.', amount: 2800 })).toMatchObject({ ok: false, failure: { code: 'escalation' } });
  const request = requestArgs(2800, { residentId, reference: decision['reference'] });
  expect(await correct(amina, first, 'request-approval', request)).toMatchObject({ ok: true });
  await amina.desk.saved();
  expect(await rows('SELECT requested_amount FROM escalation WHERE resident_id = $1', [residentId])).toEqual([{ requested_amount: 2800 }]);
  expect(await rows('SELECT id FROM decision WHERE resident_id = $1', [residentId])).toEqual([]);
});

test('an answer that came second shows what stands now beside what stood then', async () => {
  const [operative, one, two] = [await open('amina'), await open('leader'), await open('acting')];
  const request = requestArgs(2800);
  await give(operative, 'request-approval', request);
  const lists = await Promise.all([one, two].map(({ desk }) => desk.watch('worklist', {})));
  const has = (list: Watched<'worklist'> | undefined): boolean => list?.now().waiting.some(({ key }) => key === request.escalationId) === true;
  await Promise.all([one.desk.until(() => has(lists[0]), 'at one'), two.desk.until(() => has(lists[1]), 'at two')]);
  // The second has not heard of the first when it answers, and hears of it before it can send.
  two.line.push = (body) => ({ ...body, epoch: 'not yet' });
  await give(one, 'answer-escalation', { escalationId: request.escalationId, answer: 'approve', amount: null, reasons: 'Fair.' });
  await give(two, 'answer-escalation', { escalationId: request.escalationId, answer: 'decline', amount: null, reasons: 'Too much.' });
  await one.desk.saved();
  two.line.push = null;
  await two.desk.screen('sync.now');
  await attention(two, 1);
  await two.desk.until(() => two.sync.now().attention[0]?.facts.some(({ field, changed }) => field === 'requestStatus' && changed) === true, 'what stands now');
  expect(two.sync.now().attention[0]?.facts).toContainEqual(
    { field: 'requestStatus', then: { status: 'pending' }, now: { status: 'approved' }, changed: true });
  const again = await correct(two, two.sync.now().attention[0]?.commandId ?? '', 'answer-escalation', { escalationId: request.escalationId, answer: 'decline', amount: null, reasons: 'Still.' });
  expect(again).toMatchObject({ ok: false, failure: { code: 'refused', sentence: 'Somebody has answered this request already. Their answer stands.' } });
});

test('work of a kind the centre does not know is kept, and goes by itself once the centre has been updated', async () => {
  const device = 'device-that-is-ahead';
  const first = await open('amina', { device, known: { 'log-contact': 0 } });
  first.line.push = (body) => ({ ...body, commands: body.commands.map((one) => ({ ...one, version: 99 })) });
  const args = logArgs();
  await give(first, 'log-contact', args);
  await attention(first, 1);
  expect(first.sync.now().attention).toMatchObject([{ state: 'parked' }]);
  await first.desk.close();
  const second = await open('amina', { device, folder: first.folder });
  await second.desk.until(() => second.sync.now().attention.length === 0 && second.sync.now().status[0]?.waiting === 0, 'sent by itself');
  expect(await rows('SELECT id FROM contact WHERE id = $1', [args['contactId']])).toHaveLength(1);
});
