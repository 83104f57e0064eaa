/** A first fetch by a copy that the centre has prepared, with the real engine, the real centre and the process that writes it. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { put } from '#domain/records.ts';
import { asId } from '#domain/ids.ts';
import { startPreparing, type PreparedCopies } from '../../src/central/prepared/prepared-copies.ts';
import { compact } from '../../src/central/feed/compact.ts';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { caseOf, PASSPHRASE, refuse, residentNamed } from '../../src/central/testing/council.ts';
import { signIn } from '../../src/central/testing/desk.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import { signInAnswerSchema, type PreparedOffer } from '#contract/wire.ts';
import { CACHE_VERSION } from '../../src/engine/store/schema.ts';
import { makeOwn } from '../../src/engine/store/prepared-file.ts';
import { openCache } from '../../src/engine/store/cache-store.ts';
import { wireVersions } from '../../src/engine/sync/central-client.ts';
import { openTestDesk, removeFolder, temporaryFolder, testKey } from '../fixtures/test-desk.ts';
import { ScopedDesk } from './harness/scoped-desk.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'casefront-prepared-test-'));
const faults: unknown[] = [];
let centre: TestCentre;
let copies: PreparedCopies;
const desks: ScopedDesk[] = [];

beforeAll(async () => {
  const store = await openPGliteForTest();
  copies = startPreparing(store.store, {
    folder, clock: () => centre.clock.now, onError: (error) => { faults.push(error); }, firstAfterMs: 3_600_000, everyMs: 3_600_000, fewestRows: 1, mostVersionsBehind: 3,
  });
  centre = await startTestCentre(async () => store, { prepared: copies });
  await centre.store.transaction((transaction) => transaction.seed('resident', Array.from({ length: 400 }, (_, n) => residentNamed(`many-${String(n)}`))));
  await copies.look();
});
afterAll(async () => {
  await copies.stop();
  await centre.close();
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
  expect(faults).toEqual([]);
});
afterEach(async () => {
  for (const desk of desks.splice(0)) {
    await desk.close();
    removeFolder(desk.folder);
  }
});

const asks = (paths: string[]): { bytes: number; pages: number } => ({
  bytes: paths.filter((asked) => /^\/v1\/prepared\/./.test(asked)).length, pages: paths.filter((asked) => asked === '/v1/rows').length,
});

async function newDesk(person: 'amina' | 'leader' | 'waste', line: (asked: string) => boolean = () => true): Promise<{ desk: ScopedDesk; asked: string[] }> {
  const asked: string[] = [];
  const desk = new ScopedDesk(centre, person, `device-${person}-${String(Math.random()).slice(2)}`);
  desk.line = (at) => {
    asked.push(at);
    return line(at);
  };
  desks.push(await desk.open(true));
  return { desk, asked };
}

async function isAsTheCentre(desk: ScopedDesk): Promise<void> {
  await desk.caughtUp();
  expect(desk.held()).toEqual(await desk.due());
}

async function offer(person: string): Promise<{ status: number; offer: PreparedOffer; token: string }> {
  const { token } = signInAnswerSchema.parse(await (await signIn(centre.base, person, PASSPHRASE, 'device-of-an-asker')).json());
  const response = await fetch(`${centre.base}/v1/prepared`, {
    method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ ...wireVersions, layout: CACHE_VERSION }),
  });
  return { status: response.status, offer: await response.json() as PreparedOffer, token };
}

test('a desk with no copy begins with it, follows the feed from there and fetches what else its person may see', async () => {
  await centre.store.transaction((transaction) => transaction.write([
    put('resident', { ...residentNamed('resident-1'), preferredName: 'Changed After' }),
    // At a site with nobody named: no part of what everybody sees.
    put('contact', {
      id: asId('of-the-site'), residentId: null, propertyId: null, caseId: null, serviceId: null, channel: 'walk-in', reason: 'information', outcome: 'logged',
      avoidable: null, furtherMatters: null, enquiry: null, note: 'Nobody named.', staffId: asId('tom'), siteId: asId('hub'), startedAt: centre.clock.now, endedAt: null, externalReference: null,
    } as never),
  ]));
  for (const person of ['amina', 'leader'] as const) {
    const { desk, asked } = await newDesk(person);
    await isAsTheCentre(desk);
    expect(asks(asked)).toEqual({ bytes: 1, pages: 0 });
    expect(desk.held().some(({ id }) => id === 'of-the-site')).toBe(true);
    expect(desk.index().words).toContain('changed');
    expect(readdirSync(desk.folder).filter((name) => name.includes('prepared') || name.includes('staged'))).toEqual([]);
  }
});

test('who may see less than is in it is offered none, and nobody gets a byte or a key without a sign-in', async () => {
  const { desk, asked } = await newDesk('waste');
  await isAsTheCentre(desk);
  expect(asks(asked).bytes).toBe(0);
  const partner = await offer('waste');
  expect(partner.status).toBe(404);
  const { offer: { id } } = await offer('amina');
  const get = (token?: string) => fetch(`${centre.base}/v1/prepared/${id}`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  expect((await get()).status).toBe(401);
  expect((await get(partner.token)).status).toBe(404);
  expect((await fetch(`${centre.base}/v1/prepared`, { method: 'POST' })).status).toBe(401);
});

test('a row that left what everybody may see after the copy was made is gone once the feed has been followed', async () => {
  await centre.store.transaction((transaction) => transaction.write([put('caseFile', caseOf('to-be-restricted', refuse.id)), put('resident', residentNamed('to-be-deleted'))]));
  await copies.stop();
  copies = Object.assign(copies, startPreparing(centre.store, {
    folder, clock: () => centre.clock.now, onError: (error) => { faults.push(error); }, firstAfterMs: 3_600_000, everyMs: 3_600_000, fewestRows: 1, mostVersionsBehind: 3,
  }));
  await copies.look();
  const { offer: made } = await offer('amina');
  await centre.store.transaction(({ query }) => query(`DELETE FROM resident WHERE id = 'to-be-deleted'`));
  await centre.store.transaction((transaction) => transaction.write([
    put('service', { id: asId('adoption'), name: 'Adoption', category: 'children', targetWorkingDays: 2, online: false, guidance: null } as never),
    put('caseFile', { ...caseOf('to-be-restricted', asId('adoption')), title: 'Kept from most' }),
  ]));
  expect((await offer('amina')).offer.id).toBe(made.id);
  const { desk, asked } = await newDesk('amina');
  await isAsTheCentre(desk);
  expect(asks(asked)).toEqual({ bytes: 1, pages: 0 });
  for (const id of ['to-be-deleted', 'to-be-restricted']) expect(desk.held().some((row) => row.id === id)).toBe(false);
  expect(desk.holds('Kept from most')).toEqual([]);
});

test('cut at any byte it goes on from there, also after the desk was killed', async () => {
  const { offer: { bytes } } = await offer('amina');
  const home = temporaryFolder();
  const deviceId = 'device-that-is-cut';
  const begun: number[] = [];
  const answer = signInAnswerSchema.parse(await (await signIn(centre.base, 'amina', PASSPHRASE, deviceId)).json());
  let cutAfter = Math.floor(bytes / 3) + 1;
  const open = () => openTestDesk({
    folder: home, deviceId, signIn: answer, now: () => centre.clock.now, centralUrl: centre.base,
    fetch: async (input, init) => {
      const asked = new URL(input as URL).pathname;
      const response = await fetch(input, init);
      if (!/^\/v1\/prepared\/./.test(asked)) return response;
      begun.push(Number(/bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]));
      return cut(response, cutAfter);
    },
  });
  const first = await open();
  if (!first.ok) throw new Error(first.failure.sentence);
  await first.value.until(() => begun.length > 0, 'it has begun');
  await first.value.close();
  expect(readdirSync(home).some((name) => name.endsWith('.part'))).toBe(true);
  // As a desk leaves it that is killed while it writes the copy anew, or before it puts it in its place.
  for (const name of ['cache.prepared-0a1b-2c.own', 'cache.staged.db']) writeFileSync(path.join(home, name), 'half of a copy');
  cutAfter = Math.floor(bytes / 7) + 3;
  const second = await open();
  if (!second.ok) throw new Error(second.failure.sentence);
  await second.value.saved();
  await second.value.close();
  expect(readdirSync(home).filter((name) => name.includes('prepared') || name.includes('staged'))).toEqual([]);
  expect(begun.length).toBeGreaterThan(3);
  expect(begun).toEqual(begun.toSorted((a, b) => a - b));
  expect(new Set(begun).size).toBeGreaterThan(2);
  const cache = openCache(path.join(home, 'cache.db'), testKey());
  expect(cache.ok && cache.value.count('resident', '', [])).toBeGreaterThan(400);
  if (cache.ok) cache.value.close();
  removeFolder(home);
});

function cut(response: Response, after: number): Response {
  let left = after;
  const body = response.body?.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      if (chunk.length > left) {
        controller.enqueue(chunk.subarray(0, left));
        controller.error(new TypeError('terminated'));
        return;
      }
      left -= chunk.length;
      controller.enqueue(chunk);
    },
  }));
  return new Response(body ?? null, { status: response.status, headers: response.headers });
}

test('compacted past it, it is offered no more, and the centre makes another', async () => {
  const { offer: before } = await offer('amina');
  await centre.store.transaction((transaction) => transaction.write([put('resident', residentNamed('later'))]));
  await compact(centre.store, { now: centre.clock.now, keepDays: 0 });
  expect((await offer('amina')).status).toBe(404);
  const paged = await newDesk('amina');
  await isAsTheCentre(paged.desk);
  expect(asks(paged.asked).bytes).toBe(0);
  await copies.look();
  const { offer: after } = await offer('amina');
  expect(after.id).not.toBe(before.id);
  expect(after.key).not.toBe(before.key);
  expect(readdirSync(folder)).toEqual([`copy-${after.id}.db`]);
  const { desk, asked } = await newDesk('amina');
  await isAsTheCentre(desk);
  expect(asks(asked)).toEqual({ bytes: 1, pages: 0 });
});

test('where the file is damaged, or no byte of it comes, the desk pages as before', async () => {
  const { offer: { id } } = await offer('amina');
  const dark = await newDesk('amina', (at) => !at.startsWith('/v1/prepared/'));
  await isAsTheCentre(dark.desk);
  expect(asks(dark.asked).pages).toBeGreaterThan(0);
  const file = path.join(folder, `copy-${id}.db`);
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const { desk, asked } = await newDesk('amina');
  await isAsTheCentre(desk);
  expect(asks(asked).bytes).toBe(1);
  expect(asks(asked).pages).toBeGreaterThan(0);
});

test('under the desk’s key the key it came with opens nothing; a wrong key, another head or a changed byte makes nothing of it', async () => {
  await centre.store.transaction(({ query }) => query(`UPDATE sync_head SET epoch = 'another' WHERE council = $1`, [centre.store.council]));
  await copies.look();
  const { offer: { id, key, epoch, version } } = await offer('amina');
  const came = Buffer.from(key, 'hex');
  const at = path.join(temporaryFolder(), 'own.db');
  const whole = readFileSync(path.join(folder, `copy-${id}.db`));
  expect(whole.includes('Refuse')).toBe(false);
  const own = testKey();
  const head = { epoch, version };
  // The sum is of what is there, so that it is each page's own seal that tells.
  const make = (change: (bytes: Buffer) => Buffer, keys: { came: Uint8Array; own: Uint8Array }, wanted = head, sum: string | null = null) => {
    const bytes = change(Buffer.from(whole));
    writeFileSync(at, bytes);
    const sha256 = sum ?? createHash('sha256').update(bytes).digest('hex');
    return makeOwn(at, keys, { head: wanted, part: 'whole', scopes: ['reference', 'council', 'service', 'site:hub'], sha256 }, new AbortController().signal);
  };
  const same = (bytes: Buffer): Buffer => bytes;
  expect(await make(same, { came: new Uint8Array(32).fill(3), own })).toEqual({ ok: false, fault: 'damaged' });
  expect(await make(same, { came, own }, { epoch, version: version + 1 })).toEqual({ ok: false, fault: 'other' });
  expect(await make(same, { came, own }, head, '0'.repeat(64))).toEqual({ ok: false, fault: 'damaged' });
  for (const share of [0.1, 0.5, 0.9]) {
    const changed = await make((bytes) => {
      bytes[Math.floor(bytes.length * share)] = (bytes[Math.floor(bytes.length * share)] ?? 0) ^ 4;
      return bytes;
    }, { came, own });
    expect(changed.ok).toBe(false);
  }
  expect(await make(same, { came, own })).toEqual({ ok: true });
  expect(openCache(at, came).ok).toBe(false);
  const opened = openCache(at, own);
  expect(opened.ok && opened.value.meta()).toMatchObject({ epoch, cursor: version, part: 'whole', arriving: [{ scope: 'site:hub', after: '' }] });
  if (opened.ok) opened.value.close();
  expect(statSync(at).size).toBe(whole.length);
  removeFolder(path.dirname(at));
});
