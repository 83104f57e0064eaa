/** Reads an answer of NDJSON lines that ends in a line with a checksum over all before it. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';

/** An answer that can't be used: cut off, changed on the way, or not what was agreed. Never holds what was in it. */
export class BadAnswer extends Error {}

const NEWLINE = 0x0a;
const LONGEST_LINE = 32 * 1024 * 1024;

/** Whole lines with their newline; a trailing part of a line is dropped. */
export async function* wholeLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of body) {
    let bytes = rest.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : Buffer.concat([rest, chunk]);
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE)) {
      yield bytes.subarray(0, end + 1);
      bytes = bytes.subarray(end + 1);
    }
    rest = bytes;
    if (rest.length > LONGEST_LINE) throw new BadAnswer('a line is too long');
  }
}

interface EndLine { kind: 'end'; checksum: string }

/** Every line before the end, and the end. Throws `BadAnswer` where the end is missing or the checksum differs. */
export async function readChecked<L extends { kind: string }, E extends L & EndLine>(
  body: AsyncIterable<Uint8Array>, schema: z.ZodType<L>, isEnd: (line: L) => line is E,
): Promise<{ lines: L[]; end: E }> {
  const hash = createHash('sha256');
  const lines: L[] = [];
  for await (const bytes of wholeLines(body)) {
    const line = parseLine(bytes, schema);
    if (isEnd(line)) {
      if (hash.digest('hex') !== line.checksum) throw new BadAnswer('the checksum differs');
      return { lines, end: line };
    }
    hash.update(bytes);
    lines.push(line);
  }
  throw new BadAnswer('the answer was cut off');
}

export function parseLine<L>(bytes: Buffer, schema: z.ZodType<L>): L {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new BadAnswer('a line is not JSON');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new BadAnswer('a line is not as agreed');
  return parsed.data;
}
