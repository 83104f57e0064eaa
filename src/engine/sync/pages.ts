/** Pages of the feed and of the first fetch, checked before anything of them is used. */
import { createHash } from 'node:crypto';
import { columnsOf, isTableName } from '#contract/tables.ts';
import {
  pullLineSchema, ROW_SCOPE, ROW_VERSION, rowsLineSchema, sealedEnd, snapshotLineSchema, type PullLine, type SnapshotLine,
} from '#contract/wire.ts';
import type { TableName } from '#domain/records.ts';
import type { ServerChange } from '../store/cache.ts';
import { encodeInPlace, rowFault, type SqlValue } from '../store/row-codec.ts';
import { BadAnswer, parseLine, readChecked, wholeLines } from './ndjson.ts';

export interface PullPage {
  epoch: string;
  scopes: string[];
  changes: ServerChange[];
  /** Where the feed has been read to. */
  version: number;
  more: boolean;
  /** The answer did not come whole. */
  cut: boolean;
  /** The centre's word that it stood there. */
  proof: string | null;
}

export interface PageRow {
  version: number;
  /** Where it is not the table's usual one. */
  scope?: string | null;
  row: Record<string, unknown>;
}

export interface SnapshotPage {
  rows: PageRow[];
  last: string | null;
  more: boolean;
  total: number;
}

export interface RowsPage {
  /** Values in the order of the table's columns, then version and scope, as SQLite stores them. */
  rows: SqlValue[][];
  last: string | null;
  more: boolean;
}

function checkRow(table: TableName, row: Record<string, unknown>): void {
  const fault = rowFault(table, row);
  if (fault !== null) throw new BadAnswer(`a row of ${table} has a bad ${fault}`);
}

/**
 * A page of the feed. Where it is cut off or damaged on the way, every whole version before that is used, as far as the
 * checksum on its commit vouches for it, and `cut` says that the rest must be asked for again.
 */
export async function readPullPage(body: AsyncIterable<Uint8Array>): Promise<PullPage> {
  const reader = new PullReader();
  try {
    for await (const bytes of wholeLines(body)) {
      const page = reader.take(bytes);
      if (page !== null) return page;
    }
    throw new BadAnswer('the answer was cut off');
  } catch (error) {
    const part = reader.vouchedFor();
    if (part === null) throw error;
    return part;
  }
}

class PullReader {
  readonly #hash = createHash('sha256');
  readonly #changes: ServerChange[] = [];
  #header: PullLine & { kind: 'header' } | null = null;
  #open: ServerChange[] = [];
  /** How far a commit's checksum has vouched: so many changes, up to a version. */
  #vouched: { changes: number; version: number } | null = null;

  /** The whole page, with its last line. */
  take(bytes: Buffer): PullPage | null {
    const line = parseLine(bytes, pullLineSchema);
    if (this.#header === null) {
      if (line.kind !== 'header') throw new BadAnswer('the header is missing');
      this.#header = line;
    } else if (line.kind === 'change') this.#open.push(toChange(line));
    else if (line.kind === 'commit') this.#commit(line);
    else if (line.kind === 'end') return this.#end(line, this.#header);
    else throw new BadAnswer('the lines are out of order');
    this.#hash.update(bytes);
    return null;
  }

  vouchedFor(): PullPage | null {
    if (this.#header === null || this.#vouched === null) return null;
    const { epoch, scopes } = this.#header;
    const { changes, version } = this.#vouched;
    return { epoch, scopes, changes: this.#changes.slice(0, changes), version, more: true, cut: true, proof: null };
  }

  #commit({ version, checksum }: PullLine & { kind: 'commit' }): void {
    if (this.#open.some((change) => change.version !== version)) throw new BadAnswer('the lines are out of order');
    // A centre of protocol 1 gives one checksum at the end: of its pages nothing is used that did not come whole.
    const vouches = this.#protocol > 1;
    if (vouches && checksum !== this.#hash.copy().digest('hex')) throw new BadAnswer('the checksum differs');
    this.#changes.push(...this.#open);
    this.#open = [];
    if (vouches) this.#vouched = { changes: this.#changes.length, version };
  }

  get #protocol(): number {
    return this.#header?.protocol ?? 1;
  }

  #end({ version, more, checksum, seal, proof }: PullLine & { kind: 'end' }, { epoch, scopes }: { epoch: string; scopes: string[] }): PullPage {
    if (this.#protocol > 1 && seal !== this.#hash.copy().update(sealedEnd({ version, more })).digest('hex')) throw new BadAnswer('the seal differs');
    if (this.#hash.digest('hex') !== checksum) throw new BadAnswer('the checksum differs');
    if (this.#open.length > 0) throw new BadAnswer('a version is not whole');
    return { epoch, scopes, changes: this.#changes, version, more, cut: false, proof: proof ?? null };
  }
}

function toChange({ table, id, version, op, row, scope }: PullLine & { kind: 'change' }): ServerChange {
  if (!isTableName(table)) throw new BadAnswer('a table is unknown');
  if (op === 'leave') return { table, id, version, scope: null, row: null };
  if (row === null || row['id'] !== id) throw new BadAnswer(`a row of ${table} is not its own`);
  checkRow(table, row);
  return { table, id, version, scope: scope ?? null, row };
}

export async function readSnapshotPage(table: TableName, body: AsyncIterable<Uint8Array>): Promise<SnapshotPage> {
  const { lines, end } = await readChecked(body, snapshotLineSchema, (line) => line.kind === 'end');
  const rows = lines.map((line: SnapshotLine) => {
    if (line.kind !== 'row') throw new BadAnswer('the lines are out of order');
    checkRow(table, line.row);
    return { version: line.version, scope: line.scope ?? null, row: line.row };
  });
  return { rows, last: end.last, more: end.more, total: end.total };
}

/** Every value is checked against its column, in the one pass that makes it storable. */
export async function readRowsPage(table: TableName, body: AsyncIterable<Uint8Array>): Promise<RowsPage> {
  const { lines: [header, ...lines], end } = await readChecked(body, rowsLineSchema, (line) => line.kind === 'end');
  if (header?.kind !== 'columns') throw new BadAnswer('the names of the columns are missing');
  const wanted = [...columnsOf(table).map(([field]) => field), ROW_VERSION, ROW_SCOPE];
  const places = wanted.map((name) => header.names.indexOf(name));
  if (places.slice(-2).includes(-1)) throw new BadAnswer('the rows have no version or scope');
  // A centre of the next version may know more columns, or have them in another order.
  const asTheyStand = header.names.length === wanted.length && places.every((place, n) => place === n);
  const rows: SqlValue[][] = [];
  for (const line of lines) {
    if (line.kind !== 'rows') throw new BadAnswer('the lines are out of order');
    for (const row of line.rows) {
      if (!Array.isArray(row) || row.length !== header.names.length) throw new BadAnswer(`a row of ${table} is not whole`);
      const values: unknown[] = asTheyStand ? row : places.map((place) => place === -1 ? null : row[place] as unknown);
      const fault = encodeInPlace(table, values);
      if (fault !== null) throw new BadAnswer(`a row of ${table} has a bad ${fault}`);
      const scope = values.at(-1);
      if (!Number.isSafeInteger(values.at(-2)) || (scope !== null && typeof scope !== 'string')) throw new BadAnswer(`a row of ${table} has a bad version or scope`);
      rows.push(values as SqlValue[]);
    }
  }
  return { rows, last: end.last, more: end.more };
}
