/** What the cache can be asked and told, apart from how it is kept. */
import type { FactLoader } from '#domain/commands/run.ts';
import type { Records, RowChange, TableName } from '#domain/records.ts';
import type { SqlValue } from './row-codec.ts';
import type { SearchIndex } from './search-index.ts';

export interface Stored<T extends TableName> {
  row: Records[T];
  pending: boolean;
}

/** What the cache knows about itself. */
export interface CacheMeta {
  epoch: string | null;
  /** The feed version up to which the rows are complete. */
  cursor: number;
  scopes: string[];
  lastHeardAt: number | null;
}

/** One change from the feed. A null row has left this person's scope, or the store. */
export interface ServerChange {
  table: TableName;
  id: string;
  version: number;
  row: Record<string, unknown> | null;
}

export interface CacheReader {
  row: <T extends TableName>(table: T, id: string | null) => Stored<T> | null;
  /** Rows of the merged view; `rest` is the SQL after the table's name, with `?` for each parameter. */
  select: <T extends TableName>(table: T, rest: string, parameters: SqlValue[]) => Stored<T>[];
  count: (table: TableName, rest: string, parameters: SqlValue[]) => number;
  /** Answers a rule's request for facts. */
  load: FactLoader;
  meta: () => CacheMeta;
  search: Pick<SearchIndex, 'match'>;
}

export interface CacheWriter {
  /** Writes a server row if it is newer than the one here; false where it isn't. */
  applyServer: (change: ServerChange) => boolean;
  putPending: (change: RowChange, commandOrder: number) => void;
  clearPending: () => void;
  setMeta: (meta: Partial<CacheMeta>) => void;
}
