/**
 * The cache's SQL, made from the description of the tables. Each is two: `server_x`, only ever written from the feed,
 * and `pending_x`, rows of commands the feed has not confirmed. The view `x` shows the pending row where there is one.
 */
import { columnSql, columnsOf, tableNames, tables, type ColumnType } from '#contract/tables.ts';
import { SCHEMA_VERSION } from '#contract/versions.ts';
import { isMovable } from '#contract/scope-of-row.ts';
import type { TableName } from '#domain/records.ts';

/** Raised with any change of what this layer lays out beside the shared tables (the search index, the meta table). */
const LAYOUT = 5;
export const CACHE_VERSION = SCHEMA_VERSION * 1000 + LAYOUT;

const sqlTypes: Record<ColumnType, string> = { text: 'TEXT', date: 'TEXT', json: 'TEXT', int: 'INTEGER', instant: 'INTEGER', bool: 'INTEGER' };

const columnList = (table: TableName): string[] => columnsOf(table).map(([field]) => columnSql(field));

function createTable(prefix: 'server' | 'pending', table: TableName, extra: string): string {
  const columns = columnsOf(table).map(([field, column]) =>
    `${columnSql(field)} ${sqlTypes[column.type]}${column.nullable ? '' : ' NOT NULL'}${field === 'id' ? ' PRIMARY KEY' : ''}`);
  // Without a rowid every index ends in the id, so that a page of a timeline is read in order and never sorted.
  return `CREATE TABLE IF NOT EXISTS ${prefix}_${tables[table].sql} (${columns.join(', ')}, ${extra} INTEGER NOT NULL) STRICT, WITHOUT ROWID`;
}

const createIndexes = (prefix: 'server' | 'pending', table: TableName): string[] =>
  tables[table].indexes.map((fields, n) =>
    `CREATE INDEX IF NOT EXISTS ${prefix}_${tables[table].sql}_${String(n)} ON ${prefix}_${tables[table].sql} (${fields.map(columnSql).join(', ')})`);

/**
 * Rows that few of a large table are, and that a screen asks for over all residents: found without reading the rest of it.
 * SQLite uses such an index only where the question repeats its condition as it stands here.
 */
export const sparseRows = {
  /** What councillors asked, by whom. */
  enquiries: { table: 'contact', on: `json_extract(enquiry, '$.councillorId'), started_at`, where: 'enquiry IS NOT NULL' },
  /** Needs because of which something was booked. */
  booked: { table: 'need', on: 'resident_id', where: `bookings <> '[]'` },
} as const satisfies Record<string, { table: TableName; on: string; where: string }>;

const createSparse = (prefix: 'server' | 'pending'): string[] => Object.entries(sparseRows).map(([name, { table, on, where }]) =>
  `CREATE INDEX IF NOT EXISTS ${prefix}_${tables[table].sql}_${name} ON ${prefix}_${tables[table].sql} (${on}) WHERE ${where}`);

function createView(table: TableName): string {
  const { sql } = tables[table];
  const columns = columnList(table).join(', ');
  return `CREATE VIEW IF NOT EXISTS ${sql} AS
    SELECT ${columns}, 0 AS pending FROM server_${sql} AS s WHERE NOT EXISTS (SELECT 1 FROM pending_${sql} AS p WHERE p.id = s.id)
    UNION ALL SELECT ${columns}, 1 AS pending FROM pending_${sql}`;
}

/** Tables a first fetch writes into; everything else waits until the rows are in. */
export const layoutForFetch: string[] = [
  'CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID',
  // The scope is kept with each row, null where it is the table's usual one, so that a lost scope is purged to the last row.
  ...tableNames.map((table) => createTable('server', table, 'row_scope TEXT, row_version')),
  `PRAGMA user_version = ${String(CACHE_VERSION)}`,
];

/** The rest: indexes, the overlay and the views. Each statement may run twice: a fetch that was cut off goes on. */
export const layoutAfterFetch: string[] = [
  ...tableNames.flatMap((table) => createIndexes('server', table)),
  ...tableNames.filter(isMovable).map((table) =>
    `CREATE INDEX IF NOT EXISTS server_${tables[table].sql}_scope ON server_${tables[table].sql} (row_scope) WHERE row_scope IS NOT NULL`),
  ...tableNames.map((table) => createTable('pending', table, 'command_seq')),
  ...tableNames.flatMap((table) => createIndexes('pending', table)),
  ...createSparse('server'), ...createSparse('pending'),
  ...tableNames.map(createView),
];

/** `rows` at once; a row that stands here with a newer version stays. */
export function upsertServer(table: TableName, rows = 1): string {
  const { sql } = tables[table];
  const columns = [...columnList(table), 'row_version', 'row_scope'];
  const set = columns.filter((column) => column !== 'id').map((column) => `${column} = excluded.${column}`);
  const places = `(${columns.map(() => '?').join(', ')})`;
  return `INSERT INTO server_${sql} (${columns.join(', ')}) VALUES ${Array.from({ length: rows }, () => places).join(', ')}
    ON CONFLICT (id) DO UPDATE SET ${set.join(', ')} WHERE excluded.row_version > row_version`;
}

export function upsertPending(table: TableName): string {
  const columns = [...columnList(table), 'command_seq'];
  return `INSERT OR REPLACE INTO pending_${tables[table].sql} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
}
