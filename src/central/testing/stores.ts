/** Stores for tests: the same suite runs over each. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import pg from 'pg';
import type { CentralStore } from '../pg/central-store.ts';
import { openEscrow } from '../identity/escrow.ts';
import { openStore, openStoreOver } from '../pg/open-store.ts';
import { databaseOver, openInMemory } from '../pg/pglite-database.ts';

export const TEST_COUNCIL = 'harrowmere';

export interface TestStore {
  store: CentralStore;
  discard: () => Promise<void>;
}
export type OpenTestStore = () => Promise<TestStore>;

const projectFolder = path.resolve(import.meta.dirname, '../../..');

/** Names whatever an empty store is made from: its code and the libraries' versions. */
function makingOf(): string {
  const hash = createHash('sha256').update(readFileSync(path.join(projectFolder, 'package-lock.json')));
  for (const folder of ['src/central', 'src/contract']) {
    const files = readdirSync(path.join(projectFolder, folder), { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test)\.ts$/.test(name));
    for (const name of files.toSorted()) hash.update(name).update(readFileSync(path.join(projectFolder, folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Bytes as PGlite asks for them. A Blob's own are read out in thousands of small pieces, which takes as long as opening the store. */
class HeldBytes extends Blob {
  readonly #bytes: Buffer<ArrayBuffer>;

  constructor(bytes: Buffer<ArrayBuffer>) {
    super();
    this.#bytes = bytes;
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = this.#bytes;
    return Promise.resolve(byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength));
  }
}

/** What an empty store begins as, once this process has read it: many files of tests open several. */
let held: HeldBytes | null = null;

const madeFile = (): string => path.join(projectFolder, 'node_modules', '.cache', 'casefront', `test-store-${makingOf()}.tar`);

function readMade(): HeldBytes | null {
  const made = madeFile();
  return existsSync(made) ? new HeldBytes(readFileSync(made)) : null;
}

/**
 * A store in memory, with its tables and the centre's keys. Making one takes longer than most tests, so it is made once
 * on a machine for each state of the code, and begins as a copy with a history of its own.
 */
export async function openPGliteForTest(): Promise<TestStore> {
  const made = held ??= readMade();
  const pglite = await openInMemory(made ?? await dataDir());
  const store = await openStoreOver(databaseOver(pglite), TEST_COUNCIL);
  if (made !== null) {
    await store.transaction(({ query }) => query('UPDATE sync_head SET epoch = $1', [randomUUID()]));
  } else {
    await openEscrow(store);
    const files = await pglite.dumpDataDir('none');
    const file = madeFile();
    mkdirSync(path.dirname(file), { recursive: true });
    const half = `${file}.${randomUUID()}`;
    writeFileSync(half, Buffer.from(await files.arrayBuffer()));
    // Several tests may be first at once: each has a whole file or none.
    renameSync(half, file);
  }
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
