/** SQL that reads and writes rows of the shared tables. Rows are written as one array a column. */
import type { FactRequest } from '#domain/commands/command.ts';
import type { RowChange, TableName } from '#domain/records.ts';
import { columnSql, columnsOf, tables, type ColumnType } from '#contract/tables.ts';
import type { Session } from './database.ts';
import { quoted, sqlTypes, tableSql } from './ddl.ts';

function columnOf(table: TableName, field: string): string {
  if (!Object.hasOwn(tables[table].columns, field)) throw new Error(`${table} has no ${field}`);
  return quoted(columnSql(field));
}

const selectList = (table: TableName): string =>
  columnsOf(table).map(([field]) => `${quoted(columnSql(field))} AS ${quoted(field)}`).join(', ');

/** An expression over a table's columns that yields the row as JSON text, with the domain's field names. */
export const rowAsJson = (table: TableName): string =>
  `json_build_object(${columnsOf(table).map(([field]) => `'${field}', ${quoted(columnSql(field))}`).join(', ')})::text`;

/** `$1` council, `$2` version, `$3` scopes, then an array for each column: a third faster than one JSON parameter. */
function insertSql(table: TableName): string {
  const columns = columnsOf(table);
  const names = columns.map(([field]) => quoted(columnSql(field)));
  const arrays = columns.map(([, { type }], index) => `$${String(index + 4)}::${type === 'json' ? 'text' : plainType(type)}[]`);
  const values = columns.map(([, { type }], index) => (type === 'json' ? `r.${names[index] ?? ''}::jsonb` : `r.${names[index] ?? ''}`));
  return `INSERT INTO ${tableSql(table)} (council, ${names.join(', ')}, row_version, row_scope)
    SELECT $1, ${values.join(', ')}, $2::bigint, r.row_scope
    FROM unnest($3::text[], ${arrays.join(', ')}) AS r(row_scope, ${names.join(', ')})`;
}

const plainType = (type: ColumnType): string => sqlTypes[type].split(' ')[0] ?? '';

const overwrite = (table: TableName): string => [...columnsOf(table).map(([field]) => quoted(columnSql(field))), 'row_version', 'row_scope']
  .map((column) => `${column} = excluded.${column}`).join(', ');

const upserts = new Map<TableName, string>();
function upsertSql(table: TableName): string {
  const known = upserts.get(table) ?? `${insertSql(table)} ON CONFLICT (council, id) DO UPDATE SET ${overwrite(table)}`;
  upserts.set(table, known);
  return known;
}

export type PlainRow = RowChange['row'];

/** Puts rows in place, new or over what stands; an id may occur once. `scopes` are the rows' own, in their order. */
export async function upsertRows(
  session: Session, council: string, table: TableName, rows: PlainRow[], scopes: string[], version: number,
): Promise<void> {
  const arrays = columnsOf(table).map(([field, { type }]) => rows.map((row) => {
    const value = (row as unknown as Record<string, unknown>)[field];
    return type === 'json' ? JSON.stringify(value) : value;
  }));
  await session.query(upsertSql(table), [council, version, scopes, ...arrays]);
}

/** How rows stand now, by id: the scope they are filed under and the version they were written at; a new row is absent. */
export async function standingRows(session: Session, council: string, table: TableName, ids: string[]): Promise<Map<string, { scope: string; version: number }>> {
  const { rows } = await session.query<{ id: string; scope: string; version: number }>(
    `SELECT id, row_scope AS scope, row_version AS version FROM ${tableSql(table)} WHERE council = $1 AND id = ANY($2::text[])`, [council, ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Answers a rule's fact request: a row or null, or rows in the order of their ids. */
export async function loadFact(session: Session, council: string, request: FactRequest): Promise<unknown> {
  const { table } = request;
  if (request.kind === 'row') {
    if (request.id === null) return null;
    const { rows } = await session.query(`SELECT ${selectList(table)} FROM ${tableSql(table)} WHERE council = $1 AND id = $2`, [council, request.id]);
    return rows[0] ?? null;
  }
  const parameters: unknown[] = [council];
  const conditions = Object.entries(request.where).map(([field, value]) => {
    if (value === null) return `${columnOf(table, field)} IS NULL`;
    parameters.push(value);
    return `${columnOf(table, field)} = $${String(parameters.length)}`;
  });
  if (request.since !== undefined) {
    parameters.push(request.since.at);
    conditions.push(`${columnOf(table, request.since.column)} >= $${String(parameters.length)}`);
  }
  const where = ['council = $1', ...conditions].join(' AND ');
  return (await session.query(`SELECT ${selectList(table)} FROM ${tableSql(table)} WHERE ${where} ORDER BY id`, parameters)).rows;
}
