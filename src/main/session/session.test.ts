import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SessionState } from '#contract/channels.ts';
import { fail, type Outcome } from '#contract/failures.ts';
import { Keyrings } from '../keyring/keyrings.ts';
import type { Keychain } from '../keyring/keychain.ts';
import { FakeEngine } from '../testing/fake-engine.ts';
import { FakeKeychain, memoryLog, noKeychain } from '../testing/fakes.ts';
import { Session } from './session.ts';
import { Wiper } from './wiper.ts';

const passphrase = 'river otter lantern';
let desks = '';
let ended: (() => void)[] = [];
beforeEach(async () => { desks = await mkdtemp(path.join(os.tmpdir(), 'casefront-session-')); });
afterEach(async () => {
  for (const end of ended) end();
  ended = [];
  await rm(desks, { recursive: true, force: true });
});

interface Desk {
  session: Session;
  engine: FakeEngine;
  states: SessionState[];
  log: ReturnType<typeof memoryLog>;
  clock: { now: number };
  /** Resolves with the next state of a phase, the present one included. */
  until: (phase: SessionState['phase'], which?: (state: SessionState) => boolean) => Promise<SessionState>;
}

/** The app started on this computer; `engine` is passed on to start it again. */
function startApp(keychain: Keychain = noKeychain, engine = new FakeEngine(), restartEngine = () => Promise.resolve(true)): Desk {
  const states: SessionState[] = [];
  const clock = { now: 1_000_000 };
  const log = memoryLog();
  let waiting: (() => void)[] = [];
  const session = new Session({
    call: engine.call, keyrings: new Keyrings(desks, keychain, () => clock.now), log, now: () => clock.now, restartEngine,
    wiper: new Wiper(path.join(desks, 'wiping'), engine.call, () => clock.now),
    publish: (state) => {
      states.push(state);
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    helloEveryMs: { absent: 5, present: 5 },
  });
  ended.push(() => { session.end(); });
  const until: Desk['until'] = async (phase, which = () => true) => {
    while (session.state.phase !== phase || !which(session.state)) await new Promise<void>((resolve) => { waiting.push(resolve); });
    return session.state;
  };
  return { session, engine, states, log, clock, until };
}

const codeOf = (outcome: Outcome<unknown>): string => outcome.ok ? 'ok' : outcome.failure.code;

async function signedIn(keychain: Keychain = noKeychain, engine = new FakeEngine()): Promise<Desk> {
  const desk = startApp(keychain, engine);
  await desk.session.start();
  expect(codeOf(await desk.session.signIn('amina', passphrase))).toBe('ok');
  return desk;
}

test('starts at sign-in with the centre’s people, and opens the desk with a new key', async () => {
  const { session, engine, states } = startApp();
  expect(session.state).toEqual({ phase: 'starting' });
  await session.start();
  expect(session.state).toEqual({ phase: 'sign-in', hello: engine.hello, asking: false, knownPeople: [], failure: null, lockedPerson: null });
  expect(codeOf(await session.signIn('amina', passphrase))).toBe('ok');
  expect(states.slice(1)).toMatchObject([{ phase: 'opening', name: 'Amina Khan' }, { phase: 'opening' }, { phase: 'open', person: { staffId: 'staff-1' } }]);
  expect(engine.opens()).toMatchObject([{ signIn: { token: 'token' }, rebuildCache: false, setOutboxAside: false }]);
});

test('the next start knows who sat here, and a desk opens with no centre and the same key', async () => {
  const { session, engine } = await signedIn();
  session.end();
  engine.online = false;
  const later = startApp(noKeychain, engine);
  await later.session.start();
  expect(later.session.state).toMatchObject({ phase: 'sign-in', hello: null, knownPeople: [{ username: 'amina', name: 'Amina Khan' }] });
  expect(codeOf(await later.session.signIn('amina', passphrase))).toBe('ok');
  expect(engine.opens()[1]).toMatchObject({ signIn: null });
  expect(engine.keys[1]).toEqual(engine.keys[0]);
});

test('whoever was here before may begin while a silent centre is still being asked; anybody else waits for it', async () => {
  const { session, engine } = await signedIn();
  session.end();
  engine.silentMs = 60;
  const later = startApp(noKeychain, engine);
  await later.session.start();
  expect(later.session.state).toMatchObject({ phase: 'sign-in', hello: null, asking: true, knownPeople: [{ username: 'amina' }] });
  expect(await later.until('sign-in', (state) => state.phase === 'sign-in' && !state.asking)).toMatchObject({ hello: engine.hello });
  later.session.end();
  await rm(desks, { recursive: true });
  const first = startApp(noKeychain, engine);
  const starting = first.session.start();
  expect(first.session.state).toEqual({ phase: 'starting' });
  await starting;
  expect(first.session.state).toMatchObject({ phase: 'sign-in', hello: engine.hello, asking: false });
});

test('the sign-in screen follows the centre’s coming and going', async () => {
  const { session, engine, until } = startApp();
  engine.online = false;
  await session.start();
  engine.online = true;
  expect(await until('sign-in', (state) => state.phase === 'sign-in' && state.hello !== null)).toMatchObject({ hello: engine.hello });
  engine.online = false;
  expect(await until('sign-in', (state) => state.phase === 'sign-in' && state.hello === null)).toMatchObject({ hello: null });
});

test('a wrong passphrase at the centre is said on the sign-in screen, and nothing is opened', async () => {
  const { session, engine } = startApp();
  await session.start();
  expect(codeOf(await session.signIn('amina', 'wrong'))).toBe('wrong-passphrase');
  expect(session.state).toMatchObject({ phase: 'sign-in', failure: { code: 'wrong-passphrase' } });
  expect(engine.opens()).toEqual([]);
  expect(await readdir(desks)).toEqual([]);
});

test('offline, wrong ones are counted and then made to wait; the wait survives a restart', async () => {
  const { engine } = await signedIn();
  engine.online = false;
  const desk = startApp(noKeychain, engine);
  await desk.session.start();
  const sentences: string[] = [];
  for (let n = 0; n < 4; n += 1) {
    const answer = await desk.session.signIn('amina', 'wrong');
    sentences.push(answer.ok ? '' : answer.failure.sentence);
  }
  expect(sentences).toEqual([4, 3, 2].map((left) => `That passphrase does not open this desk. ${String(left)} more tries, then there is a wait.`)
    .concat('That passphrase does not open this desk. One more try, then there is a wait.'));
  expect(codeOf(await desk.session.signIn('amina', 'wrong'))).toBe('too-many-tries');
  expect(codeOf(await desk.session.signIn('amina', passphrase))).toBe('too-many-tries');
  const later = startApp(noKeychain, engine);
  await later.session.start();
  expect(codeOf(await later.session.signIn('amina', passphrase))).toBe('too-many-tries');
  later.clock.now += 30_000;
  expect(codeOf(await later.session.signIn('amina', passphrase))).toBe('ok');
});

test('somebody new on this desk needs the centre, and is told so', async () => {
  const { session, engine } = startApp();
  engine.online = false;
  await session.start();
  const answer = await session.signIn('amina', passphrase);
  expect(answer).toMatchObject({ ok: false, failure: { code: 'centre-unreachable', sentence: expect.stringContaining('first sign-in needs a connection') as string } });
  expect(session.state).toMatchObject({ phase: 'sign-in', failure: { code: 'centre-unreachable' } });
});

test('a passphrase changed at the centre opens the same desk with the same key', async () => {
  const { session, engine } = await signedIn();
  await session.signOut();
  engine.passphrase = 'a new one';
  expect(codeOf(await session.signIn('amina', 'a new one'))).toBe('ok');
  expect(engine.recoveries).toBe(1);
  expect(engine.keys[1]).toEqual(engine.keys[0]);
  await session.signOut();
  engine.online = false;
  expect(codeOf(await session.signIn('amina', 'a new one'))).toBe('ok');
});

test('a lost keychain has its own screen; the way out needs centre and passphrase and keeps the key', async () => {
  const keychain = new FakeKeychain();
  const { session, engine } = await signedIn(keychain);
  await session.signOut();
  keychain.lose();
  expect(codeOf(await session.signIn('amina', passphrase))).toBe('keychain-missing');
  const problem = { phase: 'problem', problem: { kind: 'keychain-missing', username: 'amina', unsent: null, keptAs: null } };
  expect(session.state).toEqual(problem);
  expect(codeOf(await session.resolve('rebuild-cache', ''))).toBe('not-allowed');
  engine.online = false;
  expect(codeOf(await session.resolve('recover-key', passphrase))).toBe('centre-unreachable');
  expect(session.state).toEqual(problem);
  engine.online = true;
  expect(codeOf(await session.resolve('recover-key', 'wrong'))).toBe('wrong-passphrase');
  expect(session.state).toEqual(problem);
  expect(codeOf(await session.resolve('recover-key', passphrase))).toBe('ok');
  expect(session.state.phase).toBe('open');
  expect(engine.keys[1]).toEqual(engine.keys[0]);
});

test('going back from a problem leads to the sign-in screen', async () => {
  const keychain = new FakeKeychain();
  const { session } = await signedIn(keychain);
  await session.signOut();
  keychain.remove();
  await session.signIn('amina', passphrase);
  expect(codeOf(await session.resolve('back', ''))).toBe('ok');
  expect(session.state).toMatchObject({ phase: 'sign-in', lockedPerson: null });
});

test.each([
  ['cache-damaged', 'rebuild-cache', { rebuildCache: true, setOutboxAside: false }],
  ['cache-newer', 'rebuild-cache', { rebuildCache: true, setOutboxAside: false }],
  ['outbox-damaged', 'set-outbox-aside', { rebuildCache: false, setOutboxAside: true }],
  ['outbox-newer', 'set-outbox-aside', { rebuildCache: false, setOutboxAside: true }],
] as const)('%s has its own screen, and %s opens the desk with the same key and sign-in', async (code, way, flags) => {
  const engine = new FakeEngine();
  const { session } = startApp(noKeychain, engine);
  await session.start();
  engine.openFailure = fail(code, 'It is so.', { unsent: 3, keptAs: 'cache.damaged-1.db' }).failure;
  expect(codeOf(await session.signIn('amina', passphrase))).toBe(code);
  expect(session.state).toEqual({ phase: 'problem', problem: { kind: code, username: 'amina', unsent: 3, keptAs: 'cache.damaged-1.db' } });
  engine.openFailure = null;
  expect(codeOf(await session.resolve(way, ''))).toBe('ok');
  expect(engine.opens()[1]).toMatchObject({ ...flags, signIn: { token: 'token' } });
  expect(engine.keys[1]).toEqual(engine.keys[0]);
});

test('locking closes the engine, zeroes the key and says who may unlock', async () => {
  const { session, engine } = await signedIn();
  expect(codeOf(await session.lock())).toBe('ok');
  expect(engine.calls.filter((one) => one.name === 'close')).toHaveLength(1);
  expect(session.state).toMatchObject({ phase: 'sign-in', lockedPerson: 'amina' });
  for (const { key } of engine.opens()) expect(Buffer.from(key).equals(Buffer.alloc(32))).toBe(true);
  expect(codeOf(await session.lock())).toBe('ok');
  expect(engine.calls.filter((one) => one.name === 'close')).toHaveLength(1);
});

test('a damaged keyring is kept beside the new one, and who has lost nothing else goes on', async () => {
  const { session, engine } = await signedIn();
  await session.signOut();
  const folder = engine.opens()[0]?.folder ?? '';
  for (const name of ['keyring.json', 'keyring.backup.json']) await writeFile(path.join(folder, name), '{');
  engine.online = false;
  expect(codeOf(await session.signIn('amina', passphrase))).toBe('centre-unreachable');
  engine.online = true;
  expect(codeOf(await session.signIn('amina', passphrase))).toBe('ok');
  expect((await readdir(folder)).sort()).toEqual([
    'keyring.backup.json', 'keyring.backup.json.damaged-1000000', 'keyring.json', 'keyring.json.damaged-1000000']);
});

test('a username that passed to another person does not open the former one’s desk', async () => {
  const { session, engine } = await signedIn();
  await session.signOut();
  engine.staff = { id: 'staff-9', name: 'Another Amina' };
  expect(codeOf(await session.signIn('amina', passphrase))).toBe('ok');
  const [first, second] = engine.opens();
  expect(second?.deviceId).not.toBe(first?.deviceId);
  expect(engine.keys[1]).not.toEqual(engine.keys[0]);
  expect(engine.recoveries).toBe(0);
  expect((await readdir(path.join(desks, 'harrowmere'))).filter((name) => name.includes('.former-'))).toHaveLength(1);
});

test('a new engine gets the session back without the screen being told anything else than that it is open', async () => {
  const { session, engine, states } = await signedIn();
  const before = states.length;
  let renewed = 0;
  await session.revive(() => { renewed += 1; return Promise.resolve(); });
  expect(renewed).toBe(1);
  expect(engine.opens()[1]).toMatchObject({ signIn: null });
  expect(engine.keys[1]).toEqual(engine.keys[0]);
  expect(states.slice(before).map((state) => state.phase)).toEqual(['open']);
});

test('an engine that gave up has its own screen, keeps the key, and opens the desk again when started', async () => {
  let restarted = 0;
  const engine = new FakeEngine();
  const desk = startApp(noKeychain, engine, () => { restarted += 1; return Promise.resolve(true); });
  await desk.session.start();
  await desk.session.signIn('amina', passphrase);
  desk.session.engineGaveUp();
  expect(desk.session.state).toMatchObject({ phase: 'problem', problem: { kind: 'engine-stopped', username: 'amina' } });
  expect(codeOf(await desk.session.resolve('restart-engine', ''))).toBe('ok');
  await desk.session.revive(() => Promise.resolve());
  expect(restarted).toBe(1);
  expect(desk.session.state.phase).toBe('open');
});

test('an engine that dies while the desk opens is no reason to ask for the passphrase again', async () => {
  const { session, engine } = startApp();
  await session.start();
  engine.openFailure = fail('engine-stopped', 'It stopped.').failure;
  expect(codeOf(await session.signIn('amina', passphrase))).toBe('engine-stopped');
  expect(session.state.phase).toBe('opening');
  engine.openFailure = null;
  await session.revive(() => Promise.resolve());
  expect(session.state.phase).toBe('open');
  expect(engine.opens()[1]).toMatchObject({ signIn: { token: 'token' } });
});

test('the engine’s troubles: signed out locks with a reason, a damaged copy has its screen, an old version goes on', async () => {
  const { session, engine } = await signedIn();
  await session.trouble('too-old');
  expect(session.state.phase).toBe('open');
  await session.trouble('cache-damaged');
  expect(session.state).toMatchObject({ phase: 'problem', problem: { kind: 'cache-damaged', username: 'amina' } });
  expect(codeOf(await session.resolve('rebuild-cache', ''))).toBe('ok');
  expect(engine.opens()[1]).toMatchObject({ rebuildCache: true });
  await session.trouble('signed-out');
  expect(session.state).toMatchObject({ phase: 'sign-in', lockedPerson: 'amina', failure: { code: 'signed-out' } });
});

test('a version the centre does not speak has its own screen', async () => {
  const { session, engine } = startApp();
  await session.start();
  engine.signInFailure = fail('too-old', 'Update Casefront.').failure;
  expect(codeOf(await session.signIn('amina', passphrase))).toBe('too-old');
  expect(session.state).toMatchObject({ phase: 'problem', problem: { kind: 'too-old' } });
});

test('one thing after another: a lock asked for while somebody signs in comes after, and two sign-ins open one desk', async () => {
  const { session, engine } = startApp();
  await session.start();
  const outcomes = await Promise.all([session.signIn('amina', passphrase), session.signIn('amina', passphrase), session.lock()]);
  expect(outcomes.map(codeOf)).toEqual(['ok', 'not-allowed', 'ok']);
  expect(engine.opens()).toHaveLength(1);
  expect(session.state).toMatchObject({ phase: 'sign-in', lockedPerson: 'amina' });
});

test('neither a passphrase nor a key nor a name is logged', async () => {
  const keychain = new FakeKeychain();
  const { session, engine, log } = await signedIn(keychain);
  await session.signOut();
  keychain.lose();
  await session.signIn('amina', passphrase);
  await session.resolve('recover-key', passphrase);
  const written = JSON.stringify(log.lines);
  expect(log.lines.length).toBeGreaterThan(0);
  for (const secret of [passphrase, 'amina', 'Amina', engine.keys[0]?.toString('base64') ?? '', engine.keys[0]?.toString('hex') ?? '']) {
    expect(written).not.toContain(secret);
  }
});
