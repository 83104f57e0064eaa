import { columnSql, columnsOf, tableNames } from '#contract/tables.ts';
import { usualScope } from '#contract/scope-of-row.ts';
import { ROW_SCOPE, ROW_VERSION, type Totals } from '#contract/wire.ts';
import type { TableName } from '#domain/records.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { quoted, tableSql } from '../pg/ddl.ts';
import { Lines } from './lines.ts';
import { scopeCondition } from './scope-filter.ts';

export interface RowsInput {
  scopes: string[];
  table: TableName;
  after: string;
  limit: number;
  /** Only contacts that began at or after this instant. */
  since: number | null;
}

/** Rows fetched at a time, so that a page of 20,000 never stands in memory as a whole. */
const FETCH = 2000;
/** Rows a line: parsing many at once costs little each, and a line stays far below the longest a desk takes. */
const IN_A_LINE = 250;

function rowAsArray(table: TableName): string {
  const usual = usualScope(table);
  const scope = usual === null ? 'row_scope' : `nullif(row_scope, '${usual}')`;
  return `json_build_array(${[...columnsOf(table).map(([field]) => quoted(columnSql(field))), 'row_version', scope].join(', ')})::text`;
}

/** The lines of one page of a table, in primary-key order. */
export async function* rowsLines(store: CentralStore, { scopes, table, after, limit, since }: RowsInput): AsyncGenerator<string> {
  const lines = new Lines();
  yield lines.line(JSON.stringify({ kind: 'columns', names: [...columnsOf(table).map(([field]) => field), ROW_VERSION, ROW_SCOPE] }));
  const recent = since === null ? '' : 'AND started_at >= $4';
  let last = after;
  let sent = 0;
  let more = true;
  while (more && sent < limit) {
    const wanted = Math.min(FETCH, limit - sent);
    const { rows } = await store.query<{ id: string; row: string }>(
      `SELECT id, ${rowAsArray(table)} AS "row" FROM ${tableSql(table)}
       WHERE council = $1 AND id > $2 AND ${scopeCondition('row_scope', scopes, 3)} ${recent} ORDER BY id LIMIT ${String(wanted + 1)}`,
      [store.council, last, scopes, ...(since === null ? [] : [since])]);
    more = rows.length > wanted;
    if (more) rows.pop();
    for (let from = 0; from < rows.length; from += IN_A_LINE) {
      yield lines.line(`{"kind":"rows","rows":[${rows.slice(from, from + IN_A_LINE).map(({ row }) => row).join(',')}]}`);
    }
    last = rows.at(-1)?.id ?? last;
    sent += rows.length;
  }
  yield `${JSON.stringify({ kind: 'end', last: sent === 0 ? null : last, more, checksum: lines.checksum() })}\n`;
}

const REMEMBERED_MS = 60_000;

/** Counting two million rows takes a second, and two hundred desks may begin on one morning: a count is good for a minute. */
export class RowTotals {
  readonly #known = new Map<string, { at: number; totals: Promise<Totals> }>();
  readonly #store: CentralStore;

  constructor(store: CentralStore) {
    this.#store = store;
  }

  of(scopes: string[], since: number): Promise<Totals> {
    const now = Date.now();
    for (const [key, { at }] of this.#known) if (now - at > REMEMBERED_MS) this.#known.delete(key);
    // Desks that begin within the same day share a count: `since` only shapes a progress bar.
    const key = `${String(Math.floor(since / 86_400_000))} ${scopes.join(' ')}`;
    const known = this.#known.get(key) ?? { at: now, totals: this.#count(scopes, since) };
    this.#known.set(key, known);
    known.totals.catch(() => { this.#known.delete(key); });
    return known.totals;
  }

  async #count(scopes: string[], since: number): Promise<Totals> {
    const { council } = this.#store;
    const scoped = `council = $1 AND ${scopeCondition('row_scope', scopes, 2)}`;
    const parts = tableNames.map((table) => `(SELECT count(*) FROM ${tableSql(table)} WHERE ${scoped}) AS ${quoted(table)}`);
    const { rows: [counted] } = await this.#store.query<Record<string, number>>(`SELECT ${parts.join(', ')}`, [council, scopes]);
    const { rows: [recent] } = await this.#store.query<{ n: number }>(
      `SELECT count(*) AS n FROM ${tableSql('contact')} WHERE ${scoped} AND started_at >= $3`, [council, scopes, since]);
    return { rows: counted ?? {}, recentContacts: recent?.n ?? 0 };
  }
}
