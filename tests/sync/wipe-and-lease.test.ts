/** A desk that may be lost: what the centre orders it to do, what it does by itself, and whose work leaves it. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { asId, type PauseId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import { signInAnswerSchema } from '#contract/wire.ts';
import { keepWiped, orderWipe } from '../../src/central/identity/wipes.ts';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { PASSPHRASE } from '../../src/central/testing/council.ts';
import { logArgs, post, signIn, versions } from '../../src/central/testing/desk.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import { openTestDesk, removeFolder } from '../fixtures/test-desk.ts';
import { ScopedDesk } from './harness/scoped-desk.ts';

const HOUR = 3_600_000;

let centre: TestCentre;
beforeAll(async () => { centre = await startTestCentre(openPGliteForTest, { leaseHours: 72 }); });
afterAll(() => centre.close());
const desks: ScopedDesk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) {
    await desk.close().catch(() => undefined);
    removeFolder(desk.folder);
  }
});
const newDesk = (deviceId: string, person: 'amina' | 'tom' = 'amina'): ScopedDesk => {
  const desk = new ScopedDesk(centre, person, deviceId);
  desks.push(desk);
  return desk;
};
const logOffline = async (desk: ScopedDesk, contactId: string): Promise<void> => {
  const given = await desk.desk.screen('command.give', { name: 'log-contact', args: logArgs({ contactId }) });
  if (!given.ok) throw new Error(given.failure.sentence);
};
const contacts = async (id: string): Promise<number> => (await centre.store.query('SELECT 1 FROM contact WHERE id = $1', [id])).rows.length;
const order = async (deviceId: string, atOnce = false): Promise<void> => {
  const ordered = await orderWipe(centre.store, { deviceId, atOnce, by: 'test', now: centre.clock.now });
  if (!ordered.ok) throw new Error(ordered.failure.sentence);
};
const wipeMessage = (desk: ScopedDesk) => desk.desk.messages.find((message) => message.kind === 'wipe');

test('a desk that is to be wiped first sends its unsent work, gets nothing more, and its report is kept', async () => {
  const desk = await newDesk('device-to-wipe').open(true);
  await desk.caughtUp();
  desk.line = () => false;
  await logOffline(desk, 'contact-before-wipe');
  await order(desk.deviceId);
  desk.line = () => true;
  await desk.desk.screen('sync.now');
  await desk.desk.until(() => wipeMessage(desk) !== undefined, 'told to wipe');
  expect(await contacts('contact-before-wipe')).toBe(1);
  const told = wipeMessage(desk);
  if (told?.kind !== 'wipe') throw new Error('no order');
  expect(told.unsent).toBe(0);
  const token = signInAnswerSchema.parse(await (await signIn(centre.base, 'amina', PASSPHRASE, desk.deviceId)).json());
  expect(token.wipe).toBe(told.token);
  for (const [path, body] of [['/v1/pull', { ...versions, epoch: token.epoch, cursor: 0 }], ['/v1/snapshot', { ...versions, table: 'resident', after: '', limit: 10 }]] as const) {
    expect((await post(centre.base, path, body, token.token)).status).toBe(403);
  }
  const report = { deviceId: desk.deviceId, receipt: { files: 4, bytes: 1000, unsent: 0, wipedAt: centre.clock.now } };
  expect(await keepWiped(centre.store, { ...report, token: 'guessed' }, centre.clock.now)).toMatchObject({ ok: false });
  expect((await post(centre.base, '/v1/wiped', { ...versions, ...report, token: told.token })).status).toBe(200);
  const { rows } = await centre.store.query<{ done_at: number; receipt: unknown }>('SELECT done_at, receipt FROM wipe WHERE device_id = $1', [desk.deviceId]);
  expect(rows).toMatchObject([{ receipt: { files: 4, unsent: 0 } }]);
  expect((await post(centre.base, '/v1/refresh', { ...versions, refreshToken: token.refreshToken, deviceId: desk.deviceId })).status).toBe(401);
});

test('a line that breaks while the work is sent keeps the work; nobody’s sign-in any more wipes without sending', async () => {
  const desk = await newDesk('device-of-a-leaver', 'tom').open(true);
  await desk.caughtUp();
  desk.line = () => false;
  await logOffline(desk, 'contact-of-a-leaver');
  await order(desk.deviceId);
  desk.line = (path) => path !== '/v1/push';
  await desk.desk.screen('sync.now');
  await desk.desk.until(() => desk.desk.status()?.phase === 'offline', 'offline again');
  expect(wipeMessage(desk)).toBeUndefined();
  expect(desk.desk.status()).toMatchObject({ waiting: 1 });
  await centre.store.query(`UPDATE account SET staff_id = 'somebody-else' WHERE username = 'tom'`);
  const { rows } = await centre.store.query('DELETE FROM staff WHERE id = $1 RETURNING *', ['tom']);
  expect(rows).toHaveLength(1);
  desk.line = () => true;
  await desk.desk.screen('sync.now');
  await desk.desk.until(() => wipeMessage(desk) !== undefined, 'told to wipe');
  expect(wipeMessage(desk)).toMatchObject({ unsent: 1 });
  expect(await contacts('contact-of-a-leaver')).toBe(0);
});

test('with nobody signed in only a desk that is to go at once, or whose person has left, is told', async () => {
  await newDesk('device-asleep').open(true);
  const standing = async (deviceId: string, staffId: string): Promise<unknown> =>
    (await post(centre.base, '/v1/desks/standing', { ...versions, desks: [{ deviceId, staffId }] })).json();
  await order('device-asleep');
  expect(await standing('device-asleep', 'amina')).toEqual({ wipe: [] });
  expect(await standing('device-asleep', 'tom')).toMatchObject({ wipe: [{ deviceId: 'device-asleep' }] });
  await order('device-asleep', true);
  expect(await standing('device-asleep', 'amina')).toMatchObject({ wipe: [{ deviceId: 'device-asleep', staffId: 'amina' }] });
});

/** The centre may have been heard once more, a moment later by the clock that only goes forward. */
const isJustAfter = (instant: number | null | undefined, than: number): boolean => typeof instant === 'number' && instant >= than && instant < than + 20_000;

test('the copy opens without the centre until the lease is over; unsent work is kept, and a contact begins it anew', async () => {
  const desk = await newDesk('device-leased').open(true);
  await desk.caughtUp();
  desk.line = () => false;
  await logOffline(desk, 'contact-under-lease');
  await desk.close();
  const at = centre.clock.now;
  const opening = (now: number) => openTestDesk({
    folder: desk.folder, deviceId: desk.deviceId, signIn: null, now: () => now, centralUrl: centre.base, fetch: () => Promise.reject(new TypeError('fetch failed')),
  });
  const within = await opening(at + 71 * HOUR);
  if (!within.ok) throw new Error(within.failure.sentence);
  await within.value.close();
  // Back by two days: the desk knows a later moment, and no earlier one can be now.
  const earlier = await opening(at + 20 * HOUR);
  expect(earlier).toMatchObject({ ok: false, failure: { code: 'lease-over', details: { unsent: 1 } } });
  expect(!earlier.ok && isJustAfter(Number(earlier.failure.details?.['since']), at)).toBe(true);
  expect(await opening(at + 73 * HOUR)).toMatchObject({ ok: false, failure: { code: 'lease-over' } });
  centre.clock.now = at + 73 * HOUR;
  desk.line = () => true;
  await desk.open(true);
  await desk.caughtUp();
  expect(await contacts('contact-under-lease')).toBe(1);
  await desk.close();
  desk.line = () => false;
  await desk.open(false);
});

test('a desk that is open when its lease ends says so ahead, and then once, with its unsent work; a contact takes it back', async () => {
  const desk = await newDesk('device-open-to-the-end').open(true);
  await desk.caughtUp();
  desk.line = () => false;
  await logOffline(desk, 'contact-to-the-end');
  await desk.close();
  const at = centre.clock.now;
  const began = performance.now();
  let away = true;
  const opened = await openTestDesk({
    folder: desk.folder, deviceId: desk.deviceId, signIn: null, now: () => at + 72 * HOUR - 1500 + Math.round(performance.now() - began), centralUrl: centre.base,
    fetch: (...asked) => away ? Promise.reject(new TypeError('fetch failed')) : fetch(...asked),
  });
  if (!opened.ok) throw new Error(opened.failure.sentence);
  const over = () => opened.value.messages.filter((message) => message.kind === 'lease-over');
  await opened.value.until(() => isJustAfter(opened.value.status()?.leaseEndsAt, at + 72 * HOUR), 'said ahead');
  expect(over()).toEqual([]);
  await opened.value.until(() => over().length > 0, 'said at the end');
  expect(over()).toMatchObject([{ kind: 'lease-over', unsent: 1 }]);
  expect(over().map(({ since }) => isJustAfter(since, at))).toEqual([true]);
  away = false;
  await opened.value.screen('sync.now');
  await opened.value.saved();
  expect(opened.value.status()).not.toHaveProperty('leaseEndsAt');
  expect(over()).toHaveLength(1);
  await opened.value.close();
});

test('a pause of five days that was announced prolongs the lease by itself', async () => {
  const at = centre.clock.now;
  const desk = newDesk('device-through-a-pause');
  await centre.store.transaction((transaction) => transaction.write([put('pause', {
    id: asId<PauseId>('pause-long'), startsAt: at + HOUR, endsAt: at + 120 * HOUR, reason: 'server move', announcedAt: at, cancelledAt: null,
  })]));
  await desk.open(true);
  await desk.caughtUp();
  await desk.close();
  const opening = (now: number) => openTestDesk({
    folder: desk.folder, deviceId: desk.deviceId, signIn: null, now: () => now, centralUrl: centre.base, fetch: () => Promise.reject(new TypeError('fetch failed')),
  });
  const within = await opening(at + 118 * HOUR);
  if (!within.ok) throw new Error(within.failure.sentence);
  await within.value.close();
  const after = await opening(at + 193 * HOUR);
  expect(after).toMatchObject({ ok: false, failure: { code: 'lease-over' } });
  expect(!after.ok && isJustAfter(Number(after.failure.details?.['since']), at)).toBe(true);
  await centre.store.transaction((transaction) => transaction.write([put('pause', {
    id: asId<PauseId>('pause-long'), startsAt: at + HOUR, endsAt: at + 120 * HOUR, reason: 'server move', announcedAt: at, cancelledAt: at,
  })]));
});

test('time that passes while a desk is open counts, whatever its clock is set to', async () => {
  const desk = newDesk('device-with-a-wrong-clock');
  await desk.open(true);
  await desk.caughtUp();
  await desk.close();
  let forward = 0;
  const at = centre.clock.now;
  const open = () => openTestDesk({
    folder: desk.folder, deviceId: desk.deviceId, signIn: null, now: () => at, forward: () => forward, centralUrl: centre.base, fetch: () => Promise.reject(new TypeError('fetch failed')),
  });
  const first = await open();
  if (!first.ok) throw new Error(first.failure.sentence);
  forward += 80 * HOUR;
  await first.value.close();
  expect(await open()).toMatchObject({ ok: false, failure: { code: 'lease-over' } });
});

test('work leaves only under the person who made it: one’s outbox with another’s tokens sends nothing', async () => {
  const mine = await newDesk('device-shared-a').open(true);
  await mine.caughtUp();
  mine.line = () => false;
  await logOffline(mine, 'contact-made-by-amina');
  await mine.close();
  const other = signInAnswerSchema.parse(await (await signIn(centre.base, 'leader', PASSPHRASE, mine.deviceId)).json());
  // Somebody else's sign-in does not open this desk's files.
  expect(await openTestDesk({ folder: mine.folder, deviceId: mine.deviceId, signIn: other, now: () => centre.clock.now, centralUrl: centre.base, fetch }))
    .toMatchObject({ ok: false, failure: { code: 'not-allowed' } });
  // Their refresh token in these files renews nothing.
  mine.read('outbox.db', (database) => {
    const kept = JSON.parse(database.prepare<[], string>(`SELECT value FROM meta WHERE name = 'person'`).pluck().get() ?? '{}') as object;
    database.prepare(`UPDATE meta SET value = ? WHERE name = 'person'`).run(JSON.stringify({ ...kept, refreshToken: other.refreshToken }));
  });
  mine.line = () => true;
  await mine.open(false);
  await mine.desk.until(() => mine.desk.messages.some((message) => message.kind === 'trouble' && message.code === 'signed-out'), 'signed out');
  expect(await contacts('contact-made-by-amina')).toBe(0);
  expect(mine.desk.status()).toMatchObject({ waiting: 1 });
  // And the centre takes one person's work from nobody else.
  const crossed = await post(centre.base, '/v1/push', {
    ...versions, epoch: other.epoch, deviceId: mine.deviceId, staffId: 'amina', centreClockOffset: 0,
    commands: [{ commandId: 'crossed', seq: 1, name: 'log-contact', version: 1, args: logArgs({ contactId: 'contact-crossed' }), madeAt: 0, connection: 'online', policyVersion: null, policyAsOf: 0 }],
  }, other.token);
  expect(crossed.status).toBe(403);
  await mine.close();
  await mine.open(true);
  await mine.caughtUp();
  const { rows } = await centre.store.query('SELECT staff_id FROM contact WHERE id = $1', ['contact-made-by-amina']);
  expect(rows).toEqual([{ staff_id: 'amina' }]);
});
