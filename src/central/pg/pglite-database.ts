import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import { PGliteDialect } from 'kysely';
import { DATE, INT8, type Database, type Session } from './database.ts';

/**
 * How PGlite is started: its 128 MB of buffers would be filled with zeros each time, which takes longer than the rest of
 * opening a store. What the council's tables need of the disk is in the system's own memory anyway.
 */
export const startParams: readonly string[] = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];

const options: PGliteOptions = { startParams: [...startParams], parsers: { [INT8]: Number, [DATE]: (text: string) => text } };

/**
 * PostgreSQL inside this process; `folder` null keeps everything in memory. A new one begins as a copy of files made
 * beforehand: making them takes three seconds, and PostgreSQL keeps their format through all minor versions.
 */
export async function openPGlite(folder: string | null): Promise<Database> {
  return databaseOver(folder === null ? await openInMemory(await dataDir()) : await openFolder(folder));
}

/** A store in memory that begins as a copy of a data folder's files. */
export const openInMemory = (files: Blob): Promise<PGlite> => PGlite.create({ ...options, loadDataDir: files });

export function databaseOver(pglite: PGlite): Database {
  return {
    kind: 'pglite',
    dialect: new PGliteDialect({ pglite }),
    query: async <R>(sql: string, parameters: unknown[] = []) => ({ rows: (await pglite.query<R>(sql, parameters)).rows }),
    transaction: (work) => pglite.transaction(async (transaction) => {
      const session: Session = {
        query: async <R>(sql: string, parameters: unknown[] = []) => ({ rows: (await transaction.query<R>(sql, parameters)).rows }),
      };
      return work(session);
    }),
    listen: async (channel, heard) => { await pglite.listen(channel, heard); },
    close: () => pglite.close(),
  };
}

/** A start that was killed while it copied the files leaves a note beside them, and the next one begins anew. */
async function openFolder(folder: string): Promise<PGlite> {
  const begun = `${folder}.begun`;
  if (existsSync(begun)) await rm(folder, { recursive: true, force: true });
  if (existsSync(folder)) return PGlite.create({ ...options, dataDir: folder });
  await mkdir(path.dirname(folder), { recursive: true });
  await writeFile(begun, '');
  const pglite = await PGlite.create({ ...options, dataDir: folder, loadDataDir: await dataDir() });
  await rm(begun, { force: true });
  return pglite;
}
