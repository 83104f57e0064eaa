/** Two centre processes over one PostgreSQL, and who has a record open told from one to the other, until nobody does. */
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Channel } from '#domain/vocabulary.ts';
import { signInAnswerSchema } from '#contract/wire.ts';
import { signIn } from '../../src/central/testing/desk.ts';
import { openStore } from '../../src/central/pg/open-store.ts';
import { openTestDesk, removeFolder, temporaryFolder, type TestDesk, type Watched } from '../fixtures/test-desk.ts';
import { Centre } from './centres.ts';
import { makeCouncilFolder } from './council-folder.ts';
import { emptyDatabase } from './empty-database.ts';

const PASSPHRASE = 'river otter lantern';
const folder = temporaryFolder();
let database: Awaited<ReturnType<typeof emptyDatabase>>;
let one: Centre;
let other: Centre;
let residentId = '';
beforeAll(async () => {
  database = await emptyDatabase(process.env['CASEFRONT_PG_URL'] ?? '');
  const options = { councilFolder: makeCouncilFolder(path.join(folder, 'council')), dataFolder: folder, postgres: database.url, residents: 20 };
  [one, other] = [new Centre(options), new Centre(options)];
  await Promise.all([one.start(), other.start()]);
  const store = await openStore({ connection: { kind: 'postgres', url: database.url }, council: 'harrowmere' });
  const { rows } = await store.query<{ id: string }>(`SELECT id FROM resident WHERE kind = 'person' AND NOT restricted ORDER BY id LIMIT 1`);
  residentId = rows[0]?.id ?? '';
  await store.close();
});
afterAll(async () => {
  await Promise.all([one.kill(), other.kill()]);
  await database.drop();
  removeFolder(folder);
});

interface Seat { desk: TestDesk; line: { down: boolean }; seen: Watched<'presence'>; here: (channel: Channel | null) => Promise<unknown>; away: () => Promise<unknown> }
const seats: Seat[] = [];
const folders: string[] = [];
async function sit(username: string, at: Centre): Promise<Seat> {
  const deskFolder = temporaryFolder();
  folders.push(deskFolder);
  const line = { down: false };
  const deviceId = `device-of-${username}-${String(folders.length)}`;
  const opened = await openTestDesk({
    folder: deskFolder, deviceId, signIn: signInAnswerSchema.parse(await (await signIn(at.url, username, PASSPHRASE, deviceId)).json()), now: Date.now, centralUrl: at.url,
    fetch: async (input, init) => {
      if (line.down) throw new TypeError('fetch failed');
      return await fetch(input, init);
    },
  });
  if (!opened.ok) throw new Error(opened.failure.sentence);
  const desk = opened.value;
  await desk.saved();
  const subject = { kind: 'resident', id: residentId } as const;
  const seat: Seat = {
    desk, line, seen: await desk.watch('presence', subject),
    here: (channel) => desk.screen('presence.here', { subject, channel }), away: () => desk.screen('presence.here', { subject: null, channel: null }),
  };
  seats.push(seat);
  return seat;
}
afterEach(async () => {
  for (const { desk } of seats.splice(0)) {
    await desk.close();
    expect(desk.bugs).toEqual([]);
  }
  folders.splice(0).forEach(removeFolder);
});

const namesAt = ({ seen }: Seat): string[] => seen.now().others.map(({ name, channel }) => `${name} ${channel ?? 'reads'}`);
const shows = (seat: Seat, names: string[]): Promise<void> => seat.desk.until(() => JSON.stringify(namesAt(seat)) === JSON.stringify(names), `${names.join(', ') || 'nobody'} at the record`);

test('each sees the other and how they speak, and that they went to another record or left their desk', async () => {
  const [amina, tom] = [await sit('amina.yusuf', other), await sit('tom.bradley', one)];
  await amina.here(null);
  await tom.here('phone-in');
  await shows(amina, ['Tom Bradley phone-in']);
  await shows(tom, ['Amina Yusuf reads']);
  await amina.here('walk-in');
  await shows(tom, ['Amina Yusuf walk-in']);
  await tom.away();
  await shows(amina, []);
  await tom.here(null);
  await shows(amina, ['Tom Bradley reads']);
  await tom.desk.close();
  await shows(amina, []);
  const desks = await amina.desk.screen('presence.desks');
  expect(desks).toMatchObject({ ok: true, value: { atDesk: [expect.any(String)] } });
});

test('a line that dies and a centre that is killed leave nobody at the record, and who comes back is seen again', async () => {
  const [amina, tom, grace] = [await sit('amina.yusuf', other), await sit('tom.bradley', one), await sit('grace.adeyemi', other)];
  await amina.here(null);
  await tom.here('phone-in');
  await grace.here('walk-in');
  await shows(amina, ['Grace Adeyemi walk-in', 'Tom Bradley phone-in']);
  await shows(tom, ['Amina Yusuf reads', 'Grace Adeyemi walk-in']);

  grace.line.down = true;
  await one.kill();
  // Who can't ask shows nobody, rather than whoever was there last.
  await shows(tom, []);
  await shows(grace, []);
  await shows(amina, []);

  grace.line.down = false;
  await one.start();
  await shows(amina, ['Grace Adeyemi walk-in', 'Tom Bradley phone-in']);
  await shows(tom, ['Amina Yusuf reads', 'Grace Adeyemi walk-in']);
  await shows(grace, ['Amina Yusuf reads', 'Tom Bradley phone-in']);
});
