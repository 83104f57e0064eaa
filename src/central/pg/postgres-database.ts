import { PostgresDialect } from 'kysely';
import pg from 'pg';
import { DATE, INT8, type Database, type Session } from './database.ts';
import { listenOn } from './listen.ts';

const POOL_SIZE = 20;

function typeParser(type: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (type === INT8) return Number;
  if (type === DATE) return (text) => text;
  return (format === 'binary' ? pg.types.getTypeParser(type, 'binary') : pg.types.getTypeParser(type, 'text')) as (value: string) => unknown;
}

/** Statements are prepared once a connection: the centre has some dozens of them, and plans each for a good part of its time otherwise. */
const names = new Map<string, string>();
const MOST_NAMES = 500;

function nameOf(sql: string): string | undefined {
  const known = names.get(sql);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `casefront-${String(names.size + 1)}`;
  names.set(sql, name);
  return name;
}

const sessionOn = (client: pg.Pool | pg.PoolClient): Session => ({
  query: async <R>(sql: string, parameters: unknown[] = []) => {
    const name = parameters.length === 0 ? undefined : nameOf(sql);
    return { rows: (await client.query({ text: sql, values: parameters, ...name === undefined ? {} : { name } })).rows as R[] };
  },
});

/** PostgreSQL 15 or newer at a connection string. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: POOL_SIZE, types: { getTypeParser: typeParser }, application_name: 'casefront-central' });
  // An idle connection that the server drops is replaced by the pool; unheard, the event would end the process.
  pool.on('error', () => undefined);
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    await pool.end();
    throw error;
  }
  const listening: (() => Promise<void>)[] = [];
  return {
    kind: 'postgres',
    dialect: new PostgresDialect({ pool }),
    query: sessionOn(pool).query,
    transaction: async (work) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      // Without a listener a connection lost between two statements would end the process.
      const onError = (error: Error): void => { broken = error; };
      client.on('error', onError);
      try {
        await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
        const answer = await work(sessionOn(client));
        await client.query('COMMIT');
        return answer;
      } catch (error) {
        await client.query('ROLLBACK').catch((rollbackError: unknown) => { broken = rollbackError as Error; });
        throw error;
      } finally {
        client.off('error', onError);
        client.release(broken);
      }
    },
    listen: async (channel, heard) => { listening.push(listenOn(url, channel, heard)); },
    close: async () => {
      for (const stop of listening.splice(0)) await stop();
      await pool.end();
    },
  };
}
