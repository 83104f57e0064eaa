/** Two centre processes over one PostgreSQL: each serves, neither repeats the other's work, and each hears of it at once. */
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { benchDesk, contactCommand, type BenchDesk } from '../bench/bench-desk.ts';
import { removeFolder, temporaryFolder } from '../fixtures/test-desk.ts';
import { Centre } from './centres.ts';
import { makeCouncilFolder } from './council-folder.ts';
import { emptyDatabase } from './empty-database.ts';

const PASSPHRASE = 'river otter lantern';
const forever = new AbortController().signal;
const folder = temporaryFolder();
let database: Awaited<ReturnType<typeof emptyDatabase>>;
let one: Centre;
let other: Centre;
beforeAll(async () => {
  database = await emptyDatabase(process.env['CASEFRONT_PG_URL'] ?? '');
  const options = { councilFolder: makeCouncilFolder(path.join(folder, 'council')), dataFolder: folder, postgres: database.url, residents: 20 };
  [one, other] = [new Centre(options), new Centre(options)];
  // Both at once over an empty database: one of them fills it, and neither trips over the other.
  await Promise.all([one.start(), other.start()]);
});
afterAll(async () => {
  await Promise.all([one.kill(), other.kill()]);
  await database.drop();
  removeFolder(folder);
});

/** Follows the feed as a desk does, and answers when a contact comes by, in milliseconds from now. */
async function hears(desk: BenchDesk, contactId: string): Promise<number> {
  const began = performance.now();
  for (;;) {
    const head = await desk.client.head(desk.token, desk.cursor, 2, forever);
    if (!head.ok) throw new Error(head.failure.sentence);
    const page = await desk.client.pull(desk.token, { epoch: desk.epoch, cursor: desk.cursor, limit: 1000 }, forever);
    if (!page.ok) throw new Error(page.failure.sentence);
    desk.cursor = page.value.version;
    if (page.value.changes.some(({ id }) => id === contactId)) return performance.now() - began;
    if (performance.now() - began > 10_000) throw new Error('it did not come by');
  }
}
const idIn = (command: ReturnType<typeof contactCommand>): string => (command.args as { contactId: string }).contactId;

test('what is done at one is heard at the other within a second, both ways', async () => {
  const [here, there] = [await benchDesk(one.url, 'amina.yusuf', PASSPHRASE), await benchDesk(other.url, 'tom.bradley', PASSPHRASE)];
  for (const [from, to] of [[here, there], [there, here], [here, there]] as const) {
    const command = contactCommand(from);
    const heard = hears(to, idIn(command));
    // It waits for news by now.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await from.send([command], 1);
    expect(await heard - 300).toBeLessThan(1000);
  }
});

test('the same push at both at once takes effect once, and both give the same answer', async () => {
  const desk = await benchDesk(one.url, 'amina.yusuf', PASSPHRASE);
  const elsewhere = await benchDesk(other.url, 'tom.bradley', PASSPHRASE);
  const commands = Array.from({ length: 30 }, () => contactCommand(desk));
  const push = { epoch: desk.epoch, deviceId: desk.deviceId, staffId: desk.staffId, centreClockOffset: 0, commands };
  const answers = await Promise.all([desk.client.push(desk.token, push, forever), elsewhere.client.push(desk.token, push, forever), desk.client.push(desk.token, push, forever)]);
  const results = answers.map((answer) => {
    if (!answer.ok) throw new Error(answer.failure.sentence);
    return answer.value.results;
  });
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
  expect(new Set(results[0]?.map((result) => result.status === 'accepted' ? result.version : null)).size).toBe(30);
  const page = await elsewhere.client.pull(elsewhere.token, { epoch: elsewhere.epoch, cursor: elsewhere.cursor, limit: 1000 }, forever);
  if (!page.ok) throw new Error(page.failure.sentence);
  const ids = new Set(commands.map(idIn));
  expect(page.value.changes.filter(({ table, id }) => table === 'contact' && ids.has(id))).toHaveLength(30);
});

test('one is stopped and started again while the other goes on serving, and a sign-in of the one is good at the other', async () => {
  const desk = await benchDesk(one.url, 'amina.yusuf', PASSPHRASE);
  await one.stop();
  const { client } = await benchDesk(other.url, 'tom.bradley', PASSPHRASE);
  const command = contactCommand(desk);
  const pushed = await client.push(desk.token, { epoch: desk.epoch, deviceId: desk.deviceId, staffId: desk.staffId, centreClockOffset: 0, commands: [command] }, forever);
  expect(pushed).toMatchObject({ ok: true, value: { results: [{ status: 'accepted' }] } });
  await one.start();
  expect(await hears({ ...desk }, idIn(command))).toBeLessThan(5000);
});
