import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPGlite } from './pglite-database.ts';

let folder = '';
beforeEach(async () => { folder = path.join(await mkdtemp(path.join(os.tmpdir(), 'casefront-pglite-')), 'store'); });
afterEach(async () => { await rm(path.dirname(folder), { recursive: true, force: true }); });

test('files that a killed start left half-made are made anew, and whole ones are kept', async () => {
  await mkdir(folder);
  await writeFile(path.join(folder, 'PG_VERSION'), 'torn');
  await writeFile(`${folder}.begun`, '');
  const first = await openPGlite(folder);
  await first.query('CREATE TABLE kept AS SELECT 7 AS number');
  await first.close();
  expect(existsSync(`${folder}.begun`)).toBe(false);
  const second = await openPGlite(folder);
  expect((await second.query('SELECT number FROM kept')).rows).toEqual([{ number: 7 }]);
  await second.close();
});
