import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SessionState } from '#contract/channels.ts';
import { fail, type Outcome } from '#contract/failures.ts';
import { Keyrings } from '../keyring/keyrings.ts';
import { FakeEngine } from '../testing/fake-engine.ts';
import { memoryLog, noKeychain } from '../testing/fakes.ts';
import { Session } from './session.ts';
import { Wiper } from './wiper.ts';

const passphrase = 'river otter lantern';
let userData = '';
let sessions: Session[] = [];
beforeEach(async () => { userData = await mkdtemp(path.join(os.tmpdir(), 'casefront-switch-')); });
afterEach(async () => {
  for (const session of sessions) session.end();
  sessions = [];
  await rm(userData, { recursive: true, force: true });
});

function startApp(engine: FakeEngine): { session: Session; keyrings: Keyrings; states: SessionState[] } {
  const states: SessionState[] = [];
  const keyrings = new Keyrings(path.join(userData, 'desks'), noKeychain);
  const session = new Session({
    call: engine.call, keyrings, log: memoryLog(), now: Date.now, restartEngine: () => Promise.resolve(true),
    wiper: new Wiper(path.join(userData, 'wiping'), engine.call, () => 77), publish: (state) => { states.push(state); }, helloEveryMs: { absent: 5, present: 5 },
  });
  sessions.push(session);
  return { session, keyrings, states };
}
const codeOf = (outcome: Outcome<unknown>): string => outcome.ok ? 'ok' : outcome.failure.code;
const be = (engine: FakeEngine, id: string, name: string): void => { engine.staff = { id, name }; };

/** Two people have used this computer; the first one's desk is open. */
async function twoPeople() {
  const engine = new FakeEngine();
  const app = startApp(engine);
  await app.session.start();
  be(engine, 'staff-2', 'Tom Bradley');
  expect(codeOf(await app.session.signIn('tom', passphrase))).toBe('ok');
  app.session.noteUnsent(2);
  await app.session.signOut();
  be(engine, 'staff-1', 'Amina Khan');
  expect(codeOf(await app.session.signIn('amina', passphrase))).toBe('ok');
  return { engine, ...app };
}

test('who has unsent work on this computer is told without their key, on the sign-in screen too', async () => {
  const { session } = await twoPeople();
  expect(await session.people()).toEqual({ ok: true, value: { here: 'amina', people: [{ username: 'amina', name: 'Amina Khan' }, { username: 'tom', name: 'Tom Bradley', unsent: 2 }] } });
  await session.lock();
  expect(session.state).toMatchObject({ phase: 'sign-in', knownPeople: [{ username: 'amina' }, { username: 'tom', unsent: 2 }] });
});

test('switching opens the other’s desk under their own key, and the first one’s key is gone', async () => {
  const { session, engine, states } = await twoPeople();
  be(engine, 'staff-2', 'Tom Bradley');
  const begun = states.length;
  expect(codeOf(await session.switchTo('tom', passphrase))).toBe('ok');
  expect(states.slice(begun).map(({ phase }) => phase)).toEqual(['opening', 'opening', 'open']);
  const [tom, amina, again] = engine.opens();
  expect(again?.folder).toBe(tom?.folder);
  expect(again?.folder).not.toBe(amina?.folder);
  expect(engine.keys[2]).toEqual(engine.keys[0]);
  expect(engine.keys[1]).not.toEqual(engine.keys[0]);
  expect(engine.calls.filter(({ name }) => name === 'close')).toHaveLength(2);
  for (const { key } of engine.opens()) expect(Buffer.from(key).equals(Buffer.alloc(32))).toBe(true);
});

test('a passphrase that does not open the other’s desk leaves the first one open', async () => {
  const { session, engine } = await twoPeople();
  expect(codeOf(await session.switchTo('tom', 'not it'))).toBe('wrong-passphrase');
  expect(codeOf(await session.switchTo('amina', passphrase))).toBe('not-allowed');
  expect(session.state).toMatchObject({ phase: 'open', person: { staffId: 'staff-1' } });
  expect(engine.opens()).toHaveLength(2);
  await session.lock();
  expect(codeOf(await session.switchTo('tom', passphrase))).toBe('signed-out');
});

test('an ordered wipe destroys one person’s desk, key first, tells the centre, and leaves the other’s', async () => {
  const { session, engine, keyrings } = await twoPeople();
  const folder = engine.opens()[1]?.folder ?? '';
  await writeFile(path.join(folder, 'cache.db'), 'sealed pages');
  await session.wipe('the token', 1);
  expect(session.state).toMatchObject({ phase: 'problem', problem: { kind: 'wiped', username: 'amina' } });
  await expect(readdir(folder)).rejects.toThrow(/ENOENT/);
  expect(engine.wiped).toMatchObject([{ token: 'the token', receipt: { unsent: 1, wipedAt: 77 } }]);
  expect(engine.wiped[0]?.receipt.files).toBeGreaterThanOrEqual(3);
  expect((await keyrings.knownPeople('harrowmere')).map(({ username }) => username)).toEqual(['tom']);
  expect(codeOf(await session.resolve('back', ''))).toBe('ok');
  expect(session.state).toMatchObject({ phase: 'sign-in', knownPeople: [{ username: 'tom' }] });
});

test('a wipe that could not be reported is reported at the next start', async () => {
  const { session, engine } = await twoPeople();
  engine.online = false;
  await session.wipe('the token', 0);
  session.end();
  expect(engine.wiped).toEqual([]);
  engine.online = true;
  await startApp(engine).session.start();
  expect(engine.wiped).toMatchObject([{ token: 'the token' }]);
  expect(await readdir(path.join(userData, 'wiping'))).toEqual([]);
});

test('at the sign-in screen a desk that is to go at once goes, with nobody’s passphrase', async () => {
  const { session, engine, keyrings } = await twoPeople();
  engine.wipeAtOnce.add(engine.opens()[0]?.deviceId ?? '');
  await session.lock();
  await expect.poll(() => session.state.phase).toBe('problem');
  expect(session.state).toMatchObject({ problem: { kind: 'wiped', username: 'tom' } });
  expect(engine.wiped).toMatchObject([{ receipt: { unsent: null } }]);
  expect((await keyrings.knownPeople('harrowmere')).map(({ username }) => username)).toEqual(['amina']);
});

test('somebody who may no longer sign in loses the desk that was to be wiped', async () => {
  const { session, engine, keyrings } = await twoPeople();
  await session.lock();
  engine.signInFailure = fail('wipe-ordered', 'The council has had this desk wiped.', { wipe: 'its token' }).failure;
  expect(codeOf(await session.signIn('amina', passphrase))).toBe('wipe-ordered');
  expect(session.state).toMatchObject({ phase: 'problem', problem: { kind: 'wiped', username: 'amina' } });
  expect(engine.wiped).toMatchObject([{ token: 'its token' }]);
  expect((await keyrings.knownPeople('harrowmere')).map(({ username }) => username)).toEqual(['tom']);
});

test('a lease that is over has its own screen, says since when, and keeps the unsent work', async () => {
  const { session, engine } = await twoPeople();
  await session.lock();
  engine.online = false;
  engine.openFailure = fail('lease-over', 'Connect this desk.', { since: 123, unsent: 4 }).failure;
  expect(codeOf(await session.signIn('amina', passphrase))).toBe('lease-over');
  expect(session.state).toEqual({ phase: 'problem', problem: { kind: 'lease-over', username: 'amina', unsent: 4, keptAs: null, since: 123 } });
  expect(codeOf(await session.resolve('back', ''))).toBe('ok');
});
