/** The real engine against the real centre over loopback HTTP. Scenes 1, 9 and 10 of DOMAIN (g), without their windows. */
import { cpSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { put } from '#domain/records.ts';
import { signInAnswerSchema } from '#contract/wire.ts';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { PASSPHRASE, residentNamed, type PersonName } from '../../src/central/testing/council.ts';
import { decisionArgs, logArgs, requestArgs, signIn } from '../../src/central/testing/desk.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import { openTestDesk, removeFolder, temporaryFolder, type DeskOptions, type TestDesk } from '../fixtures/test-desk.ts';

let centre: TestCentre;
beforeAll(async () => { centre = await startTestCentre(openPGliteForTest); });
afterAll(async () => { await centre.close(); });

const desks: TestDesk[] = [];
const folders: string[] = [];
let drawn = 0;
const drawOne = (): string => {
  drawn += 1;
  return String(drawn);
};
// A year and more between two tests: no limit of one sees what was used in another.
beforeEach(() => { centre.clock.now += 400 * 24 * 60 * 60 * 1000; });
afterEach(async () => {
  const open = desks.splice(0);
  for (const desk of open) await desk.close();
  for (const folder of folders.splice(0)) removeFolder(folder);
  expect(open.flatMap(({ bugs }) => bugs)).toEqual([]);
});

/** Somebody new at the centre, so that what is counted is this test's own. */
async function newResident(): Promise<string> {
  const row = residentNamed(`resident-${drawOne()}-of-test`);
  await centre.store.transaction((transaction) => transaction.write([put('resident', row)]));
  return row.id;
}

/** A line between desk and centre that can be down, lose answers and cut them. */
interface Line {
  fetch: typeof fetch;
  fault: (path: string) => 'refuse' | 'drop' | 'cut' | 'twice' | null;
}
function newLine(): Line {
  const line: Line = {
    fault: () => null,
    async fetch(input, init) {
      const url = new URL(input as URL);
      const fault = line.fault(url.pathname);
      if (fault === 'refuse') throw new TypeError('fetch failed');
      const response = await fetch(input, init);
      if (fault === 'drop') {
        await response.arrayBuffer();
        throw new TypeError('terminated');
      }
      if (fault === 'twice') {
        await response.arrayBuffer();
        return fetch(input, init);
      }
      if (fault !== 'cut') return response;
      const whole = new Uint8Array(await response.arrayBuffer());
      return new Response(whole.subarray(0, Math.floor(whole.length * 0.7)), { status: response.status });
    },
  };
  return line;
}

async function open(line: Line, name: PersonName, options: Partial<DeskOptions> & { device?: string } = {}): Promise<TestDesk> {
  const { device = `device-${drawOne()}-of-${name}`, ...rest } = options;
  const folder = rest.folder ?? temporaryFolder();
  folders.push(folder);
  const answer = rest.signIn === null ? null : signInAnswerSchema.parse(await (await signIn(centre.base, name, PASSPHRASE, device)).json());
  const opened = await openTestDesk({
    deviceId: device, fetch: line.fetch, now: () => centre.clock.now, centralUrl: centre.base, ...rest, folder, signIn: answer,
  });
  if (!opened.ok) throw new Error(opened.failure.sentence);
  desks.push(opened.value);
  return opened.value;
}
const online = (desk: TestDesk): Promise<void> => desk.saved();
const offline = async (line: Line, desk: TestDesk): Promise<void> => {
  line.fault = () => 'refuse';
  await desk.screen('sync.now');
  await desk.until(() => desk.status()?.phase === 'offline', 'offline');
};
const back = async (line: Line, desk: TestDesk): Promise<void> => {
  line.fault = () => null;
  await desk.screen('sync.now');
  await online(desk);
};
const give = async (desk: TestDesk, name: string, args: unknown): Promise<void> => {
  const given = await desk.screen('command.give', { name, args });
  if (!given.ok) throw new Error(`${name}: ${given.failure.sentence}`);
};
const rows = async <R>(sql: string, parameters: unknown[]): Promise<R[]> => (await centre.store.query<R>(sql, parameters)).rows;
const payments = async (residentId: string): Promise<number[]> =>
  (await rows<{ amount: number }>('SELECT amount FROM payment WHERE resident_id = $1 ORDER BY amount', [residentId])).map(({ amount }) => amount);

describe('a desk and a centre', () => {
  test('a decision made offline survives a restart, arrives once, pays once and keeps its time', async () => {
    const line = newLine();
    const folder = temporaryFolder();
    const device = 'device-that-restarts';
    const residentId = await newResident();
    const first = await open(line, 'amina', { folder, device });
    await online(first);
    await offline(line, first);
    const decision = decisionArgs(1000, { residentId });
    const decidedAt = centre.clock.now;
    await give(first, 'make-decision', decision);
    expect(await first.screen('command.give', { name: 'make-decision', args: decisionArgs(1100, { residentId }) })).toMatchObject({ ok: false, failure: { code: 'escalation' } });
    await first.close();

    centre.clock.now += 3_600_000;
    const second = await open(line, 'amina', { folder, device, signIn: null });
    const view = await second.watch('subject', { kind: 'resident', id: residentId });
    const key = `decision:${decision.decisionId}`;
    expect(view.now().timeline.filter((entry) => entry.key === key)).toMatchObject([{ pending: true }]);
    await back(line, second);
    await second.until(() => view.now().timeline.some((entry) => entry.key === key && !entry.pending), 'confirmed');
    expect(await payments(residentId)).toEqual([1000]);
    expect(view.now().timeline.find((entry) => entry.key === key)).toMatchObject({ decision: { decidedAt, madeOffline: true, receivedAt: centre.clock.now } });
    // The row the desk keeps is the centre's, and the limits count it once.
    expect(view.now().authority.find((item) => item.key === 'goodwill')?.evaluation.remaining[0]).toMatchObject({ used: 1000 });
  });

  test('what one desk logs another sees', async () => {
    const line = newLine();
    const residentId = await newResident();
    const [amina, tom] = await Promise.all([open(line, 'amina'), open(line, 'tom')]);
    await Promise.all([online(amina), online(tom)]);
    const view = await tom.watch('subject', { kind: 'resident', id: residentId });
    await give(amina, 'log-contact', logArgs({ residentId, note: 'Will ring again on Friday.' }));
    await tom.until(() => view.now().timeline.some((entry) => entry.kind === 'contact' && entry.contact.note === 'Will ring again on Friday.'), 'the contact at the other desk');
    expect(view.now().timeline.every(({ pending }) => !pending)).toBe(true);
  });

  test('two desks over one allowance: the first stands and pays, the second waits for a team leader and pays nothing', async () => {
    const line = newLine();
    const other = newLine();
    const residentId = await newResident();
    const [amina, tom, leader] = await Promise.all([open(line, 'amina'), open(other, 'tom'), open(newLine(), 'leader')]);
    await Promise.all([online(amina), online(tom), online(leader)]);
    await give(tom, 'make-decision', decisionArgs(2000, { residentId }));
    await online(tom);
    const seen = await amina.watch('subject', { kind: 'resident', id: residentId });
    await amina.until(() => seen.now().timeline.some(({ kind }) => kind === 'decision'), 'the first decision at the other desk');

    await offline(line, amina);
    const mine = decisionArgs(1000, { residentId });
    await give(amina, 'make-decision', mine);
    await give(tom, 'make-decision', decisionArgs(2500, { residentId }));
    await online(tom);
    await back(line, amina);
    await amina.until(() => seen.now().timeline.some((entry) => entry.kind === 'decision' && entry.decision.id === mine.decisionId && !entry.pending), 'judged');
    expect(seen.now().timeline.find((entry) => entry.key === `decision:${mine.decisionId}`)).toMatchObject({ decision: { status: 'awaiting-ratification', amount: 1000 } });
    expect(await payments(residentId)).toEqual([2000, 2500]);

    const work = await leader.watch('worklist', {});
    await leader.until(() => work.now().waiting.length === 1, 'a request to ratify');
    expect(work.now().waiting[0]).toMatchObject({ mayAnswer: true, escalation: { kind: 'ratify', requestedAmount: 1000 } });
    await give(leader, 'answer-escalation', { escalationId: work.now().waiting[0]?.key, answer: 'approve', amount: null, reasons: 'They were told.' });
    await amina.until(() => seen.now().timeline.some((entry) => entry.kind === 'decision' && entry.decision.status === 'ratified'), 'ratified');
    expect(await payments(residentId)).toEqual([1000, 2000, 2500]);
  });

  test('an answer two people give at once: one stands, the other comes back with the reason', async () => {
    const residentId = await newResident();
    const [operative, one, two] = [await open(newLine(), 'amina'), await open(newLine(), 'leader'), await open(newLine(), 'acting')];
    await Promise.all([operative, one, two].map(online));
    const request = requestArgs(2800, { residentId });
    await give(operative, 'request-approval', request);
    const lists = await Promise.all([one.watch('worklist', {}), two.watch('worklist', {})]);
    await Promise.all([one.until(() => lists[0].now().waiting.length === 1, 'at one'), two.until(() => lists[1].now().waiting.length === 1, 'at two')]);
    const answer = { escalationId: request.escalationId, answer: 'approve', amount: null, reasons: 'Fair.' };
    await Promise.all([give(one, 'answer-escalation', answer), give(two, 'answer-escalation', { ...answer, amount: 2000 })]);
    await Promise.all([online(one), online(two)]);
    const standing = await Promise.all([one.watch('sync', {}), two.watch('sync', {})]);
    const attention = standing.map((sync) => sync.now().attention.length);
    expect(attention.toSorted()).toEqual([0, 1]);
    expect(await payments(residentId)).toHaveLength(1);
    expect(standing.flatMap((sync) => sync.now().attention)).toMatchObject([{ name: 'answer-escalation', sentence: 'Somebody has answered this request already. Their answer stands.' }]);
  });

  test('a lost outbox and a lost cache on a device that has sent before', async () => {
    const line = newLine();
    const device = 'device-with-a-past';
    const first = await open(line, 'amina', { device });
    await online(first);
    await give(first, 'log-contact', logArgs({ contactId: 'before' }));
    await online(first);
    await first.close();
    const second = await open(line, 'amina', { device });
    await online(second);
    await give(second, 'log-contact', logArgs({ contactId: 'after' }));
    await online(second);
    expect((await rows<{ id: string }>(`SELECT id FROM contact WHERE id IN ('before', 'after') ORDER BY id`, [])).map(({ id }) => id)).toEqual(['after', 'before']);
    expect(second.status()?.needsAttention).toBe(0);
  });

  test('a desk whose files were put back to an earlier day sends its new work under new numbers', async () => {
    const line = newLine();
    const device = 'device-put-back';
    const folder = temporaryFolder();
    const earlier = temporaryFolder();
    folders.push(earlier);
    const first = await open(line, 'amina', { device, folder });
    await online(first);
    await give(first, 'log-contact', logArgs({ contactId: 'day-1' }));
    await online(first);
    await first.close();
    cpSync(folder, earlier, { recursive: true });
    const second = await open(line, 'amina', { device, folder });
    await online(second);
    await give(second, 'log-contact', logArgs({ contactId: 'day-2' }));
    await online(second);
    await second.close();

    const third = await open(line, 'amina', { device, folder: earlier });
    await online(third);
    await give(third, 'log-contact', logArgs({ contactId: 'day-3' }));
    await online(third);
    const found = await rows<{ id: string }>(`SELECT id FROM contact WHERE id LIKE 'day-%' ORDER BY id`, []);
    expect(found.map(({ id }) => id)).toEqual(['day-1', 'day-2', 'day-3']);
    expect(third.status()?.needsAttention).toBe(0);
  });
});

/** mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

describe('on a bad line', () => {
  const count = Number(process.env['CASEFRONT_SYNC_SEEDS'] ?? 8);
  const first = Number(process.env['CASEFRONT_SYNC_FROM'] ?? 1);
  const seeds = Array.from({ length: count }, (_, n) => first + n);
  test.each(seeds)('everything takes effect exactly once and both desks end alike (seed %i)', async (seed) => {
    const random = randomFrom(seed);
    const faults = ['refuse', 'drop', 'cut', 'twice'] as const;
    const residents = [await newResident(), await newResident()];
    const lines = [newLine(), newLine()];
    const [one, two] = [await open(lines[0] as Line, 'amina'), await open(lines[1] as Line, 'tom')];
    await Promise.all([online(one), online(two)]);
    for (const line of lines) {
      line.fault = (path) => path !== '/v1/head' && random() < 0.4 ? faults[Math.floor(random() * faults.length)] ?? null : null;
    }
    const given: string[] = [];
    for (let n = 0; n < 8; n += 1) {
      const desk = random() < 0.5 ? one : two;
      if (random() < 0.6) {
        const args = logArgs({ contactId: `c-${String(seed)}-${String(n)}`, residentId: residents[Math.floor(random() * residents.length)] });
        await give(desk, 'log-contact', args);
        given.push(String(args['contactId']));
      } else {
        const args = decisionArgs(100 + Math.floor(random() * 900), { residentId: residents[Math.floor(random() * residents.length)] });
        // Also pressed twice.
        await give(desk, 'make-decision', args);
        await give(desk, 'make-decision', args);
        given.push(args.decisionId);
      }
      if (random() < 0.3) await desk.screen('sync.now');
    }
    for (const line of lines) line.fault = () => null;
    await Promise.all([one, two].map(async (desk) => {
      await desk.screen('sync.now');
      await online(desk);
    }));
    const effected = await rows<{ id: string; times: number }>(
      `SELECT coalesce(envelope -> 'args' ->> 'decisionId', envelope -> 'args' ->> 'contactId') AS id, count(*)::int AS times
       FROM command_result WHERE status = 'accepted' AND envelope -> 'args' ->> 'residentId' = ANY ($1) GROUP BY 1`, [residents]);
    expect(effected.map(({ id }) => id).toSorted()).toEqual(given.toSorted());
    expect(effected.every(({ times }) => times === 1)).toBe(true);
    const count = async (sql: string): Promise<number> => (await rows<{ n: number }>(sql, [residents]))[0]?.n ?? -1;
    expect(await count('SELECT count(*)::int AS n FROM payment WHERE resident_id = ANY ($1)'))
      .toBe(await count(`SELECT count(*)::int AS n FROM decision WHERE resident_id = ANY ($1) AND status = 'made'`));

    for (const id of residents) {
      const [here, there] = await Promise.all([one.watch('subject', { kind: 'resident', id }), two.watch('subject', { kind: 'resident', id })]);
      // All of it but the stretch for which the desk itself was away, which is each desk's own.
      const shown = (desk: typeof here): string => JSON.stringify([desk.now().timeline, desk.now().header.map((header) => ({ ...header, away: null }))]);
      const settled = (): boolean => shown(here) === shown(there)
        && [...here.now().timeline, ...there.now().timeline].every(({ pending }) => !pending);
      await one.until(settled, `the same timeline of ${id} at both desks`);
    }
  });
});
