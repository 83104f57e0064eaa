/** What is left on a desk, and who gets at it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Keyrings } from '#main/keyring/keyrings.ts';
import type { Hello } from '#contract/wire.ts';
import { projectFolder } from '../../scripts/centre-process.ts';
import { demoPassphrase, demoPerson } from '../e2e/harness/desk.ts';
import { invoke, Workstation, type Running } from './harness.ts';

const workstation = new Workstation();
test.beforeAll(async () => { await workstation.prepare(true); });
test.beforeEach(() => { workstation.newDesk(); });
test.afterEach(async () => { await workstation.closeApps(); });
test.afterAll(async () => { await workstation.clear(); });

async function signIn({ page }: Running): Promise<string> {
  const person = await demoPerson('customer-service-operative');
  await expect.poll(async () => {
    const state = await invoke(page, 'session.state', undefined);
    return state.ok ? state.value.phase : 'none';
  }).toBe('sign-in');
  expect(await invoke(page, 'session.sign-in', { username: person.username, passphrase: await demoPassphrase() })).toEqual({ ok: true, value: null });
  return person.username;
}

const phaseOf = async ({ page }: Running): Promise<string> => {
  const state = await invoke(page, 'session.state', undefined);
  return state.ok ? state.value.phase : state.failure.code;
};

async function filesUnder(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** Opens the keyring as its owner would, with the passphrase: the one way to learn what must not be found. */
async function keyOf(username: string): Promise<Buffer> {
  const keyrings = new Keyrings(path.join(workstation.userData, 'desks'), { available: () => false, encrypt: (plain) => plain, decrypt: () => null });
  const desk = await keyrings.lastUsed(username);
  if (desk?.read.kind !== 'keyring') throw new Error('There is no keyring');
  test.skip(desk.read.keyring.keychain, 'this computer has a real keychain, which this test does not open');
  const unlocked = await keyrings.unlock(desk.read.keyring, await demoPassphrase());
  if (unlocked.kind !== 'key') throw new Error(`The keyring says ${unlocked.kind}`);
  return unlocked.key;
}

test('after a working session no file holds the key, the passphrase or a resident’s name; nor does a command line or an environment', async () => {
  const running = await workstation.launch();
  const username = await signIn(running);
  await expect.poll(async () => {
    const found = await invoke(running.page, 'search.find', { text: 'Okafor', limit: 5 });
    return found.ok && found.value.hits.length > 0;
  }, { timeout: 30_000 }).toBe(true);
  expect(await invoke(running.page, 'draft.save', { key: 'contact:test', value: 'A note about Okafor that nobody else may read' })).toEqual({ ok: true, value: null });

  const key = await keyOf(username);
  const forms = [key, key.toString('hex'), key.toString('base64'), await demoPassphrase(), 'Okafor', 'nobody else may read'];
  const holding = (content: Buffer): number[] => forms.flatMap((form, index) => content.includes(form) ? [index] : []);
  const look = async (): Promise<string[]> => {
    const files = await filesUnder(workstation.userData);
    expect(files.some((file) => file.endsWith('outbox.db'))).toBe(true);
    expect(files.some((file) => file.endsWith('main.log'))).toBe(true);
    return (await Promise.all(files.map(async (file) => holding(await readFile(file).catch(() => Buffer.alloc(0))).map((index) => `${file}: form ${String(index)}`)))).flat();
  };
  expect(await look()).toEqual([]);
  if (process.platform === 'linux') {
    const own = running.app.process().pid ?? 0;
    const children = (await readFile(`/proc/${String(own)}/task/${String(own)}/children`, 'utf8')).trim().split(/\s+/);
    for (const pid of [String(own), ...children]) {
      for (const name of ['environ', 'cmdline']) expect(holding(await readFile(`/proc/${pid}/${name}`).catch(() => Buffer.alloc(0)))).toEqual([]);
    }
  }
  expect(await invoke(running.page, 'session.sign-out', undefined)).toEqual({ ok: true, value: null });
  expect(await look()).toEqual([]);
});

test('a desk nobody touches locks by itself: the engine is closed and the screen gets nothing more', async () => {
  const running = await workstation.launch({ CASEFRONT_IDLE_LOCK_SECONDS: '1' });
  const username = await signIn(running);
  await expect.poll(() => phaseOf(running)).toBe('sign-in');
  expect(await invoke(running.page, 'session.state', undefined)).toMatchObject({ ok: true, value: { lockedPerson: username } });
  expect(await invoke(running.page, 'search.find', { text: 'Okafor', limit: 5 })).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
});

test('a page that crashes comes back by itself with the session open', async () => {
  const running = await workstation.launch();
  await signIn(running);
  const back = await running.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined) throw new Error('There is no window');
    const loaded = new Promise((resolve) => { contents.once('did-finish-load', () => { resolve(null); }); });
    contents.forcefullyCrashRenderer();
    await loaded;
    return contents.executeJavaScript("casefront.invoke('session.state', undefined)") as Promise<{ value: { phase: string } }>;
  });
  expect(back.value.phase).toBe('open');
});

test('a second app on the same desk ends at once and leaves the first alone', async () => {
  const running = await workstation.launch();
  await signIn(running);
  // Not through Playwright, which may or may not have attached by the time it has gone.
  const flags = JSON.parse(process.env['CASEFRONT_ELECTRON_ARGS'] ?? '[]') as string[];
  const second = spawn(process.env['CASEFRONT_ELECTRON'] ?? '', [...flags, `--user-data-dir=${workstation.userData}`, projectFolder], { stdio: 'ignore' });
  expect(await once(second, 'exit')).toEqual([0, null]);
  expect(await phaseOf(running)).toBe('open');
});

test('a copy that was overwritten and a keyring that was tampered with cost nothing that was typed', async () => {
  const running = await workstation.launch();
  const { page } = running;
  const username = await signIn(running);
  const draft = { key: 'contact:test', value: 'Typed before the copy was damaged' };
  expect(await invoke(page, 'draft.save', draft)).toEqual({ ok: true, value: null });
  await invoke(page, 'session.sign-out', undefined);
  const files = await filesUnder(path.join(workstation.userData, 'desks'));
  const named = (name: string): string => files.find((file) => path.basename(file) === name) ?? '';
  await writeFile(named('cache.db'), Buffer.alloc(100_000, 7));
  for (const name of ['keyring.json', 'keyring.backup.json']) {
    const ring = JSON.parse(await readFile(named(name), 'utf8')) as { wrapped: string };
    await writeFile(named(name), JSON.stringify({ ...ring, wrapped: Buffer.alloc(60, 1).toString('base64') }));
  }

  const passphrase = await demoPassphrase();
  expect(await invoke(page, 'session.sign-in', { username, passphrase })).toMatchObject({ ok: false, failure: { code: 'cache-damaged' } });
  expect(await invoke(page, 'session.state', undefined)).toMatchObject({ ok: true, value: { phase: 'problem', problem: { kind: 'cache-damaged', unsent: 0 } } });
  expect(await invoke(page, 'session.resolve', { way: 'rebuild-cache' })).toEqual({ ok: true, value: null });
  expect(await phaseOf(running)).toBe('open');
  expect(await invoke(page, 'draft.load', { key: draft.key })).toMatchObject({ ok: true, value: { value: draft.value } });
});

// Last, because the centre does not come back.
test('the wrong passphrase opens nothing, with the centre and without it', async () => {
  const running = await workstation.launch();
  const username = await signIn(running);
  await invoke(running.page, 'session.sign-out', undefined);
  const state = await invoke(running.page, 'session.state', undefined);
  const hello: Hello | null = state.ok && state.value.phase === 'sign-in' ? state.value.hello : null;
  expect(hello?.council.id).toBe('harrowmere');
  expect(await invoke(running.page, 'session.sign-in', { username, passphrase: 'wrong' })).toMatchObject({ ok: false, failure: { code: 'wrong-passphrase' } });
  await workstation.centre?.kill();
  expect(await invoke(running.page, 'session.sign-in', { username, passphrase: 'wrong' })).toMatchObject({ ok: false, failure: { code: 'wrong-passphrase' } });
  expect(await phaseOf(running)).toBe('sign-in');
  expect(await invoke(running.page, 'session.sign-in', { username, passphrase: await demoPassphrase() })).toEqual({ ok: true, value: null });
  expect(await phaseOf(running)).toBe('open');
});
