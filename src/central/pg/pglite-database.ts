import { PGlite } from '@electric-sql/pglite';
import { PGliteDialect } from 'kysely';
import { DATE, INT8, type Database, type Session } from './database.ts';

/** PostgreSQL inside this process; `folder` null keeps everything in memory. */
export async function openPGlite(folder: string | null): Promise<Database> {
  const pglite = await PGlite.create({
    ...(folder === null ? {} : { dataDir: folder }),
    parsers: { [INT8]: Number, [DATE]: (text: string) => text },
  });
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
    close: () => pglite.close(),
  };
}
