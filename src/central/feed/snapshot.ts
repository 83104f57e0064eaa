import type { TableName } from '#domain/records.ts';
import { rowKnownTo } from '#contract/schema-history.ts';
import { usualScope } from '#contract/scope-of-row.ts';
import { tableSql } from '../pg/ddl.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { rowAsJson } from '../pg/rows.ts';
import { Lines } from './lines.ts';
import { scopeCondition } from './scope-filter.ts';

export interface SnapshotInput {
  scopes: string[];
  table: TableName;
  after: string;
  limit: number;
  /** The desk's. */
  schema: number;
}

/** Rows fetched at a time, so that a page of 20,000 never stands in memory as a whole. */
const FETCH = 2000;

/**
 * How many rows a person will receive of a table, for a progress bar. Counting two million takes a while, so it is
 * counted on a fetch's first page and remembered for the others.
 */
export class Totals {
  readonly #known = new Map<string, number>();
  readonly #store: CentralStore;

  constructor(store: CentralStore) {
    this.#store = store;
  }

  async of({ scopes, table, after }: SnapshotInput): Promise<number> {
    const key = `${table} ${scopes.join(' ')}`;
    const known = this.#known.get(key);
    if (known !== undefined && after !== '') return known;
    const { rows } = await this.#store.query<{ total: number }>(
      `SELECT count(*) AS total FROM ${tableSql(table)} WHERE council = $1 AND ${scopeCondition('row_scope', scopes, 2)}`, [this.#store.council, scopes]);
    const total = rows[0]?.total ?? 0;
    this.#known.set(key, total);
    return total;
  }
}

/** The lines of one page of a table, in primary-key order, each row with the version it was last written at. */
export async function* snapshotLines(store: CentralStore, totals: Totals, input: SnapshotInput): AsyncGenerator<string> {
  const lines = new Lines();
  const { scopes, table, limit, schema } = input;
  let last = input.after;
  let sent = 0;
  let more = true;
  while (more && sent < limit) {
    const wanted = Math.min(FETCH, limit - sent);
    const { rows } = await store.query<{ id: string; version: number; scope: string; row: string }>(
      `SELECT id, row_version AS version, row_scope AS scope, ${rowAsJson(table)} AS "row" FROM ${tableSql(table)}
       WHERE council = $1 AND id > $2 AND ${scopeCondition('row_scope', scopes, 3)}${unusualOnly(input)} ORDER BY id LIMIT ${String(wanted + 1)}`,
      [store.council, last, scopes]);
    more = rows.length > wanted;
    for (const { id, version, scope, row } of rows.slice(0, wanted)) {
      const said = scope === usualScope(table) ? '' : `"scope":${JSON.stringify(scope)},`;
      yield lines.line(`{"kind":"row","version":${String(version)},${said}"row":${rowKnownTo(schema, table, row) ?? row}}`);
      last = id;
      sent += 1;
    }
  }
  const total = await totals.of(input);
  yield `${JSON.stringify({ kind: 'end', last: sent === 0 ? null : last, more, total, checksum: lines.checksum() })}\n`;
}

/** Says what follows from the scopes, so that few rows among millions are found by their own index. */
const unusualOnly = ({ table, scopes }: SnapshotInput): string => {
  const usual = usualScope(table);
  return usual === null || scopes.includes(usual) ? '' : ` AND row_scope <> '${usual}'`;
};
