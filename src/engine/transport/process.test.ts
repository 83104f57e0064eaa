import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FromEngine, ToEngine } from '#contract/engine-protocol.ts';
import type { Outcome } from '#contract/failures.ts';
import type { SignInAnswer } from '#contract/wire.ts';
import { elderSmith, goodwillArgs, people } from '../../../tests/fixtures/sample-council.ts';
import { removeFolder, temporaryFolder, testKey } from '../../../tests/fixtures/test-desk.ts';

interface EngineProcess {
  child: ChildProcess;
  messages: FromEngine[];
  ask: (message: DistributiveOmit<ToEngine, 'id'>) => Promise<Outcome<unknown>>;
  exited: Promise<number | null>;
}
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

const running: EngineProcess[] = [];
let folder = '';
beforeEach(() => { folder = temporaryFolder(); });
afterEach(async () => {
  for (const { child, exited } of running.splice(0)) {
    child.kill('SIGKILL');
    await exited;
  }
  removeFolder(folder);
});

async function start(): Promise<EngineProcess> {
  const child = fork(path.join(import.meta.dirname, 'process.ts'), { serialization: 'advanced', silent: true, execArgv: [] });
  const messages: FromEngine[] = [];
  const answers = new Map<number, (outcome: Outcome<unknown>) => void>();
  let lastId = 0;
  const ready = new Promise<void>((resolve) => {
    child.on('message', (message: FromEngine) => {
      messages.push(message);
      if (message.kind === 'ready') resolve();
      if (message.kind === 'answer') answers.get(message.id)?.(message.outcome);
    });
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const engine: EngineProcess = {
    child, messages, exited,
    ask: (message) => new Promise((resolve) => {
      lastId += 1;
      answers.set(lastId, resolve);
      child.send({ ...message, id: lastId });
    }),
  };
  running.push(engine);
  await ready;
  // A port that nothing listens on: the desk is opened without a centre.
  await engine.ask({ kind: 'call', name: 'configure', args: { centralUrl: 'http://127.0.0.1:9', appVersion: '0' } });
  return engine;
}

// By this computer's own clock, which the process goes by: an offline copy opens for some days only.
const TODAY = Date.now();
const signIn: SignInAnswer = {
  token: 't', tokenExpiresAt: TODAY, refreshToken: 'r', staff: people.ann, council: { id: 'sample', name: 'Sample council' },
  scopes: ['reference', 'council', 'service'], epoch: 'epoch-1', centreTime: TODAY, escrowKey: 'none',
};
const open = (engine: EngineProcess, answer: SignInAnswer | null): Promise<Outcome<unknown>> => engine.ask({
  kind: 'call', name: 'open', args: { folder, key: testKey(), deviceId: 'device-ann', signIn: answer, rebuildCache: false, setOutboxAside: false },
});

test('a draft outlives kill -9, and the person is known again without the centre', async () => {
  const first = await start();
  expect(await open(first, signIn)).toMatchObject({ ok: true, value: { name: 'Ann Okafor', councilName: 'Sample council' } });
  expect(await first.ask({ kind: 'screen', channel: 'draft.save', args: { key: 'contact', value: 'Half a sent' } })).toEqual({ ok: true, value: null });
  first.child.kill('SIGKILL');
  await first.exited;

  const second = await start();
  expect(await open(second, null)).toMatchObject({ ok: true, value: { name: 'Ann Okafor' } });
  expect(await second.ask({ kind: 'screen', channel: 'draft.load', args: { key: 'contact' } })).toEqual({ ok: true, value: { value: 'Half a sent' } });
});

test('an expected failure is an answer: no centre, nobody signed in, an unknown resident', async () => {
  const engine = await start();
  expect(await engine.ask({ kind: 'call', name: 'hello', args: null })).toMatchObject({ ok: false, failure: { code: 'centre-unreachable' } });
  expect(await engine.ask({ kind: 'screen', channel: 'search.find', args: { text: 'a', limit: 5 } })).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
  expect(await open(engine, signIn)).toMatchObject({ ok: true });
  expect(await engine.ask({ kind: 'screen', channel: 'command.give', args: { name: 'make-decision', args: goodwillArgs('d', elderSmith.id, 500) } }))
    .toMatchObject({ ok: false, failure: { code: 'refused' } });
});

test('it closes its files and ends when main is gone', async () => {
  const engine = await start();
  await open(engine, signIn);
  engine.child.disconnect();
  expect(await engine.exited).toBe(0);
});

test('a bug ends the process with a report of where, and not of what', async () => {
  const engine = await start();
  const said: string[] = [];
  engine.child.stderr?.on('data', (chunk: Buffer) => { said.push(chunk.toString()); });
  // Not a message that main could send: reading it fails beyond every check.
  engine.child.send(null as unknown as object);
  expect(await engine.exited).toBe(70);
  expect(said.join('')).toMatch(/^engine: TypeError \n\s+at /);
});
