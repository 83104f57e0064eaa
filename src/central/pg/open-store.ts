import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { HEAD_CHANNEL, makeTriggers } from '../feed/direct-changes.ts';
import { appendEntries, seedRows, writeChanges, type Known } from '../feed/write-changes.ts';
import type { CentralStore, CentralTransaction } from './central-store.ts';
import type { Database, Session } from './database.ts';
import { DeferredIndexes } from './deferred-indexes.ts';
import { migrate } from './migrate.ts';
import { openPGlite } from './pglite-database.ts';
import { openPostgres } from './postgres-database.ts';
import { loadFact, loadFacts } from './rows.ts';

export type Connection = { kind: 'pglite'; folder: string | null } | { kind: 'postgres'; url: string };

/** What centres tell each other in passing. */
const WORD_CHANNEL = 'casefront_word';

/**
 * Opens the store of one council, creating tables and the council's feed where there are none. A PGlite folder may be
 * open in one process only: see `folder-lock.ts`. Throws where the database can't be reached or used.
 */
export async function openStore({ connection, council }: { connection: Connection; council: string }): Promise<CentralStore> {
  return openStoreOver(connection.kind === 'pglite' ? await openPGlite(connection.folder) : await openPostgres(connection.url), council);
}

/** Closes the database where it can't be used. */
export async function openStoreOver(database: Database, council: string): Promise<CentralStore> {
  try {
    await migrate(database);
    await makeTriggers(database);
    await database.query('INSERT INTO sync_head (council, epoch, version) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING', [council, randomUUID()]);
  } catch (error) {
    await database.close();
    throw error;
  }
  const written = new EventEmitter<{ version: [number] }>().setMaxListeners(0);
  await database.listen(HEAD_CHANNEL, (payload) => {
    const [version, of] = /^(\d+) (.*)$/s.exec(payload ?? '')?.slice(1) ?? [];
    // Null: perhaps something was told while nobody listened.
    if (payload === null || of === council) written.emit('version', Number(version ?? -1));
  });
  const told = new EventEmitter<{ words: [string] }>().setMaxListeners(0);
  await database.listen(WORD_CHANNEL, (payload) => {
    const [of, words] = payload === null ? [] : JSON.parse(payload) as [string, string];
    if (of === council && words !== undefined) told.emit('words', words);
  });
  return storeOver(database, council, { written, told });
}

interface Heard { written: EventEmitter<{ version: [number] }>; told: EventEmitter<{ words: [string] }> }

function storeOver(database: Database, council: string, { written, told }: Heard): CentralStore {
  return {
    kind: database.kind, council,
    query: database.query,
    transaction: async (work) => {
      const kept: { version: number | null } = { version: null };
      const answer = await database.transaction(async (session) => {
        const indexes = new DeferredIndexes(session);
        const known: Known = { categories: null, entries: [] };
        const done = await work(transactionOver(session, council, { kept, indexes, known }));
        await appendEntries(session, council, known);
        await indexes.make();
        return done;
      });
      if (kept.version !== null) written.emit('version', kept.version);
      return answer;
    },
    head: async () => {
      const { rows } = await database.query<{ epoch: string; version: number; floor: number }>('SELECT epoch, version, floor FROM sync_head WHERE council = $1', [council]);
      const head = rows[0];
      if (head === undefined) throw new Error('the council has no feed');
      return head;
    },
    whenWritten: (listener) => {
      written.on('version', listener);
      return () => { written.off('version', listener); };
    },
    tell: async (words) => { await database.query('SELECT pg_notify($1, $2)', [WORD_CHANNEL, JSON.stringify([council, words])]); },
    whenTold: (listener) => {
      told.on('words', listener);
      return () => { told.off('words', listener); };
    },
    close: () => database.close(),
  };
}

interface Held { kept: { version: number | null }; indexes: DeferredIndexes; known: Known }

function transactionOver(session: Session, council: string, { kept, indexes, known }: Held): CentralTransaction {
  return {
    council,
    query: session.query,
    load: (request) => loadFact(session, council, request),
    loadAll: (requests) => loadFacts(session, council, requests),
    write: async (changes) => {
      kept.version = await writeChanges(session, council, changes, known);
      return kept.version;
    },
    seed: async (table, rows) => {
      await indexes.beforeFirstRows(table);
      await seedRows(session, council, table, rows);
    },
  };
}
