/** Desks that were away for longer than the centre keeps changes. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { signInAnswerSchema } from '#contract/wire.ts';
import { compact } from '../../src/central/feed/compact.ts';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { PASSPHRASE } from '../../src/central/testing/council.ts';
import { logArgs, signIn } from '../../src/central/testing/desk.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import { resetBackOff } from '../../src/engine/sync/follow.ts';
import { openTestDesk, removeFolder, temporaryFolder, type TestDesk } from '../fixtures/test-desk.ts';

let centre: TestCentre;
const folders: string[] = [];
const desks: TestDesk[] = [];
beforeAll(async () => { centre = await startTestCentre(openPGliteForTest); });
afterAll(async () => { await centre.close(); });
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
  for (const folder of folders.splice(0)) removeFolder(folder);
});

async function open(line: { down: boolean; asked: string[]; answer?: (path: string) => Response | null }): Promise<TestDesk> {
  const folder = temporaryFolder();
  folders.push(folder);
  const deviceId = `device-${String(folders.length)}-${folder.slice(-6)}`;
  const answer = signInAnswerSchema.parse(await (await signIn(centre.base, 'amina', PASSPHRASE, deviceId)).json());
  const opened = await openTestDesk({
    folder, deviceId, signIn: answer, centralUrl: centre.base, now: () => centre.clock.now,
    fetch: async (input, init) => {
      const { pathname } = new URL(input as URL);
      if (line.down) throw new TypeError('fetch failed');
      line.asked.push(pathname);
      return line.answer?.(pathname) ?? fetch(input, init);
    },
  });
  if (!opened.ok) throw new Error(opened.failure.sentence);
  desks.push(opened.value);
  return opened.value;
}

test('it sends what waits, fetches its copy anew, once, and loses nothing', async () => {
  const line = { down: false, asked: [] as string[] };
  const desk = await open(line);
  await desk.saved();
  line.down = true;
  await desk.screen('sync.now');
  await desk.until(() => desk.status()?.phase === 'offline', 'offline');
  expect((await desk.screen('command.give', { name: 'log-contact', args: logArgs({ contactId: 'while-away' }) })).ok).toBe(true);
  await centre.store.transaction(({ query }) => query(`UPDATE resident SET preferred_name = 'Changed while away' WHERE id = 'resident-2'`));
  await compact(centre.store, { now: centre.clock.now, keepDays: 0 });
  line.down = false;
  line.asked = [];
  await desk.screen('sync.now');
  await desk.saved();
  const seen = await desk.watch('subject', { kind: 'resident', id: 'resident-2' });
  await desk.until(() => JSON.stringify(seen.now().header).includes('Changed while away'), 'what changed while it was away');
  // A fetch goes through the tables once: the desk was not sent round in a circle.
  expect(line.asked.filter((path) => path === '/v1/pull').length).toBeLessThan(8);
  const { rows } = await centre.store.query(`SELECT 1 FROM contact WHERE id = 'while-away'`);
  expect(rows).toHaveLength(1);
  expect(desk.status()?.needsAttention).toBe(0);
});

test('told to fetch again right after it has, it waits and says so, and its work is kept and sent', async () => {
  const line: Parameters<typeof open>[0] = {
    down: false, asked: [],
    answer: (path) => path === '/v1/pull' ? Response.json({ code: 'reset', sentence: 'Fetch anew.' }, { status: 409 }) : null,
  };
  const desk = await open(line);
  await desk.until(() => desk.messages.some((message) => message.kind === 'trouble' && message.code === 'reset-again'), 'it says so');
  await desk.until(() => desk.status()?.obstacle === 'reset-again', 'in the line, too');
  const fetched = line.asked.filter((path) => path !== '/v1/pull' && path !== '/v1/push' && path !== '/v1/head').length;
  expect((await desk.screen('command.give', { name: 'log-contact', args: logArgs({ contactId: 'in-the-loop' }) })).ok).toBe(true);
  await desk.until(() => line.asked.filter((path) => path === '/v1/push').length > 0, 'its work is sent');
  await desk.screen('sync.now');
  await new Promise((resolve) => setTimeout(resolve, 500));
  // Being asked to hurry sends its work, and does not begin another fetch.
  expect(line.asked.filter((path) => path !== '/v1/pull' && path !== '/v1/push' && path !== '/v1/head').length).toBe(fetched);
  delete line.answer;
  await desk.screen('sync.now');
  await desk.saved();
  await desk.until(() => desk.status()?.obstacle === null, 'the line is well again');
});

test('until its turn it goes on with the copy it has', async () => {
  const line: Parameters<typeof open>[0] = { down: false, asked: [] };
  const desk = await open(line);
  await desk.saved();
  line.asked = [];
  line.answer = (path) => path === '/v1/pull' ? Response.json({ code: 'reset', sentence: 'Wait.', details: { retryAfter: 60 } }, { status: 409 }) : null;
  expect((await desk.screen('command.give', { name: 'log-contact', args: logArgs({ contactId: 'before-its-turn' }) })).ok).toBe(true);
  await desk.until(() => line.asked.includes('/v1/pull'), 'it asked');
  expect(desk.status()?.phase).toBe('online');
  expect(line.asked.filter((path) => path === '/v1/snapshot' || path.startsWith('/v1/rows'))).toEqual([]);
  const seen = await desk.watch('subject', { kind: 'resident', id: 'resident-1' });
  expect(JSON.stringify(seen.now().timeline)).toContain('before-its-turn');
});

test('each further fetch waits longer, up to ten minutes, and the first page that is followed ends that', () => {
  let now = 0;
  const resets = resetBackOff(() => now);
  expect(resets.early()).toBe(0);
  const waits = Array.from({ length: 9 }, () => {
    resets.fetched();
    const wait = resets.early();
    now += wait;
    return wait / 1000;
  });
  expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 600, 600]);
  resets.fetched();
  resets.followed();
  expect(resets.early()).toBe(0);
});
