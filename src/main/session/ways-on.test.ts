/** What a person meets at the sign-in screen when the centre is silent, of another version, or has their desk wiped. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fail, type Outcome } from '#contract/failures.ts';
import { Keyrings } from '../keyring/keyrings.ts';
import { FakeEngine } from '../testing/fake-engine.ts';
import { memoryLog, noKeychain } from '../testing/fakes.ts';
import { Session } from './session.ts';
import { Wiper } from './wiper.ts';

const passphrase = 'river otter lantern';
let userData = '';
let session: Session;
let engine: FakeEngine;
const codeOf = (outcome: Outcome<unknown>): string => outcome.ok ? 'ok' : outcome.failure.code;

beforeEach(async () => {
  userData = await mkdtemp(path.join(os.tmpdir(), 'casefront-ways-'));
  engine = new FakeEngine();
  session = new Session({
    call: engine.call, keyrings: new Keyrings(path.join(userData, 'desks'), noKeychain), log: memoryLog(), now: Date.now,
    restartEngine: () => Promise.resolve(true), wiper: new Wiper(path.join(userData, 'wiping'), engine.call, () => 77),
    publish: () => undefined, helloEveryMs: { absent: 5, present: 5 }, stuckAfterMs: 150,
  });
  await session.start();
});
afterEach(async () => {
  session.end();
  await rm(userData, { recursive: true, force: true });
});

/** Amina has used this computer, has two pieces unsent, and has locked her desk. */
async function lockedDesk(): Promise<void> {
  expect(codeOf(await session.signIn('amina', passphrase))).toBe('ok');
  session.noteUnsent(2);
  await session.lock();
}

test('a line that is only silent keeps nobody from a desk their passphrase opens; without a key to try it is waited for', async () => {
  await lockedDesk();
  engine.silentMs = 4500;
  const began = performance.now();
  expect(codeOf(await session.signIn('amina', passphrase))).toBe('ok');
  expect(performance.now() - began).toBeLessThan(4000);
  expect(engine.opens()[1]).toMatchObject({ signIn: null });
  expect(engine.keys[1]).toEqual(engine.keys[0]);
  // Whom the centre has signed out, only the centre lets in again.
  await session.trouble('signed-out');
  engine.silentMs = 2000;
  expect(codeOf(await session.signIn('amina', passphrase))).toBe('ok');
  expect(engine.opens()[2]).toMatchObject({ signIn: { token: 'token' } });
});

test('too old at the sign-in screen: unsent work is counted, and the desk opens without the centre', async () => {
  await lockedDesk();
  engine.signInFailure = fail('too-old', 'Update Casefront.').failure;
  expect(codeOf(await session.signIn('amina', passphrase))).toBe('too-old');
  const problem = { phase: 'problem', problem: { kind: 'too-old', username: 'amina', unsent: 2, keptAs: null } };
  expect(session.state).toEqual(problem);
  expect(codeOf(await session.resolve('without-centre', 'wrong'))).toBe('wrong-passphrase');
  expect(session.state).toEqual(problem);
  expect(codeOf(await session.resolve('without-centre', passphrase))).toBe('ok');
  expect(session.state.phase).toBe('open');
  expect(engine.opens()[1]).toMatchObject({ signIn: null });
});

test('too new for somebody with no desk here: nothing is counted, and nothing opens without the centre', async () => {
  engine.signInFailure = fail('too-new', 'Wait for the centre.').failure;
  expect(codeOf(await session.signIn('amina', passphrase))).toBe('too-new');
  expect(session.state).toMatchObject({ phase: 'problem', problem: { kind: 'too-new', unsent: null } });
  expect(codeOf(await session.resolve('without-centre', passphrase))).toBe('centre-unreachable');
  expect(session.state.phase).toBe('problem');
});

test('a desk to be wiped whose last work can’t be sent: it is said, the work is kept, and nobody sees the desk', async () => {
  await lockedDesk();
  engine.wipeOnSignIn = 'the token';
  expect(codeOf(await session.signIn('amina', passphrase))).toBe('ok');
  expect(session.state.phase).toBe('opening');
  // The engine dying and coming back shows it no more than before.
  await session.revive(() => Promise.resolve());
  expect(session.state.phase).toBe('opening');
  for (let n = 0; n < 3; n += 1) {
    await new Promise((resolve) => { setTimeout(resolve, 75); });
    session.noteUnsent(1);
    expect(session.state.phase).toBe('opening');
  }
  await expect.poll(() => session.state.phase).toBe('sign-in');
  expect(session.state).toMatchObject({ lockedPerson: 'amina', failure: { code: 'centre-unreachable', sentence: expect.stringContaining('The work is kept here') as string } });
  engine.online = false;
  expect(codeOf(await session.signIn('amina', passphrase))).toBe('ok');
  expect(session.state.phase).toBe('opening');
  await session.wipe('the token', 0);
  expect(session.state).toMatchObject({ phase: 'problem', problem: { kind: 'wiped' } });
  expect(await session.people()).toMatchObject({ ok: false });
});

test('an open desk whose lease ends is closed with its key zeroed, and says since when and what is kept', async () => {
  expect(codeOf(await session.signIn('amina', passphrase))).toBe('ok');
  await session.leaseOver({ since: 123, unsent: 4 });
  expect(session.state).toEqual({ phase: 'problem', problem: { kind: 'lease-over', username: 'amina', unsent: 4, keptAs: null, since: 123 } });
  expect(Buffer.from(engine.opens()[0]?.key ?? []).equals(Buffer.alloc(32))).toBe(true);
  expect(engine.calls.filter(({ name }) => name === 'close')).toHaveLength(1);
  await session.leaseOver({ since: 124, unsent: 4 });
  expect(session.state).toMatchObject({ problem: { since: 123 } });
});
