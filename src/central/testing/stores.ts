/** Stores for tests: the same suite runs over each. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { CentralStore } from '../pg/central-store.ts';
import { openStore } from '../pg/open-store.ts';

export const TEST_COUNCIL = 'harrowmere';

export interface TestStore {
  store: CentralStore;
  discard: () => Promise<void>;
}
export type OpenTestStore = () => Promise<TestStore>;

export async function openPGliteForTest(): Promise<TestStore> {
  const store = await openStore({ connection: { kind: 'pglite', folder: null }, council: TEST_COUNCIL });
  return { store, discard: () => store.close() };
}

/** A database of its own on the server that CASEFRONT_PG_URL names. */
export async function openPostgresForTest(): Promise<TestStore> {
  const server = process.env['CASEFRONT_PG_URL'] ?? '';
  if (server === '') throw new Error('CASEFRONT_PG_URL names no PostgreSQL server');
  const name = `casefront_${randomUUID().replaceAll('-', '')}`;
  const run = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    try { await client.query(sql); } finally { await client.end(); }
  };
  await run(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const store = await openStore({ connection: { kind: 'postgres', url: url.href }, council: TEST_COUNCIL });
  return {
    store,
    discard: async () => {
      await store.close();
      await run(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
