/** Taking out of the cache what its person may no longer see. */
import { usualScope } from '#contract/scope-of-row.ts';
import { tableNames, tables } from '#contract/tables.ts';
import type { TableName } from '#domain/records.ts';
import type { Purged } from './cache.ts';
import { isSearched } from './reindex.ts';
import { decodeRow, type SqlValue } from './row-codec.ts';
import type { Statement } from './sealed-database.ts';

interface PurgeTools {
  statement: (sql: string) => Statement;
  touch: (table: TableName, id: string, before: object) => void;
}

/**
 * Runs inside a transaction, which brings the search index along. A row whose scope nobody said, of a table that has no
 * usual one, goes too: better fetched once more than left behind.
 */
export function purgeServerRows({ statement, touch }: PurgeTools, isCovered: (scope: string) => boolean): Purged {
  const purged: Purged = { rows: [], documents: 0 };
  for (const table of tableNames.toSorted()) {
    const server = `server_${tables[table].sql}`;
    const usual = usualScope(table);
    const said = (statement(`SELECT DISTINCT row_scope FROM ${server} WHERE row_scope IS NOT NULL`).all() as { row_scope: string }[])
      .map((stored) => stored.row_scope).filter((scope) => !isCovered(scope));
    const takesUsual = usual === null || !isCovered(usual);
    if (said.length === 0 && !takesUsual) continue;
    const gone = `${takesUsual ? 'row_scope IS NULL OR ' : ''}row_scope IN (SELECT value FROM json_each(?))`;
    const scopes = JSON.stringify(said);
    for (const stored of statement(`SELECT * FROM ${server} WHERE ${gone} ORDER BY id`).all(scopes) as Record<string, SqlValue>[]) {
      const before = decodeRow(table, stored);
      purged.rows.push({ table, id: before.id, version: Number(stored['row_version']) });
      touch(table, before.id, before);
    }
    statement(`DELETE FROM ${server} WHERE ${gone}`).run(scopes);
    if (isSearched(table)) purged.documents += purged.rows.filter((row) => row.table === table).length;
  }
  return purged;
}
