import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columnsOf } from './mapping.ts';
import { readCsv, type SourceRow } from './read-csv.ts';
import { HEADING, mapping, sampleFile, sampleRow } from './testing.ts';

let folder = '';
beforeAll(async () => { folder = await mkdtemp(path.join(tmpdir(), 'casefront-csv-')); });
afterAll(async () => { await rm(folder, { recursive: true }); });

async function read(content: string | Buffer, dialect = mapping, needed = columnsOf(mapping)) {
  const csvPath = path.join(folder, 'export.csv');
  await writeFile(csvPath, content);
  return readPath(csvPath, dialect, needed);
}
async function readPath(csvPath: string, dialect = mapping, needed = columnsOf(mapping)) {
  const rows: SourceRow[] = [];
  const outcome = await readCsv(csvPath, dialect, needed, { onHeading: () => true, onRow: (row) => { rows.push(row); } });
  return { outcome, rows, fault: outcome.ok ? null : outcome.failure.details?.['fault'] ?? null, sentence: outcome.ok ? '' : outcome.failure.sentence };
}

describe('a file that can’t be trusted as a whole', () => {
  test('is empty, or has a heading and nothing else', async () => {
    expect((await read('')).fault).toBe('empty');
    expect((await read('\n\n')).fault).toBe('empty');
    expect((await read(`${HEADING}\n`)).fault).toBe('no-rows');
  });

  test('is cut short inside a row, inside quotes, inside a letter or just before its last line break', async () => {
    const whole = sampleFile(sampleRow(), sampleRow({ ref: 'A2', remarks: 'left "by the gate"' }));
    expect((await read(`${HEADING}\n${sampleRow()}\nA2,01/06/2026 10:00,`))).toMatchObject({ fault: 'truncated', sentence: expect.stringContaining('line 3') });
    expect((await read(whole.slice(0, -10))).fault).toBe('unclosed-quote');
    expect((await read(whole.slice(0, -1))).fault).toBe('truncated');
    expect((await read(Buffer.from(sampleFile(sampleRow({ remarks: 'Zoë' }))).subarray(0, -2))).fault).toBe('truncated');
  });

  test('has a line break at its end only where the mapping asks for one', async () => {
    const without = sampleFile(sampleRow()).slice(0, -1);
    expect((await read(without, { ...mapping, finalLineBreak: 'optional' })).rows).toHaveLength(1);
  });

  test('is in another encoding', async () => {
    const latin = Buffer.from(sampleFile(sampleRow({ remarks: 'café' })), 'latin1');
    expect(await read(latin)).toMatchObject({ fault: 'wrong-encoding', sentence: expect.stringContaining('UTF-8') });
    expect((await read(latin, { ...mapping, encoding: 'windows-1252' })).rows[0]?.fields.at(-1)).toBe('café');
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(sampleFile(sampleRow()), 'utf16le')]);
    expect(await read(utf16)).toMatchObject({ fault: 'utf-16', sentence: expect.stringContaining('CSV UTF-8') });
    expect((await read(utf16.subarray(2))).fault).toBe('not-text');
  });

  test('is something else altogether', async () => {
    expect((await read(Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2]))).sentence).toContain('spreadsheet or archive');
    expect((await read(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]))).fault).toBe('not-text');
    expect((await read('<!doctype html><html></html>\n')).fault).toBe('missing-column');
  });

  test('lacks a column: named, with those that are there', async () => {
    const { fault, sentence } = await read('Ref,Created,Source\nA1,x,y\n');
    expect(fault).toBe('missing-column');
    expect(sentence).toContain('“Closed”, “Type”, “Status”');
    expect(sentence).toContain('It has “Ref”, “Created”, “Source”');
  });

  test('has a column twice, or other marks between columns', async () => {
    expect(await read(`${HEADING},Ref\n${sampleRow()},x\n`)).toMatchObject({ fault: 'duplicate-column', sentence: expect.stringContaining('“Ref” twice') });
    expect(await read(sampleFile(sampleRow()).replaceAll(',', ';'))).toMatchObject({ fault: 'wrong-delimiter', sentence: expect.stringContaining('“;”') });
  });

  test('has a quote where none can be', async () => {
    expect((await read(sampleFile(sampleRow(), 'A2,"x"y,,,,,,,,'))).fault).toBe('bad-quote');
  });

  test('has a line of 200 MB: told after the first megabyte, without holding it', async () => {
    const csvPath = path.join(folder, 'long.csv');
    const out = createWriteStream(csvPath);
    out.write(`${HEADING}\n${sampleRow()}\n`);
    const megabyte = Buffer.alloc(1_000_000, 'a');
    for (let written = 0; written < 200; written += 1) if (!out.write(megabyte)) await once(out, 'drain');
    out.end('\n');
    await once(out, 'close');
    const before = process.memoryUsage().rss;
    expect(await readPath(csvPath)).toMatchObject({ fault: 'too-long-line', sentence: expect.stringContaining('begins on line 3') });
    expect(process.memoryUsage().rss - before).toBeLessThan(120_000_000);
  }, 60_000);

  test('is not there, or is a folder', async () => {
    expect((await readPath(path.join(folder, 'none.csv'))).fault).toBe('no-file');
    expect((await readPath(folder)).fault).toBe('no-file');
  });
});

describe('a file that can', () => {
  test('may begin with a byte-order mark and end its lines as Windows does', async () => {
    const { rows } = await read(`\uFEFF${sampleFile(sampleRow(), sampleRow({ ref: 'A2' })).replaceAll('\n', '\r\n')}`);
    expect(rows.map((row) => row.line)).toEqual([2, 3]);
    expect(rows[0]?.fields[0]).toBe('A1');
  });

  test('counts lines as an editor does, also over line breaks in a field and blank lines', async () => {
    const { rows } = await read(sampleFile(sampleRow({ remarks: 'one\ntwo\nthree' }), sampleRow({ ref: 'A2' }), '', sampleRow({ ref: 'A3' })));
    expect(rows.map((row) => [row.fields[0], row.line])).toEqual([['A1', 2], ['A2', 5], ['A3', 7]]);
  });

  test('hands a row with too few or too many fields on, where another row follows', async () => {
    const { rows, outcome } = await read(sampleFile('A0,short', `${sampleRow()},long`, sampleRow({ ref: 'A2' })));
    expect(outcome).toEqual({ ok: true, value: { rows: 3 } });
    expect(rows.map((row) => row.fields.length)).toEqual([2, 11, 10]);
  });

  test('gives back every field that was written into it', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', ' ', '\r\n', '語', '0', '\''), maxLength: 12 });
    await fc.assert(fc.asyncProperty(fc.array(fc.array(field, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 }), async (records) => {
      const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
      const { rows } = await read(`a,b,c\n${records.map((record) => record.map(quoted).join(',')).join('\n')}\n`, mapping, ['a', 'b', 'c']);
      expect(rows.map((row) => row.fields)).toEqual(records);
    }), { numRuns: 60 });
  });
});
