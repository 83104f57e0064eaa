/**
 * Writing to the feed. One row of `sync_head` counts versions: incrementing it locks it until commit, so versions are
 * handed out in the order in which transactions become visible and a reader that follows them misses nothing. (A
 * sequence hands out numbers before the commit; under concurrent writers a reader then skips rows. DESIGN section 3.)
 */
import type { RowChange, TableName } from '#domain/records.ts';
import { tableNames, tables } from '#contract/tables.ts';
import type { Session } from '../pg/database.ts';
import { loadFact, scopesOfRows, upsertRows, type PlainRow } from '../pg/rows.ts';
import { loadCategories, scopeOfRow, type Categories } from './scope-of-row.ts';

/** Rows a statement: large enough to cost little each, small enough to keep its parameters under some megabytes. */
const BATCH = 2000;

interface FeedEntry {
  table: TableName;
  pk: string;
  scope: string;
  op: 'put' | 'leave';
  row: unknown;
}

export async function lockHead(session: Session, council: string): Promise<number> {
  const { rows } = await session.query<{ version: number }>('SELECT version FROM sync_head WHERE council = $1 FOR UPDATE', [council]);
  return headIn(rows);
}

function headIn(rows: { version: number }[]): number {
  const head = rows[0];
  if (head === undefined) throw new Error('the council has no feed');
  return head.version;
}

function* batches<T>(all: T[]): Generator<T[]> {
  for (let start = 0; start < all.length; start += BATCH) yield all.slice(start, start + BATCH);
}

/** The last word on each row, by table in the contract's order: services stand before what is filed under them. */
function byTable(changes: RowChange[]): [TableName, Map<string, RowChange['row']>][] {
  const found = new Map<TableName, Map<string, RowChange['row']>>();
  for (const { table, row } of changes) {
    const rows = found.get(table) ?? new Map<string, RowChange['row']>();
    rows.set(row.id, row);
    found.set(table, rows);
  }
  return tableNames.flatMap((table) => {
    const rows = found.get(table);
    return rows === undefined ? [] : [[table, rows] as [TableName, Map<string, RowChange['row']>]];
  });
}

/** Writes rows and their feed entries under one new version and returns it. Holds the head until the transaction ends. */
export async function writeChanges(session: Session, council: string, changes: RowChange[]): Promise<number> {
  if (changes.length === 0) return lockHead(session, council);
  const { rows: heads } = await session.query<{ version: number }>(
    'UPDATE sync_head SET version = version + 1 WHERE council = $1 RETURNING version', [council]);
  const version = headIn(heads);
  const refiled = await rowsOfMovedServices(session, council, changes);
  const work = byTable([...refiled, ...changes]);
  let n = 0;
  let categories: Categories = new Map();
  for (const [table, rows] of work) {
    const movable = tables[table].scope === 'service';
    if (movable && categories.size === 0) categories = await loadCategories(session, council);
    for (const batch of batches([...rows.values()])) {
      const scopes = scopesFor(table, batch, categories);
      const before = movable ? await scopesOfRows(session, council, table, batch.map(({ id }) => id)) : new Map<string, string>();
      await upsertRows(session, council, table, batch, scopes, version);
      const entries = batch.flatMap((row, index): FeedEntry[] => {
        const entry: FeedEntry = { table, pk: row.id, scope: scopes[index] ?? '', op: 'put', row };
        const left = before.get(row.id);
        return left === undefined || left === entry.scope ? [entry] : [{ ...entry, scope: left, op: 'leave', row: null }, entry];
      });
      await appendEntries(session, council, version, n, entries);
      n += entries.length;
    }
  }
  return version;
}

const scopesFor = (table: TableName, rows: PlainRow[], categories: Categories): string[] =>
  rows.map((row) => scopeOfRow(table, row as { serviceId?: string | null }, categories));

/** A service that moves to another category takes what is filed under it along: those rows are written again. */
async function rowsOfMovedServices(session: Session, council: string, changes: RowChange[]): Promise<RowChange[]> {
  const services = changes.flatMap((change) => (change.table === 'service' ? [change.row] : []));
  if (services.length === 0) return [];
  const categories = await loadCategories(session, council);
  const moved = services.filter(({ id, category }) => (categories.get(id) ?? category) !== category);
  const found: RowChange[] = [];
  for (const { id } of moved) {
    for (const table of ['caseFile', 'task'] as const) {
      const rows = await loadFact(session, council, { kind: 'rows', table, where: { serviceId: id } }) as PlainRow[];
      found.push(...rows.map((row) => ({ table, row }) as RowChange));
    }
  }
  return found;
}

async function appendEntries(session: Session, council: string, version: number, from: number, entries: FeedEntry[]): Promise<void> {
  await session.query(`INSERT INTO change (council, version, n, table_name, pk, scope, op, "row")
    SELECT $1, $2::bigint, $3::int + e.ordinality, e.item ->> 'table', e.item ->> 'pk', e.item ->> 'scope', e.item ->> 'op', nullif(e.item -> 'row', 'null')
    FROM jsonb_array_elements($4::jsonb) WITH ORDINALITY AS e(item, ordinality)`, [council, version, from, JSON.stringify(entries)]);
}

/** Writes rows without feed entries, under the head as it stands, for a store no desk has fetched from yet. */
export async function seedRows(session: Session, council: string, table: TableName, rows: PlainRow[]): Promise<void> {
  const { rows: heads } = await session.query<{ version: number }>('SELECT version FROM sync_head WHERE council = $1', [council]);
  const version = headIn(heads);
  const categories: Categories = tables[table].scope === 'service' ? await loadCategories(session, council) : new Map();
  for (const batch of batches(rows)) await upsertRows(session, council, table, batch, scopesFor(table, batch, categories), version);
}
