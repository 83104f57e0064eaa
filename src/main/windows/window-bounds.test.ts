import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CrashLimit } from './crash-limit.ts';
import { boundsOn, readBounds, usualSize } from './window-bounds.ts';

const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
const saved = { x: 100, y: 50, width: 1400, height: 900, maximized: false };

test('the window comes back where it was, and to the middle where that screen is gone', () => {
  expect(boundsOn(screens, saved)).toEqual({ x: 100, y: 50, width: 1400, height: 900 });
  expect(boundsOn(screens, { ...saved, x: 2500 })).toEqual({ width: 1400, height: 900 });
  expect(boundsOn(screens, { ...saved, y: 1070 })).toEqual({ width: 1400, height: 900 });
  expect(boundsOn(screens, { ...saved, width: 300, height: 200 })).toEqual({ x: 100, y: 50, width: 1024, height: 640 });
  expect(boundsOn(screens, null)).toEqual(usualSize);
});

test('what is kept is used only where it is whole', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'casefront-bounds-'));
  const file = path.join(folder, 'window.json');
  expect(readBounds(file)).toBeNull();
  writeFileSync(file, '{"x":1');
  expect(readBounds(file)).toBeNull();
  writeFileSync(file, JSON.stringify(saved));
  expect(readBounds(file)).toEqual(saved);
  rmSync(folder, { recursive: true });
});

test('the third crash within a minute is one too many, and then it counts anew', () => {
  const crashes = new CrashLimit();
  expect([0, 30_000, 59_000, 60_000, 200_000, 270_000].map((at) => crashes.tooMany(at))).toEqual([false, false, true, false, false, false]);
});
