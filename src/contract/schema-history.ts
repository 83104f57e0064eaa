/**
 * What each schema version changed in `tables.ts`, so that a desk of the version before is served rows as it knows them
 * while desks are updated over days. A change of a table needs one entry here.
 */
import { SCHEMA_VERSION } from './versions.ts';

export interface SchemaChange {
  /** Tables that are new: an older desk never hears of them. */
  tables?: readonly string[];
  /** Columns that are new, by table: left out for an older desk. */
  added?: Readonly<Record<string, readonly string[]>>;
  /** Columns that are gone, by table: what an older desk is given in their place. */
  removed?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export type SchemaHistory = Readonly<Record<number, SchemaChange>>;

/** By the version that made the change. */
export const schemaHistory: SchemaHistory = {
  2: { tables: ['pause'] },
};

/** Whether a desk of this schema has the table. */
export const isTableKnownTo = (schema: number, table: string, history: SchemaHistory = schemaHistory, latest: number = SCHEMA_VERSION): boolean =>
  changesSince(schema, history, latest).every(({ tables = [] }) => !tables.includes(table));

const changesSince = (schema: number, history: SchemaHistory, latest: number): SchemaChange[] =>
  Array.from({ length: Math.max(0, latest - schema) }, (_, n) => history[latest - n]).filter((change) => change !== undefined);

/**
 * A row's JSON text as a desk of an older schema knows it: undefined where it has no such table, the text itself where
 * nothing differs. Null, a row that left, stays null.
 */
export function rowKnownTo(
  schema: number, table: string, row: string | null, history: SchemaHistory = schemaHistory, latest: number = SCHEMA_VERSION,
): string | null | undefined {
  if (schema >= latest) return row;
  if (!isTableKnownTo(schema, table, history, latest)) return undefined;
  // Undone from the latest change backwards.
  const changes = changesSince(schema, history, latest).filter(({ added, removed }) => added?.[table] !== undefined || removed?.[table] !== undefined);
  if (row === null || changes.length === 0) return row;
  const known = JSON.parse(row) as Record<string, unknown>;
  for (const { added, removed } of changes) {
    for (const column of added?.[table] ?? []) delete known[column];
    Object.assign(known, removed?.[table]);
  }
  return JSON.stringify(known);
}
