/**
 * Reads a CSV file as a stream and trusts nothing about it: not its encoding, its length, its quotes or its end. What
 * is wrong with the file as a whole ends the reading with a sentence; what is wrong with one row is that row's affair.
 */
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { fail, succeed, type Failure, type Outcome } from '#contract/failures.ts';
import type { Mapping } from './mapping.ts';

/** No real row is longer; a file without line breaks is found out after this much and not after 200 MB. */
export const LONGEST_RECORD = 1_000_000;
/** One import is one transaction: what is larger comes in parts. */
export const MOST_ROWS = 250_000;

/** What is wrong with a file as a whole. Each has its own sentence, and none repeats what stood in a row. */
export type FileFault =
  | 'no-file' | 'empty' | 'no-rows' | 'not-text' | 'utf-16' | 'wrong-encoding' | 'too-long-line' | 'unclosed-quote' | 'bad-quote'
  | 'truncated' | 'duplicate-column' | 'missing-column' | 'wrong-delimiter' | 'too-many-rows';

export interface SourceRow {
  /** The line of the file on which the row begins; the heading is line 1. */
  line: number;
  /** By the heading's order; not always as many as it has names. */
  fields: string[];
}

export type Dialect = Pick<Mapping, 'encoding' | 'delimiter' | 'finalLineBreak'>;

/** Carries a file's fault through the stream; it leaves this file as a value. */
class Unreadable extends Error {
  readonly fault: FileFault;
  constructor(fault: FileFault, sentence: string) {
    super(sentence);
    this.fault = fault;
  }
}

const fileFault = (fault: FileFault, sentence: string): { ok: false; failure: Failure } => fail('bad-input', sentence, { fault });

/** Turns bytes into text, refusing what is not text in the encoding promised. */
async function* decode(chunks: AsyncIterable<Buffer>, dialect: Dialect, ending: { lineBreak: boolean }): AsyncGenerator<string> {
  const decoder = new TextDecoder(dialect.encoding, { fatal: true });
  const wrong = (): Unreadable => new Unreadable('wrong-encoding',
    `The file is not ${dialect.encoding.toUpperCase()} text. Export it again as “CSV UTF-8”, or change “encoding” in the mapping.`);
  let first = true;
  for await (const chunk of chunks) {
    if (first) refuseOtherFormats(chunk, dialect);
    first = false;
    if (chunk.includes(0)) throw new Unreadable('not-text', 'The file holds bytes that no CSV has, so it is damaged or something else. Export it again as CSV.');
    let text: string;
    try { text = decoder.decode(chunk, { stream: true }); } catch { throw wrong(); }
    if (text !== '') { ending.lineBreak = text.endsWith('\n') || text.endsWith('\r'); yield text; }
  }
  let rest: string;
  try { rest = decoder.decode(); } catch {
    throw new Unreadable('truncated', 'The file ends in the middle of a letter, so it is cut short. Copy or export it again.');
  }
  if (rest !== '') { ending.lineBreak = false; yield rest; }
}

function refuseOtherFormats(chunk: Buffer, dialect: Dialect): void {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, index) => chunk[index] === byte);
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) {
    throw new Unreadable('utf-16', 'The file is in UTF-16 (“Unicode text”). Save it as “CSV UTF-8” and import that.');
  }
  if (starts(0x50, 0x4b, 0x03, 0x04)) throw new Unreadable('not-text', 'The file is a spreadsheet or archive, not a CSV. Open it and save it as “CSV UTF-8”.');
  if (starts(0x25, 0x50, 0x44, 0x46)) throw new Unreadable('not-text', 'The file is a PDF. Ask the other system for an export as CSV.');
  if (dialect.encoding !== 'utf-8' && starts(0xef, 0xbb, 0xbf)) {
    throw new Unreadable('wrong-encoding', 'The file is UTF-8 and the mapping says otherwise. Change “encoding” in the mapping to utf-8.');
  }
}

/**
 * Reads the heading, then hands on each row. `needed` are the columns that must be there. `onHeading` may end the
 * reading early by answering false.
 */
export async function readCsv(
  csvPath: string, dialect: Dialect, needed: readonly string[],
  handlers: { onHeading: (names: string[]) => boolean; onRow: (row: SourceRow) => void },
): Promise<Outcome<{ rows: number }>> {
  const name = path.basename(csvPath);
  const ending = { lineBreak: false };
  const parser = parse({
    delimiter: dialect.delimiter, info: true, relax_column_count: true, max_record_size: LONGEST_RECORD,
  });
  // The loop below sees the same error; the callback keeps it from being thrown twice.
  pipeline(createReadStream(csvPath), (chunks: AsyncIterable<Buffer>) => decode(chunks, dialect, ending), parser, () => undefined);
  let heading: string[] | null = null;
  let rows = 0;
  let nextLine = 1;
  let short: SourceRow | null = null;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      // `lines` is where the record ends: a quoted field may hold line breaks.
      const line = nextLine;
      nextLine = info.lines + 1;
      // Blank lines are passed over here and not by the parser, which would lose count of them.
      if (record.length === 1 && (record[0] ?? '').trim() === '') continue;
      if (heading === null) {
        heading = record.map((one) => one.trim());
        const fault = headingFault(heading, dialect, needed);
        if (fault !== null) return fault;
        if (!handlers.onHeading(heading)) return succeed({ rows: 0 });
        continue;
      }
      if (short !== null) { handlers.onRow(short); short = null; }
      rows += 1;
      if (rows > MOST_ROWS) return fileFault('too-many-rows', `${name} has more than ${String(MOST_ROWS)} rows. Split it, by month say, and import the parts one after another.`);
      // Held back until another row follows: with the wrong number of fields the last row means a file cut short.
      if (record.length === heading.length) handlers.onRow({ line, fields: record });
      else short = { line, fields: record };
    }
  } catch (error) {
    return faultOf(error, name, rows, nextLine);
  }
  if (heading === null) return fileFault('empty', `${name} is empty. Export it again.`);
  if (short !== null) return cutShort(name, short.line);
  if (!ending.lineBreak && dialect.finalLineBreak === 'required') return cutShort(name, nextLine - 1);
  if (rows === 0) return fileFault('no-rows', `${name} has column names and no rows. Export it again.`);
  return succeed({ rows });
}

const cutShort = (name: string, line: number) =>
  fileFault('truncated', `${name} stops in the middle of its last row, line ${String(line)}, so it is cut short. Copy or export it again; nothing has been imported.`);

function headingFault(heading: string[], dialect: Dialect, needed: readonly string[]) {
  const twice = heading.find((one, index) => heading.indexOf(one) !== index);
  if (twice !== undefined) return fileFault('duplicate-column', `The heading has “${shown(twice)}” twice. Rename or remove one and import again.`);
  const missing = needed.filter((one) => !heading.includes(one));
  if (missing.length === 0) return null;
  const other = [';', '\t', ',', '|'].find((mark) => mark !== dialect.delimiter && heading.length === 1 && (heading[0] ?? '').includes(mark));
  if (other !== undefined) {
    return fileFault('wrong-delimiter', `The columns seem to be separated by ${other === '\t' ? 'tabs' : `“${other}”`} and the mapping says “${dialect.delimiter}”. Change “delimiter” in the mapping.`);
  }
  const present = heading.slice(0, 40).map((one) => `“${shown(one)}”`).join(', ');
  return fileFault('missing-column', `The file has no column ${missing.map((one) => `“${one}”`).join(', ')}. It has ${present}. Export it with all columns, or change the mapping.`);
}

/** A column's name in a message: short, whatever was in the file. */
const shown = (name: string): string => name.length > 40 ? `${name.slice(0, 40)}…` : name;

function faultOf(error: unknown, name: string, rows: number, line: number) {
  if (error instanceof Unreadable) return fileFault(error.fault, error.message);
  if (error instanceof CsvError) {
    switch (error.code) {
      case 'CSV_MAX_RECORD_SIZE':
        return fileFault('too-long-line', `The row that begins on line ${String(line)} of ${name} is longer than a million characters: a quote is never closed, or this is not a CSV. Correct it and import again; nothing has been imported.`);
      case 'CSV_QUOTE_NOT_CLOSED':
        return fileFault('unclosed-quote', `A quote opened on line ${String(line)} of ${name} is never closed, so the file is cut short or damaged. Export it again; nothing has been imported.`);
      default:
        return fileFault('bad-quote', `${name} is not well-formed CSV near line ${String(line)}, after ${String(rows)} rows. Export it again; nothing has been imported.`);
    }
  }
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'EISDIR')) {
    return fileFault('no-file', `${name} can’t be read. Check that it exists, is a file, and may be read by this account.`);
  }
  throw error;
}
