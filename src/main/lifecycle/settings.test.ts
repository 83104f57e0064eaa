import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSettings } from './settings.ts';

let userData = '';
beforeEach(() => { userData = mkdtempSync(path.join(os.tmpdir(), 'casefront-settings-')); });
afterEach(() => { rmSync(userData, { recursive: true, force: true }); });

const file = (content: string): void => { writeFileSync(path.join(userData, 'settings.json'), content); };
const read = (env: NodeJS.ProcessEnv = {}, argv: string[] = [], packaged = false) => readSettings({ userData, env, argv, packaged });

test('the environment comes before the command line, that before the file, and that before the demo', () => {
  expect(read()).toEqual({ ok: true, value: { centralUrl: 'http://127.0.0.1:8780', idleLockSeconds: 300 } });
  file('{"centralUrl":"https://centre.example.org/","idleLockSeconds":120}');
  expect(read()).toEqual({ ok: true, value: { centralUrl: 'https://centre.example.org', idleLockSeconds: 120 } });
  const argv = ['electron', '.', '--central=http://localhost:9000'];
  expect(read({}, argv)).toMatchObject({ value: { centralUrl: 'http://localhost:9000' } });
  expect(read({ CASEFRONT_CENTRAL_URL: 'http://127.0.0.1:9001' }, argv)).toMatchObject({ value: { centralUrl: 'http://127.0.0.1:9001' } });
});

test('passphrases do not travel in the clear beyond this computer', () => {
  expect(read({ CASEFRONT_CENTRAL_URL: 'http://centre.example.org' })).toMatchObject({ ok: false, failure: { sentence: expect.stringContaining('https') as string } });
  expect(read({ CASEFRONT_CENTRAL_URL: 'ftp://centre.example.org' }).ok).toBe(false);
  expect(read({}, ['--central=nonsense']).ok).toBe(false);
});

test('a file that can’t be used is said so by the setting’s name, not passed over', () => {
  file('{"idleLockSeconds":86400}');
  expect(read()).toMatchObject({ ok: false, failure: { sentence: expect.stringContaining('idleLockSeconds') as string } });
  file('{');
  expect(read().ok).toBe(false);
});

test('the idle lock can be shortened by the environment for a test, and never in an installed app', () => {
  expect(read({ CASEFRONT_IDLE_LOCK_SECONDS: '2' })).toMatchObject({ value: { idleLockSeconds: 2 } });
  expect(read({ CASEFRONT_IDLE_LOCK_SECONDS: '2' }, [], true)).toMatchObject({ value: { idleLockSeconds: 300 } });
  expect(read({ CASEFRONT_IDLE_LOCK_SECONDS: 'never' })).toMatchObject({ value: { idleLockSeconds: 300 } });
});
