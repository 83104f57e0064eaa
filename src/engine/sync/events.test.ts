import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataOf } from './events.ts';

 
async function* inPieces(text: string, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  for (let n = 1; n < places.length; n += 1) yield bytes.subarray(places[n - 1], places[n]);
}
const read = async (text: string, cuts: readonly number[] = []): Promise<string[]> => {
  const found: string[] = [];
  for await (const data of dataOf(inPieces(text, cuts))) found.push(data);
  return found;
};

describe('server-sent events', () => {
  it('are read however the line cuts them up', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.stringMatching(/^[^\r\n]{1,20}$/).filter((text) => text.trim() === text)), fc.array(fc.nat()), async (datas, cuts) => {
      const text = datas.map((data) => `: here\n\ndata: ${data}\n\n`).join('');
      expect(await read(text, cuts)).toEqual(datas);
    }), { numRuns: 50 });
  });

  it('count only when they are whole, and may end their lines as Windows does', async () => {
    expect(await read('data: 1\n\ndata: 2')).toEqual(['1']);
    expect(await read('event: head\r\ndata: 1\r\n\r\n: here\r\n\r\ndata: 2\r\n\r\n', [8, 14, 15])).toEqual(['1', '2']);
  });

  it('are not gathered without end', async () => {
    await expect(read(`data: ${'x'.repeat(600_000)}`)).rejects.toThrow('too long');
  });
});
