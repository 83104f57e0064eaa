/** SQL that reads and writes rows of the shared tables. Rows travel as one JSON parameter a statement. */
import type { FactRequest } from '#domain/commands/command.ts';
import type { TableName } from '#domain/records.ts';
import { columnSql, columnsOf, tables } from '#contract/tables.ts';
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

/** `$1` JSON rows with their `rowScope`, `$2` council, `$3` version. */
function insertSql(table: TableName): string {
  const columns = columnsOf(table);
  const described = columns.map(([field, { type }]) => `${quoted(field)} ${sqlTypes[type].split(' ')[0] ?? ''}`).join(', ');
  return `INSERT INTO ${tableSql(table)} (council, ${columns.map(([field]) => quoted(columnSql(field))).join(', ')}, row_version, row_scope)
    SELECT $2, ${columns.map(([field]) => `r.${quoted(field)}`).join(', ')}, $3::bigint, r."rowScope"
    FROM json_to_recordset($1::json) AS r(${described}, "rowScope" text)`;
}

const overwrite = (table: TableName): string => [...columnsOf(table).map(([field]) => quoted(columnSql(field))), 'row_version', 'row_scope']
  .map((column) => `${column} = excluded.${column}`).join(', ');

const insertStatements = new Map<TableName, { insert: string; upsert: string }>();
function statementsOf(table: TableName): { insert: string; upsert: string } {
  const known = insertStatements.get(table);
  if (known !== undefined) return known;
  const insert = insertSql(table);
  const made = { insert, upsert: `${insert} ON CONFLICT (council, id) DO UPDATE SET ${overwrite(table)}` };
  insertStatements.set(table, made);
  return made;
}

export type ScopedRow = { id: string; rowScope: string };

/** Puts rows in place, new or over what stands; an id may occur once. */
export async function upsertRows(session: Session, council: string, table: TableName, rows: ScopedRow[], version: number): Promise<void> {
  await session.query(statementsOf(table).upsert, [JSON.stringify(rows), council, version]);
}

/** The scopes rows stand under now, by id; a row that is new is absent. */
export async function scopesOfRows(session: Session, council: string, table: TableName, ids: string[]): Promise<Map<string, string>> {
  const { rows } = await session.query<{ id: string; row_scope: string }>(
    `SELECT id, row_scope FROM ${tableSql(table)} WHERE council = $1 AND id IN (SELECT json_array_elements_text($2::json))`,
    [council, JSON.stringify(ids)]);
  return new Map(rows.map((row) => [row.id, row.row_scope]));
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
