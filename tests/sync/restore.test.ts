/** The real engine against a real centre that is put back to an earlier day. */
import { cpSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RETAINED_MS, reconciliationSchema, type RestoreReport } from '#contract/restore.ts';
import { signInAnswerSchema } from '#contract/wire.ts';
import { PASSPHRASE, type PersonName } from '../../src/central/testing/council.ts';
import { decisionArgs, logArgs, requestArgs, signIn } from '../../src/central/testing/desk.ts';
import { RestorableCentre } from '../fixtures/restorable-centre.ts';
import { openTestDesk, removeFolder, temporaryFolder, type TestDesk } from '../fixtures/test-desk.ts';

const HOUR = 3_600_000;
/** Short of a token's life: who was signed in after the backup is not known to the centre of before. */
const MINUTE = 60_000;
let centre: RestorableCentre;
const desks: TestDesk[] = [];
const folders: string[] = [];
let untouched = '';
beforeAll(async () => {
  centre = await new RestorableCentre().open();
  untouched = await centre.backUp();
});
afterAll(async () => { await centre.end(); });
beforeEach(async () => {
  centre.clock.now += 400 * 24 * HOUR;
  await centre.restore(untouched, { told: false });
});
afterEach(async () => {
  const open = desks.splice(0);
  for (const desk of open) await desk.close();
  for (const folder of folders.splice(0)) removeFolder(folder);
  expect(open.flatMap(({ bugs }) => bugs)).toEqual([]);
});

interface Line { down: boolean; afterAnswer: ((path: string) => Promise<void>) | null }
interface Opened { desk: TestDesk; line: Line; folder: string; device: string }

async function open(name: PersonName, { folder = temporaryFolder(), device = `device-of-${name}-here` } = {}): Promise<Opened> {
  folders.push(folder);
  const line: Line = { down: false, afterAnswer: null };
  const answer = signInAnswerSchema.parse(await (await signIn(centre.base, name, PASSPHRASE, device)).json());
  const opened = await openTestDesk({
    folder, deviceId: device, signIn: answer, now: () => centre.clock.now,
    async fetch(input, init) {
      if (line.down) throw new TypeError('fetch failed');
      const response = await centre.fetch(input, init);
      if (line.afterAnswer === null) return response;
      const body = await response.arrayBuffer();
      await line.afterAnswer(new URL(input as URL).pathname);
      return new Response(body, { status: response.status });
    },
  });
  if (!opened.ok) throw new Error(opened.failure.sentence);
  desks.push(opened.value);
  await opened.value.saved();
  return { desk: opened.value, line, folder, device };
}

async function give({ desk }: Opened, name: string, args: unknown): Promise<void> {
  const given = await desk.screen('command.give', { name, args });
  if (!given.ok) throw new Error(`${name}: ${given.failure.sentence}`);
}
async function offline({ desk, line }: Opened): Promise<void> {
  line.down = true;
  await desk.screen('sync.now');
  await desk.until(() => desk.status()?.phase === 'offline', 'offline');
}
async function back({ desk, line }: Opened): Promise<void> {
  line.down = false;
  await desk.screen('sync.now');
}
/** Online in the centre's present history with nothing of the last restore left to say. */
async function settled({ desk }: Opened): Promise<void> {
  await desk.screen('sync.now');
  const sync = await desk.watch('sync', {});
  // Until it has heard of this restore, a desk stands well in the history before.
  let epoch = '';
  do {
    // Neither need wait for anything: without a turn of the clock no answer of the centre’s would ever be read.
    await new Promise((turn) => { setTimeout(turn, 5); });
    await desk.until(() => sync.now().status[0]?.phase === 'online' && sync.now().status[0]?.waiting === 0 && sync.now().restored[0]?.left === 0, 'settled after the restore');
    ({ epoch } = await centre.store.head());
  } while (sync.now().restored[0]?.key !== epoch);
}
const rows = async <R>(sql: string): Promise<R[]> => (await centre.store.query<R>(sql)).rows;
const count = async (table: string): Promise<number> => (await rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? -1;
const contacts = async (): Promise<string[]> => (await rows<{ id: string }>('SELECT id FROM contact ORDER BY row_version')).map(({ id }) => id);

async function report(): Promise<RestoreReport> {
  const { token } = signInAnswerSchema.parse(await (await signIn(centre.base, 'governance', PASSPHRASE, 'device-of-governance')).json());
  const response = await fetch(`${centre.base}/v1/reconciliation`, { headers: { authorization: `Bearer ${token}` } });
  const newest = reconciliationSchema.parse(await response.json()).restores[0];
  if (newest === undefined) throw new Error('the centre reports no restore');
  return newest;
}

describe('a centre put back to an earlier day', () => {
  test('gets everything back once, in order, at its own times, and says what came of it', async () => {
    const amina = await open('amina');
    await give(amina, 'log-contact', logArgs({ contactId: 'before' }));
    await amina.desk.saved();
    const backup = await centre.backUp();
    const restoredTo = centre.clock.now;
    centre.clock.now += MINUTE;
    const madeAt = centre.clock.now;
    await amina.desk.saved();
    await give(amina, 'log-contact', logArgs({ contactId: 'after-1' }));
    const decision = decisionArgs(1000);
    await give(amina, 'make-decision', decision);
    await give(amina, 'log-contact', logArgs({ contactId: 'after-2' }));
    await amina.desk.saved();
    await amina.desk.screen('draft.save', { key: 'contact:resident:resident-2', value: 'half a note' });

    centre.clock.now += MINUTE;
    await centre.restore(backup);
    expect(await contacts()).toEqual(['before']);
    await settled(amina);

    expect(await contacts()).toEqual(['before', 'after-1', 'after-2']);
    expect(await rows('SELECT id, status, decided_at, received_at, made_offline FROM decision')).toEqual(
      [{ id: decision.decisionId, status: 'made', decided_at: madeAt, received_at: centre.clock.now, made_offline: false }]);
    expect(await count('payment')).toBe(1);
    expect(await amina.desk.screen('draft.load', { key: 'contact:resident:resident-2' })).toMatchObject({ value: { value: 'half a note' } });
    expect((await amina.desk.watch('sync', {})).now().restored).toMatchObject([{ restoredTo, sentAgain: 4, needYou: 0, left: 0, waitingForOthers: 0, seen: false }]);
    expect(await report()).toMatchObject({
      restoredTo, noticedBy: 'administrator', needsPerson: [], desksDone: 1, desksUnderWay: 0,
      counts: { replayed: 3, alreadyThere: 1, refused: 0, waiting: 0, parked: 0, outsideAuthority: 0 },
    });
    await amina.desk.screen('restore.seen');
    expect((await amina.desk.watch('sync', {})).now().restored).toMatchObject([{ seen: true }]);
  });

  test('waits with an answer until the desk that asked has offered its request again', async () => {
    const [amina, leader] = [await open('amina'), await open('leader')];
    const backup = await centre.backUp();
    const request = requestArgs(2800);
    await Promise.all([amina.desk.saved(), leader.desk.saved()]);
    await give(amina, 'request-approval', request);
    const work = await leader.desk.watch('worklist', {});
    await leader.desk.until(() => work.now().waiting.length === 1, 'the request at the leader');
    await give(leader, 'answer-escalation', { escalationId: request.escalationId, answer: 'approve', amount: null, reasons: 'Fair.' });
    await leader.desk.saved();
    expect(await count('payment')).toBe(1);

    amina.line.down = true;
    centre.clock.now += MINUTE;
    await centre.restore(backup);
    centre.clock.now += MINUTE;
    const sync = await leader.desk.watch('sync', {});
    await leader.desk.until(() => sync.now().restored[0]?.waitingForOthers === 1, 'the answer waits');
    expect(await count('payment')).toBe(0);
    expect(sync.now().attention).toEqual([]);
    expect(await report()).toMatchObject({ counts: { waiting: 1 }, unheard: [{ staffName: 'Name of amina' }], needsPerson: [{ outcome: 'waiting', name: 'answer-escalation' }] });

    await back(amina);
    await Promise.all([settled(amina), settled(leader)]);
    expect(await rows('SELECT status, approved_amount FROM escalation')).toEqual([{ status: 'approved', approved_amount: 2800 }]);
    expect(await count('payment')).toBe(1);
    expect(await report()).toMatchObject({ counts: { waiting: 0, replayed: 2 }, unheard: [], needsPerson: [], desksDone: 2 });
  });

  test('refuses for good what waits for a desk that never comes, and then it needs its person', async () => {
    const [amina, leader] = [await open('amina'), await open('leader')];
    const backup = await centre.backUp();
    await Promise.all([amina.desk.saved(), leader.desk.saved()]);
    const request = requestArgs(2800);
    await give(amina, 'request-approval', request);
    const work = await leader.desk.watch('worklist', {});
    await leader.desk.until(() => work.now().waiting.length === 1, 'the request at the leader');
    await give(leader, 'answer-escalation', { escalationId: request.escalationId, answer: 'approve', amount: null, reasons: 'Fair.' });
    await leader.desk.saved();
    await amina.desk.close();
    await centre.restore(backup);
    const sync = await leader.desk.watch('sync', {});
    await leader.desk.until(() => sync.now().restored[0]?.waitingForOthers === 1, 'the answer waits');
    await leader.desk.close();
    centre.clock.now += RETAINED_MS;
    const later = await open('leader', leader);
    const then = await later.desk.watch('sync', {});
    await later.desk.until(() => then.now().attention.length === 1, 'refused');
    expect(then.now().restored).toMatchObject([{ waitingForOthers: 0, needYou: 1, left: 0 }]);
  });

  test('judges what comes back by today’s authority: what another desk used up meanwhile waits for a leader, unpaid', async () => {
    const [amina, tom] = [await open('amina'), await open('tom')];
    const backup = await centre.backUp();
    await Promise.all([amina.desk.saved(), tom.desk.saved()]);
    await give(amina, 'make-decision', decisionArgs(2500));
    await amina.desk.saved();
    await offline(amina);
    await centre.restore(backup);
    await settled(tom);
    await give(tom, 'make-decision', decisionArgs(2000));
    await give(tom, 'make-decision', decisionArgs(2000));
    await tom.desk.saved();
    await back(amina);
    await settled(amina);
    expect((await rows<{ amount: number }>('SELECT amount FROM payment ORDER BY amount')).map(({ amount }) => amount)).toEqual([2000, 2000]);
    expect(await report()).toMatchObject({ counts: { outsideAuthority: 1 }, needsPerson: [{ outcome: 'outside-authority', name: 'make-decision', staffName: 'Name of amina' }] });
  });

  test('during a push, twice, and past a desk that was offline for the whole affair: each piece takes effect once', async () => {
    const [amina, tom] = [await open('amina'), await open('tom')];
    const first = await centre.backUp();
    await Promise.all([amina.desk.saved(), tom.desk.saved()]);
    await give(tom, 'make-decision', decisionArgs(500));
    await tom.desk.saved();
    await offline(tom);
    await give(tom, 'log-contact', logArgs({ contactId: 'tom-unsent' }));
    // The centre takes the push, and is put back before the desk hears of it.
    let struck = false;
    amina.line.afterAnswer = async (path) => {
      if (path !== '/v1/push' || struck) return;
      struck = true;
      await centre.restore(first);
      throw new TypeError('terminated');
    };
    for (let n = 0; n < 5; n += 1) await give(amina, 'log-contact', logArgs({ contactId: `amina-${String(n)}` }));
    await give(amina, 'make-decision', decisionArgs(700));
    await amina.desk.until(() => struck, 'put back during the push');
    await settled(amina);
    const second = await centre.backUp();
    await give(amina, 'log-contact', logArgs({ contactId: 'amina-last' }));
    await amina.desk.saved();
    await centre.restore(second);
    await back(tom);
    await Promise.all([settled(amina), settled(tom)]);

    expect((await contacts()).toSorted()).toEqual(['amina-0', 'amina-1', 'amina-2', 'amina-3', 'amina-4', 'amina-last', 'tom-unsent']);
    expect((await rows<{ amount: number }>('SELECT amount FROM payment ORDER BY amount')).map(({ amount }) => amount)).toEqual([500, 700]);
    const effects = await rows<{ times: number }>(`SELECT count(DISTINCT version)::int AS times FROM command_result WHERE status = 'accepted' GROUP BY command_id`);
    expect(effects.every(({ times }) => times === 1)).toBe(true);
    expect([amina, tom].map(({ desk }) => desk.status()?.needsAttention)).toEqual([0, 0]);
  });

  test('leaves out what a desk retained for more than thirty days', async () => {
    const amina = await open('amina');
    const backup = await centre.backUp();
    await amina.desk.saved();
    await give(amina, 'log-contact', logArgs({ contactId: 'long-ago' }));
    await amina.desk.saved();
    await amina.desk.close();
    centre.clock.now += RETAINED_MS + MINUTE;
    const later = await open('amina', amina);
    await give(later, 'log-contact', logArgs({ contactId: 'lately' }));
    await later.desk.saved();
    await centre.restore(backup);
    await settled(later);
    expect(await contacts()).toEqual(['lately']);
  });

  test('finds out by itself, from a desk that holds its word for a later version', async () => {
    const amina = await open('amina');
    const backup = await centre.backUp();
    await amina.desk.saved();
    const view = await amina.desk.watch('subject', { kind: 'resident', id: 'resident-1' });
    for (let n = 0; n < 3; n += 1) await give(amina, 'log-contact', logArgs({ contactId: `c-${String(n)}` }));
    await amina.desk.until(() => view.now().timeline.filter(({ pending }) => !pending).length === 3, 'read back from the feed');
    const before = (await centre.store.head()).epoch;
    centre.clock.now += MINUTE;
    await centre.restore(backup, { told: false });
    expect((await centre.store.head()).epoch).toBe(before);
    await settled(amina);
    expect((await centre.store.head()).epoch).not.toBe(before);
    expect(await contacts()).toEqual(['c-0', 'c-1', 'c-2']);
    expect(await report()).toMatchObject({ noticedBy: 'desk', counts: { replayed: 3 } });
  });

  test('believes no desk that only says so', async () => {
    const amina = await open('amina');
    await amina.desk.saved();
    const { epoch, version } = await centre.store.head();
    const { token } = signInAnswerSchema.parse(await (await signIn(centre.base, 'tom', PASSPHRASE, 'device-of-tom')).json());
    const response = await fetch(`${centre.base}/v1/pull`, {
      method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ protocol: 1, schema: 1, epoch, cursor: version + 5, proof: 'AAAA' }),
    });
    expect(response.status).toBe(409);
    expect((await centre.store.head()).epoch).toBe(epoch);
    const asOperative = await fetch(`${centre.base}/v1/reconciliation`, { headers: { authorization: `Bearer ${token}` } });
    expect(asOperative.status).toBe(403);
  });

  test('a desk that is shut down in the middle of offering goes on where it was', async () => {
    const amina = await open('amina');
    const backup = await centre.backUp();
    await amina.desk.saved();
    for (let n = 0; n < 30; n += 1) await give(amina, 'log-contact', logArgs({ contactId: `c-${String(n).padStart(2, '0')}` }));
    await amina.desk.saved();
    await centre.restore(backup);
    const copied = temporaryFolder();
    let pushes = 0;
    amina.line.afterAnswer = async (path) => {
      if (path !== '/v1/push') return;
      pushes += 1;
      amina.line.down = true;
      await Promise.resolve();
      throw new TypeError('terminated');
    };
    await amina.desk.until(() => pushes === 1, 'the first part of it was sent');
    await amina.desk.close();
    cpSync(amina.folder, copied, { recursive: true });
    const again = await open('amina', { folder: copied, device: amina.device });
    await settled(again);
    expect((await contacts()).toSorted()).toEqual(Array.from({ length: 30 }, (_, n) => `c-${String(n).padStart(2, '0')}`));
    expect(await count('contact')).toBe(30);
    expect((await report()).counts).toMatchObject({ refused: 0 });
  });
});
