import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { LiveEvent } from '#contract/views.ts';
import { memoryLog } from '../testing/fakes.ts';
import { deferred } from './deferred.ts';
import { EngineHost, type EngineHostOptions } from './engine-host.ts';
import { engineFlags, type EngineProcess } from './engine-process.ts';
import { forkEngine } from './forked-engine.ts';
import { LiveSubscriptions } from './live-subscriptions.ts';

const entry = path.join(import.meta.dirname, '..', 'testing', 'engine-child.mjs');
const pauses = { afterDeathMs: [1, 1], readyWithinMs: 20_000, closeWithinMs: 3000 };
let hosts: EngineHost[] = [];
afterEach(async () => {
  await Promise.all(hosts.map((host) => host.stop()));
  hosts = [];
});

function hostOf(options: Partial<EngineHostOptions> = {}): { host: EngineHost; engines: EngineProcess[] } {
  const engines: EngineProcess[] = [];
  const host = new EngineHost({
    spawn: () => {
      const engine = forkEngine(entry, process.execPath);
      engines.push(engine);
      return engine;
    },
    configuration: { centralUrl: 'http://127.0.0.1:1', appVersion: '0' }, log: memoryLog(), pauses,
    onLive: () => undefined, onTrouble: () => undefined, onWipe: () => undefined, onLeaseOver: () => undefined, onUnsent: () => undefined, onRevived: () => Promise.resolve(), onGivenUp: () => undefined,
    ...options,
  });
  hosts.push(host);
  host.start();
  return { host, engines };
}

const open = { folder: '/nowhere', key: new Uint8Array(32).fill(5), deviceId: 'device-1', signIn: null, rebuildCache: false, setOutboxAside: false };
const stopped = { ok: false, failure: { code: 'engine-stopped' } };

test('calls wait for the engine to be ready, and a key crosses as bytes', async () => {
  const { host } = hostOf();
  expect(await host.call('open', open)).toMatchObject({ ok: true, value: { key: Array.from({ length: 32 }, () => 5) } });
  expect(await host.screen('case.view', { caseId: 'c1' })).toEqual({ ok: true, value: { caseId: 'c1' } });
});

test('the engine’s environment and command line hold what it needs and nothing of ours', async () => {
  vi.stubEnv('CASEFRONT_SECRET', 'not yours');
  const { host } = hostOf();
  const answer = await host.screen('search.find', {}) as unknown as { value: { environment: string[]; args: string[]; execArgv: string[] } };
  vi.unstubAllEnvs();
  expect(answer.value.environment).toContain('PATH');
  expect(answer.value.environment.filter((name) => /CASEFRONT|ELECTRON|NODE_OPTIONS/.test(name))).toEqual([]);
  expect(answer.value).toMatchObject({ args: [], execArgv: engineFlags });
});

test('when it dies every call in flight is answered, and the screen’s next call waits until the session is back', async () => {
  const order: string[] = [];
  const revival = deferred<null>();
  const { host, engines } = hostOf({
    onRevived: async () => {
      order.push('reviving');
      expect(await host.call('open', open)).toMatchObject({ ok: true });
      await revival.promise;
      order.push('revived');
    },
  });
  const inFlight = host.call('hello', null);
  expect(await host.screen('command.give', {})).toMatchObject(stopped);
  expect(await inFlight).toMatchObject(stopped);
  const next = host.screen('case.view', { caseId: 'c2' }).then((answer) => { order.push('answered'); return answer; });
  revival.resolve(null);
  expect(await next).toEqual({ ok: true, value: { caseId: 'c2' } });
  expect(order).toEqual(['reviving', 'revived', 'answered']);
  expect(engines).toHaveLength(2);
});

test('three deaths within a minute end it until somebody asks for another start', async () => {
  const givenUp = deferred<null>();
  let revived = 0;
  const { host, engines } = hostOf({ onGivenUp: () => { givenUp.resolve(null); }, onRevived: () => { revived += 1; return Promise.resolve(); } });
  for (let death = 1; death <= 3; death += 1) expect(await host.screen('command.give', {})).toMatchObject(stopped);
  await givenUp.promise;
  expect(engines).toHaveLength(3);
  expect(await host.call('open', open)).toMatchObject(stopped);
  expect(await host.screen('case.view', { caseId: 'c3' })).toMatchObject(stopped);
  expect(await host.restart()).toBe(true);
  expect(await host.screen('case.view', { caseId: 'c4' })).toEqual({ ok: true, value: { caseId: 'c4' } });
  expect(engines).toHaveLength(4);
  expect(revived).toBe(3);
});

test('an engine that can’t be started, and one that never gets ready, count as deaths', async () => {
  for (const spawn of [() => forkEngine(entry, '/no/such/node'), () => silentEngine()]) {
    const givenUp = deferred<null>();
    const { host } = hostOf({ spawn, onGivenUp: () => { givenUp.resolve(null); }, pauses: { ...pauses, readyWithinMs: 5 } });
    const answer = host.call('open', open);
    await givenUp.promise;
    expect(await answer).toMatchObject(stopped);
  }
});

/** Ends only when it is killed, and never says a word. */
function silentEngine(): EngineProcess {
  let exit = (): void => undefined;
  return { send: () => undefined, onMessage: () => undefined, onExit: (listener) => { exit = listener; }, kill: () => { exit(); } };
}

test('stopping ends the process, and it is not started again', async () => {
  const { host, engines } = hostOf();
  await host.call('open', open);
  const ended = deferred<null>();
  engines[0]?.onExit(() => { ended.resolve(null); });
  await host.stop();
  await ended.promise;
  expect(engines).toHaveLength(1);
  expect(await host.screen('case.view', { caseId: 'c5' })).toMatchObject(stopped);
});

test('the screen’s live queries keep their numbers across an engine’s death and get a snapshot from the new one', async () => {
  const events: LiveEvent[] = [];
  let arrived = deferred<null>();
  const { host } = hostOf({
    onLive: (event) => { subscriptions.receive(event); },
    onRevived: () => subscriptions.renew(),
  });
  const subscriptions = new LiveSubscriptions(host, (event) => { events.push(event); if (events.length % 2 === 0) arrived.resolve(null); });
  const pidOf = (event: LiveEvent | undefined): string => (event?.collections['pid'] as { key: string }[])[0]?.key ?? '';

  expect(await subscriptions.subscribe({ query: 'sync', args: {} })).toEqual({ ok: true, value: { subscription: 1 } });
  expect(events).toEqual([]);
  await arrived.promise;
  expect(events.map(({ subscription, revision }) => ({ subscription, revision }))).toEqual([{ subscription: 1, revision: 1 }, { subscription: 1, revision: 2 }]);

  arrived = deferred();
  await host.screen('command.give', {});
  await arrived.promise;
  expect(events.slice(2).map(({ subscription, revision }) => ({ subscription, revision }))).toEqual([{ subscription: 1, revision: 1 }, { subscription: 1, revision: 2 }]);
  expect(pidOf(events[2])).not.toBe(pidOf(events[0]));

  expect(await subscriptions.pass('live.resend', 1)).toEqual({ ok: true, value: { subscription: 1 } });
  expect(await subscriptions.pass('live.unsubscribe', 1)).toEqual({ ok: true, value: { subscription: 1 } });
  expect(await subscriptions.pass('live.resend', 1)).toMatchObject({ ok: false, failure: { code: 'not-found' } });
});
