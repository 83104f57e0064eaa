/** A desk without the centre decides by limits the centre signed for its person, while they last, and by no others. */
import path from 'node:path';
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { asId, type AuthorisationId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import type { SchemeVersion } from '#domain/records/council.ts';
import { scheme } from '#domain/testing/fixtures.ts';
import { limitsBodySchema, signedLimitsSchema, type SignedLimits } from '#contract/limits.ts';
import { signInAnswerSchema, type SignInAnswer } from '#contract/wire.ts';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { PASSPHRASE, residentNamed, type PersonName } from '../../src/central/testing/council.ts';
import { decisionArgs, deskOf, signIn } from '../../src/central/testing/desk.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import { openCache } from '../../src/engine/store/cache-store.ts';
import { openOutbox } from '../../src/engine/store/outbox-store.ts';
import { openTestDesk, removeFolder, temporaryFolder, testKey, type TestDesk } from '../fixtures/test-desk.ts';

const HOUR = 3_600_000;

let centre: TestCentre;
beforeAll(async () => { centre = await startTestCentre(openPGliteForTest, { leaseHours: 1000 }); });
afterAll(() => centre.close());

const desks: TestDesk[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
  for (const folder of folders.splice(0)) removeFolder(folder);
});

class Bench {
  up = true;
  /** This computer's clock, and one that only goes forward. */
  readonly clock = { now: centre.clock.now, forward: 0 };
  readonly folder = temporaryFolder();
  readonly person: PersonName;
  readonly device: string;
  constructor(person: PersonName, device = `device-of-${person}-limits`) {
    this.person = person;
    this.device = device;
    folders.push(this.folder);
  }

  async open(changes: Partial<SignInAnswer> | null = {}): Promise<TestDesk> {
    const answer = changes === null ? null
      : { ...signInAnswerSchema.parse(await (await signIn(centre.base, this.person, PASSPHRASE, this.device)).json()), ...changes };
    const opened = await openTestDesk({
      folder: this.folder, deviceId: this.device, signIn: answer, now: () => this.clock.now, forward: () => this.clock.forward, centralUrl: centre.base,
      fetch: (input, init) => this.up ? fetch(input, init) : Promise.reject(new TypeError('fetch failed')),
    });
    if (!opened.ok) throw new Error(opened.failure.sentence);
    desks.push(opened.value);
    if (this.up) await opened.value.saved();
    return opened.value;
  }

  async lose(desk: TestDesk): Promise<void> {
    this.up = false;
    await desk.screen('sync.now');
    await desk.until(() => desk.status()?.phase === 'offline', 'offline');
  }

  /** Time goes by, on every clock there is. */
  pass(hours: number): void {
    centre.clock.now += hours * HOUR;
    this.clock.now += hours * HOUR;
    this.clock.forward += hours * HOUR;
  }
}

let residents = 0;
async function someone(): Promise<string> {
  residents += 1;
  const id = `resident-of-limits-${String(residents)}`;
  await centre.store.transaction((transaction) => transaction.write([put('resident', residentNamed(id))]));
  return id;
}

const decide = (desk: TestDesk, residentId: string) => desk.screen('command.give', { name: 'make-decision', args: decisionArgs(500, { residentId }) });
const CAPTURE_ONLY = { ok: false, failure: { code: 'escalation', sentence: expect.stringContaining('no limits that the centre signed') as string } };

test('decides for a day without the centre, then only takes requests, and decides again once it was in touch', async () => {
  const residentId = await someone();
  const bench = new Bench('amina');
  const desk = await bench.open();
  await desk.until(() => desk.status()?.limitsUntil === centre.clock.now + 24 * HOUR, 'limits signed for a day');
  await bench.lose(desk);
  bench.pass(23);
  expect(await decide(desk, residentId)).toMatchObject({ ok: true });
  bench.pass(2);
  expect(await decide(desk, residentId)).toMatchObject(CAPTURE_ONLY);
  bench.up = true;
  await desk.close();
  desks.splice(0);
  const again = await bench.open();
  await again.until(() => again.status()?.limitsUntil === centre.clock.now + 24 * HOUR, 'limits signed anew');
  await bench.lose(again);
  expect(await decide(again, residentId)).toMatchObject({ ok: true });
});

test('setting this computer’s clock back makes no limit last longer', async () => {
  const residentId = await someone();
  const bench = new Bench('amina', 'device-with-a-slow-clock');
  const desk = await bench.open();
  await desk.until(() => desk.status()?.limitsUntil !== undefined, 'limits');
  await bench.lose(desk);
  bench.clock.forward += 25 * HOUR;
  expect(await decide(desk, residentId)).toMatchObject(CAPTURE_ONLY);
});

test('a scheme that was changed in the copy, or limits nobody signed, decide nothing', async () => {
  const residentId = await someone();
  const bench = new Bench('amina', 'device-tampered-with');
  const first = await bench.open();
  await first.until(() => first.status()?.limitsUntil !== undefined, 'limits');
  await bench.lose(first);
  expect(await decide(first, residentId)).toMatchObject({ ok: true });
  await first.close();
  desks.splice(0);

  const cache = openCache(path.join(bench.folder, 'cache.db'), testKey());
  if (!cache.ok) throw new Error(cache.fault);
  const asItCame = cache.value.row('scheme', scheme.id)?.row ?? scheme;
  cache.value.close();
  const raised = { ...scheme, clauses: scheme.clauses.map((clause) => ({ ...clause, limits: clause.limits.map((limit) => ({ ...limit, offline: 50_000 })) })) };
  let version = 1000;
  const writeScheme = (row: SchemeVersion): void => {
    version += 1;
    const cache = openCache(path.join(bench.folder, 'cache.db'), testKey());
    if (!cache.ok) throw new Error(cache.fault);
    cache.value.transaction((writer) => { writer.applyServer({ table: 'scheme', id: row.id, version, row: { ...row } }); });
    cache.value.close();
  };
  writeScheme(raised);
  const second = await bench.open(null);
  expect(await decide(second, residentId)).toMatchObject(CAPTURE_ONLY);
  expect(second.status()?.limitsUntil).toBeUndefined();
  await second.close();
  desks.splice(0);

  writeScheme(asItCame);
  const keep = (change: (kept: SignedLimits) => SignedLimits): void => {
    const outbox = openOutbox(path.join(bench.folder, 'outbox.db'), testKey());
    if (!outbox.ok) throw new Error(outbox.fault);
    outbox.value.setMeta('limits', change(signedLimitsSchema.parse(outbox.value.getMeta('limits'))));
    outbox.value.close();
  };
  const stranger = generateKeyPairSync('ed25519').privateKey;
  let signed: SignedLimits | null = null;
  keep((kept) => {
    signed = kept;
    const body = JSON.stringify({ ...limitsBodySchema.parse(JSON.parse(kept.body)), expiresAt: centre.clock.now + 1000 * HOUR });
    return { body, signature: sign(null, Buffer.from(body), stranger).toString('base64') };
  });
  const third = await bench.open(null);
  expect(await decide(third, residentId)).toMatchObject(CAPTURE_ONLY);
  await third.close();
  desks.splice(0);

  keep((kept) => signed ?? kept);
  const fourth = await bench.open(null);
  expect(await decide(fourth, residentId)).toMatchObject({ ok: true });
});

test('limits are signed anew when the scheme changes, and with a training that was granted', async () => {
  const bench = new Bench('tom');
  const desk = await bench.open();
  await desk.until(() => desk.status()?.limitsUntil !== undefined, 'limits');
  const later: SchemeVersion = { ...scheme, id: asId('scheme-9'), version: 9, effectiveFrom: centre.clock.now - 1000, offlineHours: 6 };
  await centre.store.transaction((transaction) => transaction.write([put('scheme', later)]));
  await desk.until(() => desk.status()?.limitsUntil === centre.clock.now + 6 * HOUR, 'limits of the new scheme');
  await centre.store.transaction((transaction) => transaction.write([put('authorisation', {
    id: asId<AuthorisationId>('trained-tom'), staffId: asId('tom'), code: 'crisis', trainedOn: '2026-01-01', expiresOn: '2028-01-01', grantedBy: asId('governance'), grantedAt: centre.clock.now, withdrawnAt: null,
  })]));
  bench.pass(0.5);
  await desk.until(() => desk.status()?.limitsUntil === centre.clock.now + 6 * HOUR, 'limits with the training');
});

test('are one person’s at one desk, signed by the key that is told at sign-in; nobody else gets any', async () => {
  const amina = await deskOf(centre.base, 'amina', 'device-of-amina-asks');
  const limits = signedLimitsSchema.parse(await (await amina.get('/v1/limits')).json());
  const key = createPublicKey({ key: Buffer.from(amina.signedIn.centreKey ?? '', 'base64'), format: 'der', type: 'spki' });
  expect(verify(null, Buffer.from(limits.body), key, Buffer.from(limits.signature, 'base64'))).toBe(true);
  expect(limitsBodySchema.parse(JSON.parse(limits.body))).toMatchObject({ staffId: 'amina', deviceId: 'device-of-amina-asks', post: 'customer-service-operative' });
  expect((await fetch(`${centre.base}/v1/limits`)).status).toBe(401);
});

test('a centre that signs none is an earlier one: the copy itself is what there is, for as long as the scheme says', async () => {
  const residentId = await someone();
  const bench = new Bench('amina', 'device-of-an-earlier-centre');
  const desk = await bench.open({ centreKey: undefined });
  await bench.lose(desk);
  expect(desk.status()?.limitsUntil).toBeUndefined();
  expect(await decide(desk, residentId)).toMatchObject({ ok: true });
  bench.pass(25);
  expect(await decide(desk, residentId)).toMatchObject(CAPTURE_ONLY);
});
