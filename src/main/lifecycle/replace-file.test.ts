import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { replaceFile } from './replace-file.ts';

let folder = '';
beforeEach(async () => { folder = await mkdtemp(path.join(os.tmpdir(), 'casefront-replace-')); });
afterEach(async () => { await rm(folder, { recursive: true, force: true }); });

test('whoever reads meanwhile sees one whole text or another', async () => {
  const file = path.join(folder, 'keyring.json');
  const text = (n: number): string => JSON.stringify({ n, filling: 'x'.repeat(200_000) });
  await replaceFile(file, text(0));
  let writing = true;
  const seen = new Set<number>();
  const reading = (async () => {
    while (writing) seen.add((JSON.parse(await readFile(file, 'utf8')) as { n: number }).n);
  })();
  for (let n = 1; n <= 30; n += 1) await replaceFile(file, text(n));
  writing = false;
  await reading;
  expect(seen.size).toBeGreaterThan(1);
  expect(await readdir(folder)).toEqual(['keyring.json']);
});

test('where it can’t be put in place, what was there stays and nothing is left over', async () => {
  const target = path.join(folder, 'taken');
  await mkdir(target);
  await writeFile(path.join(target, 'inside'), 'kept');
  await expect(replaceFile(target, 'new')).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['taken']);
  expect(await readFile(path.join(target, 'inside'), 'utf8')).toBe('kept');
});
