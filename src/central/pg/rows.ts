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

const idParameter = (table: TableName): number => columnsOf(table).findIndex(([field]) => field === 'id') + 4;

const plainType = (type: ColumnType): string => sqlTypes[type].split(' ')[0] ?? '';

const overwrite = (table: TableName): string => [...columnsOf(table).map(([field]) => quoted(columnSql(field))), 'row_version', 'row_scope']
  .map((column) => `${column} = excluded.${column}`).join(', ');

const upserts = new Map<TableName, string>();
function upsertSql(table: TableName): string {
  const known = upserts.get(table) ?? `${insertSql(table)} ON CONFLICT (council, id) DO UPDATE SET ${overwrite(table)}`;
  upserts.set(table, known);
  return known;
}

/** The parts of one statement all see the table as it was before. */
const replaceSql = (table: TableName): string => `WITH written AS (${upsertSql(table)})
  SELECT id, row_scope AS scope, row_version AS version FROM ${tableSql(table)} WHERE council = $1 AND id = ANY($${String(idParameter(table))}::text[])`;

export type PlainRow = RowChange['row'];

/** How a row stood before it was written: the scope it was filed under and its version. */
export interface Standing { scope: string; version: number }

const inColumns = (table: TableName, rows: PlainRow[]): unknown[][] => columnsOf(table).map(([field, { type }]) => rows.map((row) => {
  const value = (row as unknown as Record<string, unknown>)[field];
  return type === 'json' ? JSON.stringify(value) : value;
}));

/** Puts rows in place, new or over what stands; an id may occur once. `scopes` are the rows' own, in their order. */
export async function upsertRows(session: Session, council: string, table: TableName, rows: PlainRow[], scopes: string[], version: number): Promise<void> {
  await session.query(upsertSql(table), [council, version, scopes, ...inColumns(table, rows)]);
}

/** The same, and answers how they stood, by id; a new row is absent. */
export async function replaceRows(
  session: Session, council: string, table: TableName, rows: PlainRow[], scopes: string[], version: number,
): Promise<Map<string, Standing>> {
  const { rows: stood } = await session.query<Standing & { id: string }>(replaceSql(table), [council, version, scopes, ...inColumns(table, rows)]);
  return new Map(stood.map((row) => [row.id, row]));
}

/** The record that stands for a resident’s. */
const standingSql = (id: string): string => `coalesce((SELECT merged_into FROM ${tableSql('resident')} WHERE council = $1 AND id = ${id}), ${id})`;

/** Every record of the person a resident’s is of: an array worked out once, so that an index answers for each. */
const recordsSql = (id: string): string => `ANY(ARRAY(SELECT ${standingSql(id)} UNION ALL SELECT id FROM ${tableSql('resident')} WHERE council = $1 AND merged_into = ${standingSql(id)}))`;

/** A request as an expression of JSON text, its parameters added to those there are. */
function factSql(request: FactRequest, parameters: unknown[]): string {
  const { table } = request;
  const parameter = (value: unknown): string => `$${String(parameters.push(value))}`;
  const from = `${rowAsJson(table)} AS fact, id FROM ${tableSql(table)} WHERE council = $1`;
  if (request.kind === 'row') {
    const id = parameter(request.id);
    const wanted = table === 'resident' && request.asFiled !== true ? standingSql(id) : id;
    return `(SELECT fact FROM (SELECT ${from} AND id = ${wanted}) AS f)`;
  }
  return `(SELECT '[' || coalesce(string_agg(fact, ',' ORDER BY id), '') || ']' FROM (SELECT ${from}${conditionsOf(request, parameter)}) AS f)`;
}

function conditionsOf(request: FactRequest & { kind: 'rows' }, parameter: (value: unknown) => string): string {
  const { table } = request;
  const conditions = Object.entries(request.where).map(([field, value]) =>
    (value === null ? `${columnOf(table, field)} IS NULL` : field === 'residentId' ? `${columnOf(table, field)} = ${recordsSql(parameter(value))}` : `${columnOf(table, field)} = ${parameter(value)}`));
  if (request.since !== undefined) conditions.push(`${columnOf(table, request.since.column)} >= ${parameter(request.since.at)}`);
  return conditions.map((condition) => ` AND ${condition}`).join('');
}

/** Answers a rule's fact requests in one statement, in their order: each a row or null, or rows in the order of their ids. */
export async function loadFacts(session: Session, council: string, requests: FactRequest[]): Promise<unknown[]> {
  const parameters: unknown[] = [council];
  // Nobody has the id null: a fact that needs no asking.
  const asked = requests.filter((request) => request.kind === 'rows' || request.id !== null);
  if (asked.length === 0) return requests.map(() => null);
  const expressions = asked.map((request) => factSql(request, parameters));
  const { rows: [row] } = await session.query<{ facts: (string | null)[] }>(`SELECT ARRAY[${expressions.join(', ')}]::text[] AS facts`, parameters);
  const facts = new Map(asked.map((request, n) => [request, row?.facts[n] ?? null]));
  return requests.map((request) => {
    const fact = facts.get(request) ?? null;
    return fact === null ? null : JSON.parse(fact) as unknown;
  });
}

/** Answers one request. */
export async function loadFact(session: Session, council: string, request: FactRequest): Promise<unknown> {
  return (await loadFacts(session, council, [request]))[0];
}
