/** What a disk does to a desk: full, read-only, a file torn off. What was acknowledged is there afterwards, or the desk says so. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { signInAnswerSchema } from '#contract/wire.ts';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { PASSPHRASE } from '../../src/central/testing/council.ts';
import { logArgs, signIn } from '../../src/central/testing/desk.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import { openSealed } from '../../src/engine/store/sealed-database.ts';
import { startLive } from '../../src/engine/sync/live-news.ts';
import { openTestDesk, removeFolder, temporaryFolder, testKey, type TestDesk } from '../fixtures/test-desk.ts';

let centre: TestCentre;
beforeAll(async () => { centre = await startTestCentre(openPGliteForTest); });
afterAll(() => centre.close());
const undo: (() => void)[] = [];
afterEach(() => { for (const one of undo.splice(0).toReversed()) one(); });

/** A disk of its own of so many megabytes; null where this account may not mount one. */
function smallDisk(megabytes: number): string | null {
  const folder = temporaryFolder();
  undo.push(() => { removeFolder(folder); });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${String(megabytes)}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  undo.push(() => { execFileSync('umount', ['-l', folder]); });
  return folder;
}

let drawn = 0;
let line = true;
async function open(folder: string, deviceId: string, more: { online?: boolean; rebuildCache?: boolean; setOutboxAside?: boolean } = {}) {
  const { online = true, ...ways } = more;
  const answer = online ? signInAnswerSchema.parse(await (await signIn(centre.base, 'amina', PASSPHRASE, deviceId)).json()) : null;
  return openTestDesk({
    folder, deviceId, signIn: answer, now: () => centre.clock.now, centralUrl: centre.base, ...ways,
    fetch: async (input, init) => {
      if (!line) throw new TypeError('fetch failed');
      return fetch(input, init);
    },
  });
}
async function mustOpen(...args: Parameters<typeof open>): Promise<TestDesk> {
  const opened = await open(...args);
  if (!opened.ok) throw new Error(`${opened.failure.code}: ${opened.failure.sentence}`);
  return opened.value;
}
/** Logs contacts until one is not taken or there are `most`; answers those that were, and what was said of the other. */
async function logMany(desk: TestDesk, most: number): Promise<{ kept: string[]; failure: string | null }> {
  const kept: string[] = [];
  while (kept.length < most) {
    const contactId = `on-disk-${String(drawn += 1)}`;
    const given = await desk.screen('command.give', { name: 'log-contact', args: logArgs({ contactId, note: 'A long note. '.repeat(150) }) });
    if (!given.ok) return { kept, failure: given.failure.code };
    kept.push(contactId);
  }
  return { kept, failure: null };
}
const atCentre = async (ids: string[]): Promise<string[]> => {
  const { rows } = await centre.store.query<{ id: string }>('SELECT id FROM contact WHERE id = ANY ($1)', [ids]);
  return rows.map(({ id }) => id);
};

test('on a full disk work is turned away in words, and all that was taken in arrives once there is room', async (context) => {
  const disk = smallDisk(6);
  if (disk === null) return context.skip('this account may not mount a small disk');
  const folder = path.join(disk, 'desk');
  mkdirSync(folder);
  line = true;
  const desk = await mustOpen(folder, 'device-on-a-small-disk');
  await desk.saved();
  line = false;
  const before = await logMany(desk, 5);
  const filler = path.join(disk, 'filler');
  for (let block = 0; existsSync(disk) && block < 200; block += 1) {
    try {
      writeFileSync(filler, Buffer.alloc(64 * 1024), { flag: 'a' });
    } catch {
      break;
    }
  }
  const full = await logMany(desk, 2000);
  expect(full.failure).toBe('disk-full');
  rmSync(filler);
  const after = await logMany(desk, 3);
  expect(after.failure).toBeNull();
  line = true;
  await desk.screen('sync.now');
  await desk.saved();
  await desk.close();
  const kept = [...before.kept, ...full.kept, ...after.kept];
  expect((await atCentre(kept)).toSorted()).toEqual(kept.toSorted());
});

test('on a disk that has turned read-only nothing is acknowledged that is not kept, and what was kept is sent later', async (context) => {
  const disk = smallDisk(32);
  if (disk === null) return context.skip('this account may not mount a disk');
  line = true;
  const desk = await mustOpen(path.join(disk, 'desk'), 'device-on-a-read-only-disk');
  await desk.saved();
  line = false;
  const before = await logMany(desk, 3);
  await desk.close();
  execFileSync('mount', ['-o', 'remount,ro', disk]);
  // Whether it opens at all or not: nothing may be taken in.
  const opened = await open(path.join(disk, 'desk'), 'device-on-a-read-only-disk', { online: false }).catch(() => null);
  const during = opened?.ok === true ? await logMany(opened.value, 1) : { kept: [] };
  if (opened?.ok === true) await opened.value.close();
  expect(during.kept).toEqual([]);
  expect(opened?.ok === false ? opened.failure.code : 'failure' in during ? during.failure : 'nothing said').toBe('disk-unwritable');
  execFileSync('mount', ['-o', 'remount,rw', disk]);
  line = true;
  const again = await mustOpen(path.join(disk, 'desk'), 'device-on-a-read-only-disk', { online: true });
  await again.saved();
  await again.close();
  expect((await atCentre(before.kept)).toSorted()).toEqual(before.kept.toSorted());
});

test('where another program holds the file, work is turned away in words and sync goes on by itself', async () => {
  const folder = temporaryFolder();
  undo.push(() => { removeFolder(folder); });
  line = true;
  const desk = await mustOpen(folder, 'device-with-a-held-file');
  await desk.saved();
  const before = await logMany(desk, 2);
  await desk.saved();
  const holder = openSealed(path.join(folder, 'outbox.db'), testKey(), { synchronous: 'FULL', thorough: false });
  if (!holder.ok) throw new Error(holder.fault);
  holder.value.exec('BEGIN IMMEDIATE');
  // SQLite waits for some seconds before it gives up.
  const during = await logMany(desk, 1);
  expect(during).toEqual({ kept: [], failure: 'disk-unwritable' });
  holder.value.exec('ROLLBACK');
  holder.value.close();
  const after = await logMany(desk, 2);
  expect(after.failure).toBeNull();
  await desk.saved();
  expect(desk.bugs).toEqual([]);
  await desk.close();
  const kept = [...before.kept, ...after.kept];
  expect((await atCentre(kept)).toSorted()).toEqual(kept.toSorted());
});

test('a copy that was torn off is said to be damaged, with how much is unsent; the work goes with the next copy', async () => {
  const folder = temporaryFolder();
  undo.push(() => { removeFolder(folder); });
  line = true;
  const desk = await mustOpen(folder, 'device-with-a-torn-copy');
  await desk.saved();
  line = false;
  const { kept } = await logMany(desk, 4);
  await desk.close();
  const file = path.join(folder, 'cache.db');
  truncateSync(file, Math.floor(statSync(file).size / 3));
  expect(await open(folder, 'device-with-a-torn-copy', { online: false })).toMatchObject({ ok: false, failure: { code: 'cache-damaged', details: { unsent: 4 } } });
  line = true;
  const again = await mustOpen(folder, 'device-with-a-torn-copy', { rebuildCache: true });
  await again.saved();
  await again.close();
  expect((await atCentre(kept)).toSorted()).toEqual(kept.toSorted());
});

test('an outbox that was torn off is never passed over in silence, and is kept for somebody to look at', async () => {
  const folder = temporaryFolder();
  undo.push(() => { removeFolder(folder); });
  line = true;
  const desk = await mustOpen(folder, 'device-with-a-torn-outbox');
  await desk.saved();
  line = false;
  await logMany(desk, 4);
  await desk.close();
  const file = path.join(folder, 'outbox.db');
  truncateSync(file, Math.floor(statSync(file).size / 2));
  line = true;
  expect(await open(folder, 'device-with-a-torn-outbox')).toMatchObject({ ok: false, failure: { code: 'outbox-damaged' } });
  const again = await mustOpen(folder, 'device-with-a-torn-outbox', { setOutboxAside: true });
  const { kept } = await logMany(again, 2);
  await again.saved();
  await again.close();
  expect(readdirSync(folder).some((name) => name.startsWith('outbox.damaged-'))).toBe(true);
  expect((await atCentre(kept)).toSorted()).toEqual(kept.toSorted());
});

test('a stream of news whose new token a held disk did not take is begun again, and the engine goes on', async () => {
  let tries = 0;
  const live = startLive(() => {
    tries += 1;
    return Promise.reject(new Database.SqliteError('database is locked', 'SQLITE_BUSY'));
  }, { firstRetryMs: 5 });
  live.hurry();
  await expect.poll(() => tries).toBeGreaterThan(1);
  expect(live.alive).toBe(false);
  await live.stop();
});
