import type { TableName } from '#domain/records.ts';
import { tables } from '#contract/tables.ts';
import type { Session } from './database.ts';
import { quoted, tableSql } from './ddl.ts';

/**
 * Filling an empty table goes faster without its secondary indexes, and far faster once they outgrow memory. They are
 * dropped when the first rows come and made again before the same transaction commits, so nobody ever sees it without.
 */
export class DeferredIndexes {
  readonly #session: Session;
  readonly #asked = new Set<TableName>();
  readonly #dropped: string[] = [];

  constructor(session: Session) {
    this.#session = session;
  }

  async beforeFirstRows(table: TableName): Promise<void> {
    if (this.#asked.has(table)) return;
    this.#asked.add(table);
    const { rows: [some] } = await this.#session.query<{ some: boolean }>(`SELECT EXISTS (SELECT 1 FROM ${tableSql(table)}) AS some`);
    if (some?.some !== false) return;
    const { rows } = await this.#session.query<{ name: string; definition: string }>(
      `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
       WHERE i.indrelid = $1::text::regclass AND NOT i.indisprimary`, [tables[table].sql]);
    for (const { name, definition } of rows) {
      await this.#session.query(`DROP INDEX ${quoted(name)}`);
      this.#dropped.push(definition);
    }
  }

  async make(): Promise<void> {
    for (const definition of this.#dropped) await this.#session.query(definition);
  }
}
