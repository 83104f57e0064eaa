/** A contact handed over by an engine that is killed on the way: nothing typed is lost, and it is handed over and on the record once. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { PASSPHRASE } from '../../src/central/testing/council.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import { removeFolder, temporaryFolder, testKey } from '../fixtures/test-desk.ts';
import { EngineChild } from './engine-child.ts';

/** The way to the centre, which may stop what a desk sends before the centre has it, or the answer to it after. */
class Way {
  readonly #server: Server;
  work: 'passes' | 'is held' | 'is not answered' = 'passes';
  /** How many times the centre has taken work, told to the desk or not. */
  taken = 0;
  url = '';

  constructor(to: string) {
    this.#server = createServer((request, response) => {
      const gone = new AbortController();
      response.once('close', () => { gone.abort(); });
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const isWork = request.url === '/v1/push';
        if (isWork && this.work === 'is held') return;
        const { host: _host, connection: _connection, ...headers } = request.headers as Record<string, string>;
        const answer = await fetch(new URL(request.url ?? '/', to), { method: request.method ?? 'GET', headers, signal: gone.signal, ...chunks.length === 0 ? {} : { body: Buffer.concat(chunks) } });
        // A desk's first numbers may not be those that the centre expects: such an answer takes nothing, and is passed on.
        if (isWork && ((await answer.clone().json()) as { results?: unknown[] }).results?.length) {
          this.taken += 1;
          if (this.work === 'is not answered') return;
        }
        const { 'content-encoding': _encoding, 'content-length': _length, ...kept } = Object.fromEntries(answer.headers);
        response.writeHead(answer.status, kept);
        if (answer.body !== null) for await (const chunk of answer.body) response.write(chunk);
        response.end();
      })().catch(() => { response.destroy(); });
    });
  }

  async open(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.url = `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

let centre: TestCentre;
let way: Way;
beforeAll(async () => {
  centre = await startTestCentre(openPGliteForTest, { clock: Date.now });
  way = new Way(centre.base);
  await way.open();
});
afterAll(async () => {
  way.close();
  await centre.close();
});

const deaths: string[] = [];
const running = new Set<EngineChild>();
const folders = new Set<string>();
afterEach(async () => {
  way.work = 'passes';
  for (const engine of running) await engine.kill();
  running.clear();
  folders.forEach(removeFolder);
  folders.clear();
  expect(deaths.splice(0)).toEqual([]);
});

/** An engine with the desk of that folder open, and all that the centre has. */
async function startDesk(folder: string, deviceId: string): Promise<EngineChild> {
  folders.add(folder);
  const engine = await EngineChild.start(() => { deaths.push('an engine ended by itself'); });
  running.add(engine);
  await engine.call('configure', { centralUrl: way.url, appVersion: '0' });
  const signedIn = await engine.call('central-sign-in', { username: 'amina', passphrase: PASSPHRASE, deviceId });
  if (signedIn?.ok !== true) throw new Error(signedIn?.failure.sentence ?? 'the engine ended');
  const opened = await engine.call('open', { folder, key: testKey(), deviceId, signIn: signedIn.value, rebuildCache: false, setOutboxAside: false });
  if (opened?.ok !== true) throw new Error(opened?.failure.sentence ?? 'the engine ended');
  return engine;
}

async function saved(engine: EngineChild): Promise<void> {
  const sync = await engine.watch('sync', {});
  await expect.poll(() => sync()?.status[0]).toMatchObject({ phase: 'online', waiting: 0, needsAttention: 0 });
}

let drawn = 0;
function contactWith(residentId: string) {
  drawn += 1;
  const [contactId, transferId] = [`contact-${String(drawn)}`, `transfer-${String(drawn)}`];
  const note = 'The bin by the side gate was missed twice.';
  const startedAt = Date.now() - 60_000;
  const send = {
    transferId, contactId, residentId, propertyId: null, caseId: null, serviceId: '524', toStaffId: 'tom', toTeamId: null, toCategory: null, calledName: 'Margaret', words: 'Wants to know the day.',
    handedOver: { channel: 'phone-in', reason: 'report', avoidable: null, note, further: [], councillorId: null, residentAsked: false }, verifiedLevel: 2, actingName: '', startedAt,
  };
  const own = {
    contactId, residentId, propertyId: null, anonymous: false, caseId: null, serviceId: '524', channel: 'phone-in', reason: 'report', outcome: 'referred', avoidable: null, furtherMatters: [], enquiry: null, next: null,
    note, startedAt, endedAt: startedAt + 60_000,
  };
  return {
    contactId, note, send, own,
    drafts: { [`contact:resident:${residentId}`]: JSON.stringify({ contactId, note }), [`transfer:${contactId}`]: JSON.stringify({ id: transferId, to: 'tom', words: send.words }) },
  };
}
type Handed = ReturnType<typeof contactWith>;

const hand = (engine: EngineChild, { send }: Handed) => engine.screen('command.give', { name: 'send-transfer', args: send });
const finish = (engine: EngineChild, { own }: Handed) => engine.screen('command.give', { name: 'log-contact', args: own });

async function atCentre({ contactId }: Handed) {
  const { rows: transfers } = await centre.store.query('SELECT status, words, handed_over FROM transfer WHERE contact_id = $1', [contactId]);
  const { rows: contacts } = await centre.store.query('SELECT note, outcome FROM contact WHERE id = $1', [contactId]);
  return { transfers, contacts };
}

/** How far it had come as the engine died. */
const moments: [string, (engine: EngineChild, handed: Handed) => Promise<void>, Awaited<ReturnType<typeof atCentre>>['transfers']['length']][] = [
  ['before the press reached the disk', async (engine, handed) => {
    await engine.kill();
    expect(await hand(engine, handed)).toBeNull();
  }, 0],
  ['right behind the press, wherever it is by then', async (engine, handed) => {
    way.work = 'is held';
    const pressed = hand(engine, handed);
    await engine.kill();
    await pressed;
  }, 0],
  ['when it was on the disk, and the own part was not', async (engine, handed) => {
    way.work = 'is held';
    expect(await hand(engine, handed)).toMatchObject({ ok: true });
    await engine.kill();
  }, 0],
  ['when both were on the disk, and neither was sent', async (engine, handed) => {
    way.work = 'is held';
    await hand(engine, handed);
    expect(await finish(engine, handed)).toMatchObject({ ok: true });
    await engine.kill();
  }, 0],
  ['when the centre had it, and the own part was not yet on the disk', async (engine, handed) => {
    const before = way.taken;
    way.work = 'is not answered';
    await hand(engine, handed);
    await expect.poll(() => way.taken).toBeGreaterThan(before);
    await engine.kill();
  }, 1],
  ['when the centre had both, before this desk heard so', async (engine, handed) => {
    way.work = 'is held';
    await hand(engine, handed);
    await finish(engine, handed);
    way.work = 'is not answered';
    await expect.poll(async () => (await atCentre(handed)).contacts.length).toBe(1);
    await engine.kill();
  }, 1],
];

test.each(moments)('killed %s: what was typed is there, and pressed again it is handed over once', async (_when, upTo, arrived) => {
  const folder = temporaryFolder();
  const deviceId = `device-of-the-killed-${String(drawn)}`;
  const before = await startDesk(folder, deviceId);
  await saved(before);
  const handed = contactWith('resident-1');
  for (const [key, value] of Object.entries(handed.drafts)) expect(await before.screen('draft.save', { key, value })).toMatchObject({ ok: true });
  await upTo(before, handed);
  expect((await atCentre(handed)).transfers).toHaveLength(arrived);

  way.work = 'passes';
  const after = await startDesk(folder, deviceId);
  for (const [key, value] of Object.entries(handed.drafts)) expect(await after.screen('draft.load', { key })).toMatchObject({ ok: true, value: { value } });
  // The form comes back as it was, with its id.
  expect(await hand(after, handed)).toMatchObject({ ok: true });
  expect(await finish(after, handed)).toMatchObject({ ok: true });
  // A form that was lost has another, and the contact is handed over all the same.
  expect(await hand(after, { ...handed, send: { ...handed.send, transferId: `${handed.send.transferId}-anew` } })).toMatchObject({ ok: false, failure: { code: 'refused', sentence: expect.stringMatching(/handed over already/) as string } });
  await saved(after);
  expect(await atCentre(handed)).toEqual({
    transfers: [{ status: 'waiting', words: handed.send.words, handed_over: handed.send.handedOver }], contacts: [{ note: handed.note, outcome: 'referred' }],
  });
});
