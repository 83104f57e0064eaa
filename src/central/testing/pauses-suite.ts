/** Pauses and diagnostics over HTTP, on whichever store. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostics } from '#contract/diagnostics.ts';
import { diagnosticsAnswerSchema, pauseSchema, pausesAnswerSchema } from '#contract/wire.ts';
import { runAdminCommand } from '../admin/commands.ts';
import { startTestCentre, type TestCentre } from './centre.ts';
import { deskOf, envelope, failureOf, logArgs, versions } from './desk.ts';
import type { OpenTestStore } from './stores.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export const smallBundle = (now: number): Diagnostics => ({
  format: 1, madeAt: now, app: { version: '0.1.0', node: '24.1.0', platform: 'linux', arch: 'x64' },
  versions: { ...versions, cache: 1, outbox: 1 }, schemaHashes: { tables: '0'.repeat(64), cache: '0'.repeat(64) },
  sync: { phase: 'offline', lastHeardAt: now, clockOffsetMs: 0, cursor: 12, scopes: 3, waiting: 2, needsAttention: 0 },
  rows: { resident: 3 }, commands: [{ name: 'log-contact', state: 'waiting', count: 2, oldestAt: now }], drafts: 0,
  events: [{ at: now, kind: 'offline' }], requests: [], failures: [{ kind: 'pull', code: 'centre-unreachable', count: 4, lastAt: now }],
  disk: { cacheBytes: 4096, outboxBytes: 4096, freeBytes: null }, memory: { residentBytes: 1, heapBytes: 1 }, uptimeSeconds: 60,
});

export function pausesSuite(open: OpenTestStore): void {
  describe('pauses and diagnostics', () => {
    let centre: TestCentre;
    beforeAll(async () => { centre = await startTestCentre(open, { diagnosticsPerHour: 2 }); }, 60_000);
    afterAll(() => centre.close());

    const admin = async (name: string, words: string[], texts: Record<string, string> = {}): Promise<string> => {
      const done = await runAdminCommand(centre.store, name, { words, texts, flags: {}, by: 'root', now: centre.clock.now });
      return done.ok ? done.value : `${done.failure.code}: ${done.failure.sentence}`;
    };
    const iso = (at: number): string => new Date(at).toISOString();

    it('governance announces a pause, everybody’s feed has it, and pushes are turned away while it lasts', async () => {
      const [governance, desk] = [await deskOf(centre.base, 'governance'), await deskOf(centre.base, 'amina')];
      const { version } = await centre.store.head();
      const startsAt = centre.clock.now + 5 * MINUTE;
      const pause = pauseSchema.parse(await (await governance.post('/v1/pauses', { startsAt, endsAt: startsAt + 5 * MINUTE, reason: ' server move ' })).json());
      expect(pause).toMatchObject({ startsAt, reason: 'server move', cancelledAt: null });
      expect(await desk.pull(version)).toContainEqual(expect.objectContaining({ kind: 'change', table: 'pause', id: pause.id, op: 'put' }));
      expect(await desk.snapshot('pause')).toMatchObject([{ row: { id: pause.id } }]);
      expect((await desk.push(envelope(1, 'log-contact', logArgs()))).results).toMatchObject([{ status: 'accepted' }]);

      centre.clock.now = startsAt;
      const refused = await desk.tryPush([envelope(2, 'log-contact', logArgs())]);
      expect(await failureOf(refused)).toMatchObject({ status: 503, code: 'paused', details: { until: startsAt + 5 * MINUTE } });
      expect((await desk.get('/v1/head?after=0')).status).toBe(200);
      // Its place in the sequence is free still.
      centre.clock.now = startsAt + 5 * MINUTE;
      expect((await desk.push(envelope(2, 'log-contact', logArgs()))).results).toMatchObject([{ status: 'accepted', seq: 2 }]);
    });

    it('refuses whoever is not of governance, and what can’t be announced', async () => {
      const [governance, leader] = [await deskOf(centre.base, 'governance'), await deskOf(centre.base, 'leader')];
      const ahead = { startsAt: centre.clock.now + DAY, endsAt: centre.clock.now + 2 * DAY, reason: 'cables' };
      for (const [path, body] of [['/v1/pauses', ahead], ['/v1/pauses/cancel', { id: 'any' }]] as const) {
        expect(await failureOf(await leader.post(path, body))).toMatchObject({ status: 403, code: 'not-allowed' });
      }
      expect(await failureOf(await leader.get('/v1/pauses'))).toMatchObject({ status: 403, code: 'not-allowed' });
      expect(await failureOf(await governance.post('/v1/pauses', { ...ahead, endsAt: ahead.startsAt }))).toMatchObject({ status: 400, code: 'bad-input' });
      expect(await failureOf(await governance.post('/v1/pauses', { ...ahead, reason: 'a\0b' }))).toMatchObject({ status: 400, code: 'bad-input' });
      const two = await Promise.all([ahead, ahead].map((one) => governance.post('/v1/pauses', one)));
      expect(two.map(({ status }) => status).toSorted()).toEqual([200, 400]);
      const standing = pausesAnswerSchema.parse(await (await governance.get('/v1/pauses')).json()).pauses.find(({ reason }) => reason === 'cables');
      expect((await governance.post('/v1/pauses/cancel', { id: standing?.id })).status).toBe(200);
      expect(await failureOf(await governance.post('/v1/pauses/cancel', { id: standing?.id }))).toMatchObject({ status: 403 });
    });

    it('is announced, listed and called off from the command line, and each is in the audit', async () => {
      const now = centre.clock.now;
      expect(await admin('pause', ['announce'], { from: 'tomorrow', until: iso(now + DAY), reason: 'x' })).toContain('take times like');
      expect(await admin('pause', ['announce'], { from: iso(now + DAY), until: iso(now + 2 * DAY) })).toContain('Say why');
      expect(await admin('pause', ['announce'], { from: iso(now + DAY), until: iso(now + 2 * DAY), reason: 'new switch' })).toMatch(/^Announced: .* ahead {2}new switch$/);
      expect(await admin('pause', ['announce'], { from: iso(now + DAY), until: iso(now + 2 * DAY), reason: 'again' })).toContain('Another pause');
      const line = (await admin('pause', ['list'])).split('\n').find((one) => one.includes('new switch')) ?? '';
      expect(await admin('pause', ['cancel', line.split(' ')[0] ?? ''])).toMatch(/^Cancelled: .* cancelled {2}new switch$/);
      expect(await admin('pause', ['postpone'])).toContain('pause announce');
      const { rows } = await centre.store.query<{ action: string }>(`SELECT action FROM audit WHERE council = $1 AND staff_id = 'administrator root' ORDER BY n`, [centre.store.council]);
      expect(rows.map(({ action }) => action)).toEqual(['announce-pause', 'cancel-pause']);
    });

    it('keeps a desk’s diagnostics for 90 days, takes nothing else and not too many', async () => {
      const desk = await deskOf(centre.base, 'tom');
      const bundle = smallBundle(centre.clock.now);
      const { number } = diagnosticsAnswerSchema.parse(await (await desk.post('/v1/diagnostics', { ...versions, bundle })).json());
      expect(await admin('diagnostics', ['list'])).toMatch(new RegExp(`^${String(number)}  .*desk device-of-tom  version 0.1.0  offline, 2 waiting$`, 'm'));
      expect(JSON.parse(await admin('diagnostics', ['show', String(number)]))).toEqual(bundle);
      for (const bad of [
        { ...bundle, note: 'Margaret Okafor' }, { ...bundle, app: { ...bundle.app, version: 'Margaret' } },
        { ...bundle, rows: { 'Margaret Okafor': 1 } }, { ...bundle, events: Array.from({ length: 5000 }, () => bundle.events[0]) },
      ]) expect(await failureOf(await desk.post('/v1/diagnostics', { ...versions, bundle: bad }))).toMatchObject({ status: 400, code: 'bad-input' });
      expect((await desk.post('/v1/diagnostics', { ...versions, bundle, more: 'x'.repeat(300_000) })).status).toBe(413);
      expect((await desk.post('/v1/diagnostics', { ...versions, bundle })).status).toBe(200);
      expect(await failureOf(await desk.post('/v1/diagnostics', { ...versions, bundle }))).toMatchObject({ status: 429, code: 'too-many-tries' });
      expect((await fetch(`${centre.base}/v1/diagnostics`, { method: 'POST', body: '{}' })).status).toBe(401);

      centre.clock.now += 91 * DAY;
      expect(await admin('diagnostics', ['list'])).toBe('No desk has sent any in 90 days.');
      expect(await admin('diagnostics', ['show', String(number)])).toContain('not-found');
      const later = await deskOf(centre.base, 'tom');
      await later.post('/v1/diagnostics', { ...versions, bundle });
      const { rows } = await centre.store.query<{ n: number }>('SELECT count(*)::int AS n FROM diagnostics', []);
      expect(rows).toEqual([{ n: 1 }]);
    });
  });
}
