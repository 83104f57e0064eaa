/** What PGlite and PostgreSQL have in common: everything above this is one SQL dialect and one way of calling it. */
import type { Dialect } from 'kysely';
import type { QueryResult } from './central-store.ts';

export interface Session {
  query: <R = Record<string, unknown>>(sql: string, parameters?: unknown[]) => Promise<QueryResult<R>>;
}

export interface Database extends Session {
  readonly kind: 'pglite' | 'postgres';
  /** READ COMMITTED: a statement after a lock was waited for sees what the lock's holder committed. */
  transaction: <T>(work: (session: Session) => Promise<T>) => Promise<T>;
  /** Calls `heard` with what any process tells on a channel, or null where something may have been missed. Ends with `close`. */
  listen: (channel: string, heard: (payload: string | null) => void) => Promise<void>;
  /** For migrations; shares this database's connections, so it is never destroyed. */
  readonly dialect: Dialect;
  close: () => Promise<void>;
}

/** Type codes of PostgreSQL whose values would come back as a BigInt or a Date. */
export const INT8 = 20;
export const DATE = 1082;
