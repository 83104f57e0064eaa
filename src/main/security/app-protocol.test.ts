import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerFrom } from './app-protocol.ts';
import { contentSecurityPolicy, REACT_ARIA_STYLE_HASH } from './content-security-policy.ts';

let root = '';
let answer: ReturnType<typeof answerFrom>;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'casefront-protocol-'));
  await mkdir(path.join(root, 'renderer'));
  await writeFile(path.join(root, 'renderer', 'index.html'), '<!doctype html>');
  await writeFile(path.join(root, 'renderer', 'main.js'), 'export {};');
  await writeFile(path.join(root, 'renderer', 'notes.txt'), 'not for the screen');
  await writeFile(path.join(root, 'secret.js'), 'outside');
  answer = answerFrom(path.join(root, 'renderer'));
});
afterEach(async () => { await rm(root, { recursive: true, force: true }); });

const get = (url: string): Promise<Response> => answer({ method: 'GET', url });

test('pages and scripts come with their type and the policy', async () => {
  const page = await get('app://casefront/');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  const script = await get('app://casefront/main.js');
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(await script.text()).toBe('export {};');
});

test.each(['app://casefront/..%2fsecret.js', 'app://casefront/notes.txt', 'app://casefront/absent.js', 'app://elsewhere/main.js', 'app://casefront/%'])(
  '%s is not found', async (url) => { expect((await get(url)).status).toBe(404); });

test('only reading is answered', async () => {
  expect((await answer({ method: 'POST', url: 'app://casefront/main.js' })).status).toBe(404);
});

test('the policy starts from nothing and allows nothing inline but React Aria’s one style, by the hash of the installed version', async () => {
  expect(contentSecurityPolicy.startsWith("default-src 'none';")).toBe(true);
  expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:/);
  const source = await readFile(path.resolve('node_modules/react-aria/dist/private/interactions/usePress.mjs'), 'utf8');
  const attribute = /PRESSABLE_ATTRIBUTE = '([^']+)'/.exec(source)?.[1] ?? '';
  const style = /style\.textContent = `([^`]+)`\.trim\(\)/.exec(source)?.[1]?.replace(/\$\{[^}]+\}/, attribute).trim() ?? '';
  expect(style).toContain(attribute);
  expect(`sha256-${createHash('sha256').update(style).digest('base64')}`).toBe(REACT_ARIA_STYLE_HASH);
});
