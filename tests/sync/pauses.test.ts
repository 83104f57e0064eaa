/** Planned pauses, with the real engine and the real centre: announced, held to, left again, and days long. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { put } from '#domain/records.ts';
import { signInAnswerSchema } from '#contract/wire.ts';
import { announcePause, cancelPause } from '../../src/central/pauses/pauses.ts';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { PASSPHRASE, residentNamed, type PersonName } from '../../src/central/testing/council.ts';
import { decisionArgs, logArgs, signIn } from '../../src/central/testing/desk.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import { openTestDesk, removeFolder, temporaryFolder, type TestDesk } from '../fixtures/test-desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const by = { staffId: 'governance', deviceId: 'test' };

let centre: TestCentre;
beforeAll(async () => { centre = await startTestCentre(openPGliteForTest); });
afterAll(async () => { await centre.close(); });

const desks: TestDesk[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) {
    await desk.close();
    expect(desk.bugs).toEqual([]);
  }
  for (const folder of folders.splice(0)) removeFolder(folder);
  centre.clock.now += 400 * DAY;
});

interface Line { fetch: typeof fetch; down: boolean; asked: string[] }
function newLine(): Line {
  const line: Line = {
    down: false, asked: [],
    async fetch(input, init) {
      line.asked.push(new URL(input as URL).pathname);
      if (line.down) throw new TypeError('fetch failed');
      return fetch(input, init);
    },
  };
  return line;
}

let drawn = 0;
/** `slow`: how far this desk's own clock is behind the centre's. */
async function open(line: Line, name: PersonName, slow = 0, folder = temporaryFolder(), deviceId = `device-${String(drawn += 1)}-of-pauses`): Promise<TestDesk> {
  folders.push(folder);
  const answer = signInAnswerSchema.parse(await (await signIn(centre.base, name, PASSPHRASE, deviceId)).json());
  const opened = await openTestDesk({ deviceId, folder, fetch: line.fetch, now: () => centre.clock.now - slow, centralUrl: centre.base, signIn: answer });
  if (!opened.ok) throw new Error(opened.failure.sentence);
  desks.push(opened.value);
  await opened.value.saved();
  return opened.value;
}
async function announce(fromNow: number, length: number): Promise<{ id: string; startsAt: number; endsAt: number }> {
  const startsAt = centre.clock.now + fromNow;
  const announced = await announcePause(centre.store, { startsAt, endsAt: startsAt + length, reason: 'server move' }, by, centre.clock.now);
  if (!announced.ok) throw new Error(announced.failure.sentence);
  return announced.value;
}
const give = async (desk: TestDesk, args: Record<string, unknown>): Promise<string> => {
  const given = await desk.screen('command.give', { name: 'log-contact', args });
  if (!given.ok) throw new Error(given.failure.sentence);
  return String(args['contactId']);
};
const contactsOf = async (...ids: string[]): Promise<number> =>
  (await centre.store.query<{ n: number }>('SELECT count(*)::int AS n FROM contact WHERE id = ANY ($1)', [ids])).rows[0]?.n ?? -1;
const phase = (desk: TestDesk): string | undefined => desk.status()?.phase;

test('it reaches the desk by the feed, nothing is sent while it lasts, and all of it arrives once afterwards', async () => {
  const line = newLine();
  const desk = await open(line, 'amina');
  const pause = await announce(10 * MINUTE, HOUR);
  const view = await desk.watch('sync', {});
  await desk.until(() => view.now().pauses.some(({ id }) => id === pause.id), 'the announcement');
  await desk.until(() => desk.status()?.readiness?.pauseId === pause.id && desk.status()?.readiness?.missing.length === 0, 'ready');

  centre.clock.now = pause.startsAt;
  await desk.screen('sync.now');
  await desk.until(() => phase(desk) === 'paused', 'paused');
  expect(desk.status()).toMatchObject({ pausedUntil: pause.endsAt, readiness: { missing: [] } });
  const ids = [await give(desk, logArgs()), await give(desk, logArgs())];
  // A person who insists is turned away with the pause's own code, which is no fault of the line.
  await desk.screen('sync.now');
  await desk.until(() => line.asked.includes('/v1/push'), 'the centre was asked to take it');
  await desk.until(() => phase(desk) === 'paused' && desk.status()?.waiting === 2, 'still paused');
  expect(await contactsOf(...ids)).toBe(0);
  const pushes = line.asked.filter((path) => path === '/v1/push').length;
  await give(desk, logArgs()).then((id) => ids.push(id));
  await desk.until(() => desk.status()?.waiting === 3, 'three wait');
  expect(line.asked.filter((path) => path === '/v1/push')).toHaveLength(pushes);
  // Reading goes on: what others have done before the pause still arrives, and the age of the data is told.
  expect(desk.status()?.lastHeardAt).toBe(centre.clock.now);

  centre.clock.now = pause.endsAt + 30_000;
  await desk.screen('sync.now');
  await desk.saved();
  expect(await contactsOf(...ids)).toBe(3);
  const events = (await desk.watch('sync-centre', {})).now().events.map(({ kind }) => kind);
  expect(events.slice(0, 3)).toEqual(['online', 'paused', 'online']);
});

test('one that is called off lets the desk send, its part of the rush later', async () => {
  const desk = await open(newLine(), 'tom');
  const pause = await announce(0, DAY);
  await desk.until(() => phase(desk) === 'paused', 'paused');
  const id = await give(desk, logArgs());
  centre.clock.now += MINUTE;
  expect(await cancelPause(centre.store, pause.id, by, centre.clock.now)).toMatchObject({ ok: true });
  await desk.until(() => (desk.status()?.pausedUntil ?? 0) < centre.clock.now + 20_000, 'called off');
  centre.clock.now += 20_000;
  await desk.screen('sync.now');
  await desk.saved();
  expect(await contactsOf(id)).toBe(1);
});

test('with the centre gone for five days the desk says paused, not lost, and everything drains afterwards', async () => {
  const residentId = 'resident-of-the-long-pause';
  await centre.store.transaction((transaction) => transaction.write([put('resident', residentNamed(residentId))]));
  const line = newLine();
  const [folder, device] = [temporaryFolder(), 'device-of-the-long-pause'];
  const desk = await open(line, 'amina', 0, folder, device);
  const pause = await announce(MINUTE, 5 * DAY);
  await desk.until(() => desk.status()?.readiness?.readyAt === centre.clock.now, 'ready');
  line.down = true;
  centre.clock.now = pause.startsAt;
  await desk.screen('sync.now');
  await desk.until(() => phase(desk) === 'paused', 'paused');

  const ids: string[] = [];
  for (let day = 0; day < 5; day += 1) {
    centre.clock.now = pause.startsAt + day * DAY + HOUR;
    ids.push(await give(desk, logArgs({ residentId })));
    // Within the offline limit on the first day; a copy of the scheme over a day old decides nothing any more.
    const decided = await desk.screen('command.give', { name: 'make-decision', args: decisionArgs(500, { residentId }) });
    expect(decided.ok ? 'decided' : decided.failure.code).toBe(day === 0 ? 'decided' : 'escalation');
    expect(await desk.screen('search.find', { text: 'okafor', limit: 5 })).toMatchObject({ ok: true });
    await desk.screen('draft.save', { key: `contact:day-${String(day)}`, value: 'Typed in the pause.' });
  }
  const fresh = await desk.watch('sync', {});
  expect(fresh.now().status[0]).toMatchObject({ phase: 'paused', waiting: 6, pausedUntil: pause.endsAt, lastHeardAt: pause.startsAt - MINUTE });
  expect(await desk.screen('draft.list', { prefix: 'contact:day-' })).toMatchObject({ ok: true, value: { drafts: { length: 5 } } });

  // It was to be back by now and is not: from here on that is a lost line.
  centre.clock.now = pause.endsAt + MINUTE;
  await desk.screen('sync.now');
  await desk.until(() => phase(desk) === 'offline', 'offline');
  // A shift's sign-in is long over, so the person signs in again, as the centre asks.
  line.down = false;
  await desk.screen('sync.now');
  await desk.until(() => phase(desk) === 'signed-out', 'asked to sign in again');
  await desk.close();
  await open(line, 'amina', 0, folder, device);
  expect(await contactsOf(...ids)).toBe(5);
  const { rows } = await centre.store.query('SELECT amount FROM payment WHERE resident_id = $1', [residentId]);
  expect(rows).toEqual([{ amount: 500 }]);
});

test('it goes by the centre’s clock, whatever this desk’s own says', async () => {
  const desk = await open(newLine(), 'tom', 3 * HOUR);
  const pause = await announce(-MINUTE, HOUR);
  await desk.until(() => phase(desk) === 'paused', 'paused');
  expect(desk.status()).toMatchObject({ clockOffset: 3 * HOUR, pausedUntil: pause.endsAt });
});

test('what is missing before it is named', async () => {
  const line = newLine();
  const desk = await open(line, 'leader');
  await announce(10 * MINUTE, HOUR);
  await desk.until(() => desk.status()?.readiness?.missing.length === 0, 'ready');
  line.down = true;
  await desk.screen('sync.now');
  await desk.until(() => phase(desk) === 'offline', 'offline');
  await give(desk, logArgs());
  await desk.until(() => desk.status()?.readiness?.missing.join() === 'connection,unsent', 'what is missing');
  expect(desk.status()?.readiness?.readyAt).toBeNull();
});
