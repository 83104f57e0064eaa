/** One person's desk against a real centre, and what there is to compare: the files themselves, and the centre's own rows. */
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { tableNames, tables } from '#contract/tables.ts';
import { usualScope } from '#contract/scope-of-row.ts';
import { signInAnswerSchema } from '#contract/wire.ts';
import type { TableName } from '#domain/records.ts';
import { personOf } from '../../../src/central/commands/people.ts';
import { scopeCondition } from '../../../src/central/feed/scope-filter.ts';
import { tableSql } from '../../../src/central/pg/ddl.ts';
import type { TestCentre } from '../../../src/central/testing/centre.ts';
import { PASSPHRASE, type PersonName } from '../../../src/central/testing/council.ts';
import { signIn } from '../../../src/central/testing/desk.ts';
import { openSealed, type SealedDatabase } from '../../../src/engine/store/sealed-database.ts';
import { openTestDesk, temporaryFolder, testKey, type TestDesk } from '../../fixtures/test-desk.ts';

export interface FiledRow { table: TableName; id: string; version: number; scope: string }

export class ScopedDesk {
  readonly folder = temporaryFolder();
  readonly deviceId: string;
  readonly person: PersonName;
  readonly #centre: TestCentre;
  desk!: TestDesk;
  /** Answers whether a request gets through, by its path. */
  line: (path: string) => boolean | Promise<boolean> = () => true;
  /** What the line makes of an answer. */
  answered: (path: string, response: Response) => Response = (_path, response) => response;

  constructor(centre: TestCentre, person: PersonName, deviceId: string) {
    this.#centre = centre;
    this.person = person;
    this.deviceId = deviceId;
  }

  /** `online` signs in with the centre; else the desk opens as after a restart. */
  async open(online: boolean): Promise<this> {
    const answer = online ? signInAnswerSchema.parse(await (await signIn(this.#centre.base, this.person, PASSPHRASE, this.deviceId)).json()) : null;
    const opened = await openTestDesk({
      folder: this.folder, deviceId: this.deviceId, signIn: answer, now: () => this.#centre.clock.now, centralUrl: this.#centre.base,
      fetch: async (input, init) => {
        if (!await this.line(new URL(input as URL).pathname)) throw new TypeError('fetch failed');
        return this.answered(new URL(input as URL).pathname, await fetch(input, init));
      },
    });
    if (!opened.ok) throw new Error(opened.failure.sentence);
    this.desk = opened.value;
    return this;
  }

  async close(): Promise<void> {
    await this.desk.close();
  }

  /** Reads a file of the desk as anybody with its key could. */
  read<T>(file: 'cache.db' | 'outbox.db', work: (database: SealedDatabase) => T): T {
    const opened = openSealed(path.join(this.folder, file), testKey(), { synchronous: 'NORMAL', thorough: false });
    if (!opened.ok) throw new Error(opened.fault);
    try {
      return work(opened.value);
    } finally {
      opened.value.close();
    }
  }

  meta(file: 'cache.db' | 'outbox.db', name: string): unknown {
    return this.read(file, (database) => {
      const value = database.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck().get(name);
      return value === undefined ? null : JSON.parse(value) as unknown;
    });
  }

  /** Every row, every granted scope and every receipt is where it belongs. */
  async caughtUp(): Promise<void> {
    await this.desk.screen('sync.now');
    const { version } = await this.#centre.store.head();
    // A scope taken away with no row in it moves no version: what tells is what the desk believes it may see.
    const scopes = [...(await personOf(this.#centre.store, this.person))?.scopes ?? []].toSorted();
    const arrived = (): boolean => (this.meta('cache.db', 'cursor') as number) >= version
      && isDeepStrictEqual([...(this.meta('cache.db', 'scopes') ?? []) as string[]].toSorted(), scopes)
      && ((this.meta('cache.db', 'arriving') ?? []) as unknown[]).length === 0
      && ((this.meta('outbox.db', 'purgeReceipts') ?? []) as unknown[]).length === 0;
    await this.desk.until(arrived, 'everything here');
    await this.desk.saved();
  }

  /** The server's rows as the desk holds them. */
  held(): FiledRow[] {
    return this.read('cache.db', (database) => tableNames.flatMap((table) => database
      .prepare<[], { id: string; version: number; scope: string | null }>(`SELECT id, row_version AS version, row_scope AS scope FROM server_${tables[table].sql} ORDER BY id`)
      .all().map(({ id, version, scope }) => ({ table, id, version, scope: scope ?? usualScope(table) ?? '?' }))));
  }

  /** What the person may see, as the centre has it now. */
  async due(): Promise<FiledRow[]> {
    const { store } = this.#centre;
    const scopes = (await personOf(store, this.person))?.scopes ?? [];
    const found: FiledRow[] = [];
    for (const table of tableNames) {
      const { rows } = await store.query<{ id: string; version: number; scope: string }>(
        `SELECT id, row_version AS version, row_scope AS scope FROM ${tableSql(table)} WHERE council = $1 AND ${scopeCondition('row_scope', scopes, 2)} ORDER BY id`,
        [store.council, scopes]);
      found.push(...rows.map((row) => ({ table, ...row })));
    }
    return found;
  }

  /** Documents of the search index, and the words that are in its pages, whether they can still be matched or not. */
  index(): { documents: string[]; words: string[] } {
    return this.read('cache.db', (database) => {
      const documents = database.prepare<[], string>(`SELECT kind || ' ' || id FROM search_document ORDER BY 1`).pluck().all();
      const words = ['names', 'residents', 'properties', 'references'].flatMap((part) => {
        database.exec(`CREATE VIRTUAL TABLE temp.words_${part} USING fts5vocab('main', 'search_${part}', 'row')`);
        const found = database.prepare<[], string>(`SELECT term FROM temp.words_${part}`).pluck().all();
        database.exec(`DROP TABLE temp.words_${part}`);
        return found;
      });
      return { documents, words };
    });
  }

  /** Whether a text is anywhere in any table of the cache, also in the index's own. */
  holds(text: string): string[] {
    return this.read('cache.db', (database) => {
      const all = database.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'`).pluck().all();
      return all.filter((table) => database.prepare(`SELECT * FROM "${table}"`).raw().all().some((row) =>
        (row as unknown[]).some((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)).toLowerCase().includes(text.toLowerCase()))));
    });
  }
}
