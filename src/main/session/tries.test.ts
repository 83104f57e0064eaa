import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetTries, noteWrong, secondsToWait, waitAfter } from './tries.ts';

let folder = '';
beforeEach(async () => { folder = await mkdtemp(path.join(os.tmpdir(), 'casefront-tries-')); });
afterEach(async () => { await rm(folder, { recursive: true, force: true }); });

test('five are free, then the wait doubles up to a quarter of an hour', () => {
  expect([1, 4, 5, 6, 7, 9, 10, 50].map((wrong) => waitAfter(wrong) / 1000)).toEqual([0, 0, 30, 60, 120, 480, 900, 900]);
});

test('they are counted on disk, the wait runs down, and a right one forgets them', async () => {
  for (let wrong = 1; wrong <= 4; wrong += 1) expect(await noteWrong(folder, 1000)).toEqual({ left: 5 - wrong, seconds: 0 });
  expect(await noteWrong(folder, 1000)).toEqual({ left: 0, seconds: 30 });
  expect(await secondsToWait(folder, 11_000)).toBe(20);
  expect(await secondsToWait(folder, 31_000)).toBe(0);
  expect(await secondsToWait(folder, 0)).toBe(30);
  await forgetTries(folder);
  expect(await secondsToWait(folder, 1000)).toBe(0);
});
