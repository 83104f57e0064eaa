import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { SharedPages } from './shared-pages.ts';

async function* lines(...of: string[]): AsyncGenerator<string> {
  for (const line of of) yield await Promise.resolve(line);
}

test('a page is read once for all who ask alike, and by itself for who asks otherwise', async () => {
  const pages = new SharedPages((text) => gzipSync(text));
  let read = 0;
  const page = (key: string): Promise<Buffer | null> => pages.of(key, () => { read += 1; return lines(key, '\n'); });
  const all = await Promise.all([page('council 7'), page('council 7'), page('partner 7'), page('council 7')]);
  expect(all.map((one) => one === null ? null : gunzipSync(one).toString())).toEqual(['council 7\n', 'council 7\n', 'partner 7\n', 'council 7\n']);
  expect(read).toBe(2);
});

test('a large page is nobody’s to share, and one that could not be read is read again', async () => {
  const pages = new SharedPages((text) => gzipSync(text));
  expect(await pages.of('large', () => lines('x'.repeat(200_000)))).toBeNull();
  const broken = (): AsyncIterable<string> => { throw new Error('the database is gone'); };
  await expect((async () => pages.of('page', broken))()).rejects.toThrow('the database is gone');
  async function* half(): AsyncGenerator<string> {
    yield await Promise.resolve('half');
    throw new Error('gone half way');
  }
  await expect(pages.of('page', half)).rejects.toThrow('gone half way');
  expect(gunzipSync(await pages.of('page', () => lines('whole')) ?? '').toString()).toBe('whole');
});

test('only so many are kept', async () => {
  const pages = new SharedPages((text) => gzipSync(text));
  let read = 0;
  for (let n = 0; n < 200; n += 1) await pages.of(`page ${String(n)}`, () => { read += 1; return lines('x'); });
  await pages.of('page 199', () => { read += 1; return lines('x'); });
  await pages.of('page 0', () => { read += 1; return lines('x'); });
  expect(read).toBe(201);
});
