import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskOf, envelope, failureOf, logArgs, post, signIn, versions } from '../testing/desk.ts';
import { PASSPHRASE, seedCouncil } from '../testing/council.ts';
import { startTestCentre, type TestCentre } from '../testing/centre.ts';
import { openPGliteForTest, type TestStore } from '../testing/stores.ts';
import { localAccounts } from '../identity/local-accounts.ts';
import { createLogger } from './log.ts';
import { buildServer } from './server.ts';

describe('the centre’s HTTP server', () => {
  let centre: TestCentre;
  const logged: string[] = [];
  beforeAll(async () => {
    const sink = new Writable({ write(chunk: Buffer, _encoding, done) { logged.push(chunk.toString()); done(); } });
    centre = await startTestCentre(openPGliteForTest, { logger: createLogger('debug', sink), metricsToken: 'collector', signInsPerMinute: 8 });
  }, 120_000);
  afterAll(() => centre.close());

  it('describes every endpoint of the wire', async () => {
    const document = await (await fetch(`${centre.base}/v1/openapi.json`)).json() as { paths: Record<string, object> };
    expect(Object.keys(document.paths).sort()).toEqual(
      ['/v1/desks/standing', '/v1/diagnostics', '/v1/head', '/v1/health', '/v1/hello', '/v1/limits', '/v1/live', '/v1/pauses',
        '/v1/pauses/cancel', '/v1/prepared', '/v1/prepared/{id}', '/v1/presence', '/v1/pull', '/v1/purge-receipts', '/v1/push', '/v1/reconciliation', '/v1/recover-key', '/v1/refresh', '/v1/reoffered', '/v1/rows', '/v1/rows/totals', '/v1/scheme/consider', '/v1/scheme/publish', '/v1/sign-in', '/v1/snapshot', '/v1/wiped']);
  });

  it('logs what was answered, and nothing of what was said', async () => {
    const desk = await deskOf(centre.base, 'amina');
    await desk.push(envelope(1, 'log-contact', logArgs({ note: 'She said so.' })));
    await signIn(centre.base, 'amina', 'a wrong guess');
    await fetch(`${centre.base}/v1/nowhere?name=Okafor`);
    const lines = logged.map((line) => JSON.parse(line) as { route?: string; status?: number });
    expect(lines).toContainEqual(expect.objectContaining({ route: '/v1/push', status: 200 }));
    expect(lines).toContainEqual(expect.objectContaining({ route: '/v1/sign-in', status: 401 }));
    for (const secret of ['She said so', 'amina', 'a wrong guess', PASSPHRASE, 'Okafor', desk.token, desk.signedIn.refreshToken, '127.0.0.1:']) {
      expect(logged.filter((line) => !line.includes('Server listening')).join('')).not.toContain(secret);
    }
  });

  it('gives metrics to the collector alone, labelled with nothing anybody typed', async () => {
    const desk = await deskOf(centre.base, 'tom');
    await desk.push(envelope(1, 'drop-tables', {}));
    expect((await fetch(`${centre.base}/metrics`)).status).toBe(403);
    const text = await (await fetch(`${centre.base}/metrics`, { headers: { authorization: 'Bearer collector' } })).text();
    expect(text).toContain('casefront_commands_total{name="unknown",status="parked"} 1');
    expect(text).toMatch(/casefront_feed_version \d+/);
    expect(text).not.toContain('drop-tables');
  });

  it('slows down a flood of sign-ins from one address', async () => {
    const statuses: number[] = [];
    for (let tries = 0; tries < 9; tries += 1) statuses.push((await post(centre.base, '/v1/sign-in', {})).status);
    expect(statuses).toContain(400);
    expect(await failureOf(await signIn(centre.base, 'amina', PASSPHRASE))).toMatchObject({ status: 429, code: 'too-many-tries' });
    expect((await post(centre.base, '/v1/refresh', { ...versions, refreshToken: 'x', deviceId: 'device-of-amina' })).status).toBe(401);
  });
});

describe('closing the server', () => {
  let test: TestStore;
  beforeAll(async () => {
    test = await openPGliteForTest();
    await seedCouncil(test.store);
  }, 120_000);
  afterAll(() => test.discard());

  it('answers desks that wait, cuts connections on which nothing is asked, and ends', async () => {
    const app = await buildServer({ store: test.store, identity: localAccounts(test.store, Date.now), councilName: 'Harrowmere' });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo;
    const base = `http://127.0.0.1:${String(port)}`;
    const desk = await deskOf(base, 'amina');
    const { version } = await test.store.head();
    const arrived = once(app.server, 'request');
    const waiting = desk.get(`/v1/head?after=${String(version)}&wait=25`);
    await arrived;
    const silent = connect(port, '127.0.0.1');
    await once(app.server, 'connection');
    const cut = once(silent, 'close');
    const started = performance.now();
    await app.close();
    expect(await (await waiting).json()).toMatchObject({ version });
    await cut;
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
