/** Two desks that are both cut off, and a telephone between them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { put } from '#domain/records.ts';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { residentNamed } from '../../src/central/testing/council.ts';
import { requestArgs } from '../../src/central/testing/desk.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import { checkOf, codeText, readCode } from '../../src/engine/authority/spoken-code.ts';
import { wiredDesks, type WiredDesk } from './harness/wired-desks.ts';

let centre: TestCentre;
beforeAll(async () => { centre = await startTestCentre(openPGliteForTest); });
afterAll(() => centre.close());
const open = wiredDesks(() => centre);
async function cut({ desk, line }: WiredDesk): Promise<void> {
  line.down = true;
  await desk.screen('sync.now');
  await desk.until(() => desk.status()?.phase === 'offline', 'offline');
}
async function mend({ desk, line }: WiredDesk): Promise<void> {
  line.down = false;
  await desk.screen('sync.now');
  await desk.saved();
}
let residents = 0;
async function someone(): Promise<string> {
  residents += 1;
  const id = `resident-who-waits-${String(residents)}`;
  await centre.store.transaction((transaction) => transaction.write([put('resident', residentNamed(id))]));
  return id;
}
const rows = async <R>(sql: string, parameters: unknown[]): Promise<R[]> => (await centre.store.query<R>(sql, parameters)).rows;
const paid = async (residentId: string): Promise<number[]> => (await rows<{ amount: number }>('SELECT amount FROM payment WHERE resident_id = $1', [residentId])).map(({ amount }) => amount);

test.each(['the operative', 'the leader'])('both desks are cut off: a code over the telephone approves it there and then, and it is paid once, %s coming back first', async (first) => {
  const residentId = await someone();
  const [amina, leader] = [await open('amina'), await open('leader')];
  expect(await leader.desk.screen('approval-codes.ready')).toMatchObject({ ok: true, value: { left: 5 } });
  await leader.desk.saved();
  const request = requestArgs(6000, { residentId });
  await amina.desk.until(() => true, 'nothing');
  const view = await amina.desk.watch('subject', { kind: 'resident', id: residentId });
  await expect.poll(() => rows('SELECT 1 FROM approval_code', [])).not.toHaveLength(0);
  await amina.desk.screen('sync.now');
  await amina.desk.saved();
  await cut(amina);
  await cut(leader);

  expect(await amina.desk.screen('command.give', { name: 'request-approval', args: request })).toMatchObject({ ok: true });
  expect(await amina.desk.screen('approval-codes.approvers', { escalationId: request.escalationId })).toMatchObject({ ok: true, value: [{ staffId: 'leader' }] });
  const asked = { reference: ` ${String(request['reference']).toLowerCase()} `, clauseId: 'goodwill', amount: 5000, reasons: 'They rang me; three collections missed.' };
  const read = await leader.desk.screen('approval-codes.read-out', asked);
  if (!read.ok) throw new Error(read.failure.sentence);
  const { code } = read.value;
  expect(code).toMatch(/^[\dA-Z]{4}-[\dA-Z]{4}-[\dA-Z]{4}$/);
  // Asked again for the same, it is the same, and no second code is spent.
  expect(await leader.desk.screen('approval-codes.read-out', asked)).toEqual(read);
  expect(await leader.desk.screen('approval-codes.ready')).toMatchObject({ value: { left: 4 } });

  const use = (changes: object = {}) => amina.desk.screen('approval-codes.use', { escalationId: request.escalationId, staffId: 'leader', code: code.toLowerCase().replaceAll('-', ' '), amount: 5000, ...changes });
  expect(await use({ code: 'K7' })).toMatchObject({ ok: false, failure: { sentence: expect.stringContaining('three groups of four') as string } });
  expect(await use({ amount: 6000 })).toMatchObject({ ok: false, failure: { sentence: expect.stringContaining('another reference, clause or amount') as string } });
  const parts = readCode(code);
  if (parts === null) throw new Error('a code can be read');
  const guessed = { ...parts, secret: '00000000' };
  expect(await use({ code: codeText({ ...guessed, check: checkOf(guessed.secret, { reference: String(request['reference']), clauseId: 'goodwill', amount: 5000 }) }) }))
    .toMatchObject({ ok: false, failure: { sentence: expect.stringContaining('no code of Name of leader') as string } });
  expect(await use()).toMatchObject({ ok: true });
  const standing = () => view.now().timeline.find(({ key }) => key === `decision:${request.escalationId}.decision`);
  await amina.desk.until(() => standing()?.pending === true, 'decided at the desk');
  expect(standing()).toMatchObject({ decision: { status: 'made', amount: 5000, decidedBy: 'leader', madeOffline: true } });

  const order = first === 'the leader' ? [leader, amina] : [amina, leader];
  for (const one of order) await mend(one);
  await amina.desk.until(() => { const entry = standing(); return entry?.kind === 'decision' && !entry.pending && entry.decision.status === 'made'; }, 'made at the centre');
  expect(await paid(residentId)).toEqual([5000]);
  expect(await rows('SELECT status, kind, approved_amount, answered_by FROM escalation WHERE resident_id = $1', [residentId]))
    .toEqual([{ status: 'approved', kind: 'approve', approved_amount: 5000, answered_by: 'leader' }]);
});

test('what was typed wrong too often has to wait a minute, and a code that was used is used up', async () => {
  const residentId = await someone();
  const [tom, leader] = [await open('tom'), await open('leader')];
  await leader.desk.screen('approval-codes.ready');
  await leader.desk.saved();
  await tom.desk.screen('sync.now');
  await tom.desk.saved();
  const request = requestArgs(3000, { residentId });
  await cut(tom);
  await tom.desk.screen('command.give', { name: 'request-approval', args: request });
  const use = (code: string) => tom.desk.screen('approval-codes.use', { escalationId: request.escalationId, staffId: 'leader', code, amount: 3000 });
  for (let n = 0; n < 5; n += 1) expect(await use('ZZZZ-ZZZZ-ZZZZ')).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  expect(await use('ZZZZ-ZZZZ-ZZZZ')).toMatchObject({ ok: false, failure: { code: 'too-many-tries' } });
  centre.clock.now += 60_000;
  const read = await leader.desk.screen('approval-codes.read-out', { reference: String(request['reference']), clauseId: 'goodwill', amount: 3000, reasons: 'Fair.' });
  if (!read.ok) throw new Error(read.failure.sentence);
  expect(await use(read.value.code)).toMatchObject({ ok: true });
  expect(await use(read.value.code)).toMatchObject({ ok: false, failure: { sentence: expect.stringContaining('no code of Name of leader that can be used now') as string } });
});

test('only approvers have codes, and one who never was connected with them says so', async () => {
  const { desk } = await open('amina');
  expect(await desk.screen('approval-codes.ready')).toMatchObject({ ok: false, failure: { code: 'not-allowed' } });
  const acting = await open('acting');
  await cut(acting);
  expect(await acting.desk.screen('approval-codes.ready')).toMatchObject({ ok: true, value: { left: 0, goodUntil: null } });
  expect(await acting.desk.screen('approval-codes.read-out', { reference: 'HM-1234', clauseId: 'goodwill', amount: 1000, reasons: 'x' }))
    .toMatchObject({ ok: false, failure: { sentence: expect.stringContaining('no code left') as string } });
});
