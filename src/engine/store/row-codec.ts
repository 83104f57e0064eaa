/** Rows to SQLite's values and back, from the description of the tables. */
import { columnSql, columnsOf, tableNames, type ColumnType } from '#contract/tables.ts';
import type { Records, TableName } from '#domain/records.ts';

export type SqlValue = string | number | null;

interface Codec {
  encode: (row: Record<string, unknown>) => SqlValue[];
  decode: (stored: Record<string, SqlValue>) => Record<string, unknown>;
  /** The first field that can't be stored as described; null where all can. */
  fault: (row: Record<string, unknown>) => string | null;
  /** Makes a row's values storable where they stand; names the first field that can't be. */
  encodeInPlace: (values: unknown[]) => string | null;
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
    // Runs over every value of a first fetch, millions of them: no object, closure or array for each.
    encodeInPlace(values) {
      for (let n = 0; n < columns.length; n += 1) {
        const { field, type, nullable } = columns[n] ?? unknownColumn;
        const value = values[n];
        if (value === null || value === undefined) {
          if (!nullable) return field;
          values[n] = null;
        } else if (type === 'text' || type === 'date') {
          if (typeof value !== 'string') return field;
        } else if (type === 'json') {
          if (typeof value !== 'object') return field;
          values[n] = JSON.stringify(value);
        } else if (type === 'bool') {
          if (typeof value !== 'boolean') return field;
          values[n] = value ? 1 : 0;
        } else if (!Number.isSafeInteger(value)) return field;
      }
      return null;
    },
  };
}
const unknownColumn = { field: 'unknown', type: 'text', nullable: false } as const;

const codecs = Object.fromEntries(tableNames.map((table) => [table, codecFor(table)])) as Record<TableName, Codec>;

export const encodeRow = (table: TableName, row: object): SqlValue[] => codecs[table].encode(row as Record<string, unknown>);
export const decodeRow = <T extends TableName>(table: T, stored: unknown): Records[T] =>
  codecs[table].decode(stored as Record<string, SqlValue>) as unknown as Records[T];
/** Names the field that is missing or of another kind than described, for rows from outside. */
export const rowFault = (table: TableName, row: Record<string, unknown>): string | null => codecs[table].fault(row);
/** The same for a row that came as values in the order of its columns, which become SQLite's where they stand. */
export const encodeInPlace = (table: TableName, values: unknown[]): string | null => codecs[table].encodeInPlace(values);
