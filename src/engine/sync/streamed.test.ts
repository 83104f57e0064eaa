import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readNews } from './streamed.ts';

const head = { epoch: 'e', version: 8 };

describe('what comes on the stream of news', () => {
  it('is a head alone, or none at all where that is not as agreed', async () => {
    expect(await readNews(JSON.stringify(head))).toEqual({ head, streamed: null });
    expect(await readNews(JSON.stringify({ ...head, from: 7 }))).toEqual({ head, streamed: null });
    await expect(readNews('{"epoch":"e"}')).rejects.toThrow();
    await expect(readNews('not json')).rejects.toThrow();
  });

  it('is no page where what came with the head is damaged or not whole: the desk asks', async () => {
    const begin = JSON.stringify({ kind: 'begin', epoch: 'e', scopes: ['council'] });
    for (const rest of ['', 'not json', begin, `${begin}\n${JSON.stringify({ kind: 'end', version: 8, more: false, checksum: createHash('sha256').update('else').digest('hex') })}`]) {
      expect(await readNews(`${JSON.stringify({ ...head, from: 7 })}\n${rest}`)).toEqual({ head, streamed: null });
    }
  });
});
