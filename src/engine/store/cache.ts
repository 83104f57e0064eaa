/** What the cache can be asked and told, apart from how it is kept. */
import type { FetchPart } from '#contract/prepared.ts';
import type { FactLoader } from '#domain/commands/run.ts';
import type { PurgeReceipt } from '#contract/wire.ts';
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
  /** Scopes of these that were granted since and are still arriving, and how far the first of them has come. */
  arriving: ScopeFetch[];
  /** Of a purge, until the outbox has it. */
  receipt: PurgeReceipt | null;
  lastHeardAt: number | null;
  /** The centre's word that it stood at `cursor`; absent where it gave none. */
  proof?: string | null;
  /** `people` while older contacts, and finding by anything but a name, are still to come. */
  part: FetchPart;
}

export interface ScopeFetch {
  scope: string;
  table: TableName;
  /** The last key of the table that is here. */
  after: string;
}

/** One change from the feed. A null row has left this person's scope, or the store. */
export interface ServerChange {
  table: TableName;
  id: string;
  version: number;
  /** Where it is not the table's usual one. */
  scope?: string | null;
  row: Record<string, unknown> | null;
}

/** What a purge took, in the order of tables and ids. */
export interface Purged {
  rows: { table: TableName; id: string; version: number }[];
  /** How many of them could be searched for. */
  documents: number;
}

/** Tables with the SQL after their names. One list is one question, kept ready: it is made once, not for each call. */
export type Counted = readonly (readonly [table: TableName, rest: string])[];

export interface CacheReader {
  row: <T extends TableName>(table: T, id: string | null) => Stored<T> | null;
  /** Rows of the merged view; `rest` is the SQL after the table's name, with `?` for each parameter. */
  select: <T extends TableName>(table: T, rest: string, parameters: SqlValue[]) => Stored<T>[];
  count: (table: TableName, rest: string, parameters: SqlValue[]) => number;
  /** Several counts in one question: at a search there are some for each of twenty people. */
  counts: (counted: Counted, parameters: SqlValue[]) => number[];
  /** The version of the feed a row was last written at; null where the centre does not have it yet. */
  versionOf: (table: TableName, id: string) => number | null;
  /** The scope a server row is filed under; null where there is no such row. */
  scopeOf: (table: TableName, id: string) => string | null;
  /** Rows of the server in the order of their ids, from behind one on. */
  serverRows: (table: TableName, after: string, limit: number) => { id: string; version: number; scope: string | null }[];
  /** The record that stands for a resident’s, where it was merged; else itself. */
  standing: (residentId: string) => string;
  /** Every record of the person a resident’s is of. */
  recordsOf: (residentId: string) => readonly string[];
  /** Answers a rule's request for facts. */
  load: FactLoader;
  meta: () => CacheMeta;
  search: Pick<SearchIndex, 'match' | 'words'>;
}

export interface CacheWriter {
  /** Writes a server row if it is newer than the one here; false where it isn't. */
  applyServer: (change: ServerChange) => boolean;
  putPending: (change: RowChange, commandOrder: number) => void;
  clearPending: () => void;
  /** Takes out every server row of a scope that is not covered, with what it was found by. */
  purge: (isCovered: (scope: string) => boolean) => Purged;
  setMeta: (meta: Partial<CacheMeta>) => void;
}
