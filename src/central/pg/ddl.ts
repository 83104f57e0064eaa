/** The shared tables' DDL, written from their one description in the contract. */
import type { TableName } from '#domain/records.ts';
import { columnSql, columnsOf, tableNames, tables, type ColumnType } from '#contract/tables.ts';

export const sqlTypes: Record<ColumnType, string> = {
  // Ids sort by byte here as they do on a desk, so that both page through a table in the same order.
  text: 'text COLLATE "C"', int: 'bigint', instant: 'bigint', date: 'date', bool: 'boolean', json: 'jsonb',
};

export const quoted = (name: string): string => `"${name}"`;
export const tableSql = (table: TableName): string => quoted(tables[table].sql);

function createTable(table: TableName): string[] {
  const columns = columnsOf(table).map(([field, column]) =>
    `${quoted(columnSql(field))} ${sqlTypes[column.type]}${column.nullable ? '' : ' NOT NULL'}`);
  const indexes = tables[table].indexes.map((fields: readonly string[]) => {
    const names = fields.map(columnSql);
    return `CREATE INDEX ${quoted(`${tables[table].sql}_${names.join('_')}`)} ON ${tableSql(table)} (council, ${names.map(quoted).join(', ')})`;
  });
  return [
    `CREATE TABLE ${tableSql(table)} (council text NOT NULL, ${columns.join(', ')}, row_version bigint NOT NULL,
      row_scope text NOT NULL, PRIMARY KEY (council, id))`,
    ...indexes,
  ];
}

/** Every shared table and its indexes, one statement each. */
export const createSharedTables = (): string[] => tableNames.flatMap(createTable);
