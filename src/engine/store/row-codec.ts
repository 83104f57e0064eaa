/** Rows to SQLite's values and back, from the description of the tables. */
import { columnSql, columnsOf, tableNames, type ColumnType } from '#contract/tables.ts';
import type { Records, TableName } from '#domain/records.ts';

export type SqlValue = string | number | null;

interface Codec {
  encode: (row: Record<string, unknown>) => SqlValue[];
  decode: (stored: Record<string, SqlValue>) => Record<string, unknown>;
  /** The first field that can't be stored as described; null where all can. */
  fault: (row: Record<string, unknown>) => string | null;
}

const fits: Record<ColumnType, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string', date: (value) => typeof value === 'string',
  int: Number.isSafeInteger, instant: Number.isSafeInteger,
  bool: (value) => typeof value === 'boolean', json: (value) => typeof value === 'object',
};

function codecFor(table: TableName): Codec {
  const columns = columnsOf(table).map(([field, column]) => ({ field, sql: columnSql(field), ...column }));
  return {
    encode: (row) => columns.map(({ field, type }) => {
      const value = row[field] ?? null;
      if (value === null) return null;
      if (type === 'json') return JSON.stringify(value);
      return type === 'bool' ? Number(value) : value as SqlValue;
    }),
    decode: (stored) => {
      const row: Record<string, unknown> = {};
      for (const { field, sql, type } of columns) {
        const value = stored[sql] ?? null;
        if (value === null) row[field] = null;
        else if (type === 'json') row[field] = JSON.parse(value as string);
        else row[field] = type === 'bool' ? value === 1 : value;
      }
      return row;
    },
    fault: (row) => columns.find(({ field, type, nullable }) => {
      const value = row[field] ?? null;
      return value === null ? !nullable : !fits[type](value);
    })?.field ?? null,
  };
}

const codecs = Object.fromEntries(tableNames.map((table) => [table, codecFor(table)])) as Record<TableName, Codec>;

export const encodeRow = (table: TableName, row: object): SqlValue[] => codecs[table].encode(row as Record<string, unknown>);
export const decodeRow = <T extends TableName>(table: T, stored: unknown): Records[T] =>
  codecs[table].decode(stored as Record<string, SqlValue>) as unknown as Records[T];
/** Names the field that is missing or of another kind than described, for rows from outside. */
export const rowFault = (table: TableName, row: Record<string, unknown>): string | null => codecs[table].fault(row);
