/** Pages of the feed and of the first fetch, checked in full before anything of them is used. */
import { isTableName } from '#contract/tables.ts';
import { pullLineSchema, snapshotLineSchema, type PullLine, type SnapshotLine } from '#contract/wire.ts';
import type { TableName } from '#domain/records.ts';
import type { ServerChange } from '../store/cache.ts';
import type { PageRow } from '../store/staged-cache.ts';
import { rowFault } from '../store/row-codec.ts';
import { BadAnswer, readChecked } from './ndjson.ts';

export interface PullPage {
  epoch: string;
  scopes: string[];
  changes: ServerChange[];
  /** Where the feed has been read to. */
  version: number;
  more: boolean;
}

export interface SnapshotPage {
  rows: PageRow[];
  last: string | null;
  more: boolean;
  total: number;
}

function checkRow(table: TableName, row: Record<string, unknown>): void {
  const fault = rowFault(table, row);
  if (fault !== null) throw new BadAnswer(`a row of ${table} has a bad ${fault}`);
}

export async function readPullPage(body: AsyncIterable<Uint8Array>): Promise<PullPage> {
  const { lines: [header, ...lines], end } = await readChecked(body, pullLineSchema, (line) => line.kind === 'end');
  if (header?.kind !== 'header') throw new BadAnswer('the header is missing');
  const changes: ServerChange[] = [];
  let open: ServerChange[] = [];
  for (const line of lines) {
    if (line.kind === 'change') open.push(toChange(line));
    else if (line.kind === 'commit' && open.every((change) => change.version === line.version)) {
      changes.push(...open);
      open = [];
    } else throw new BadAnswer('the lines are out of order');
  }
  if (open.length > 0) throw new BadAnswer('a version is not whole');
  return { epoch: header.epoch, scopes: header.scopes, changes, version: end.version, more: end.more };
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
