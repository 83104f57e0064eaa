/**
 * The central case store as the rest of the centre sees it: one interface over PGlite (embedded) and PostgreSQL, in
 * one SQL dialect. Every row is keyed by council.
 */
import type { FactRequest } from '#domain/commands/command.ts';
import type { Records, RowChange, TableName } from '#domain/records.ts';

export interface QueryResult<R> {
  rows: R[];
}

export interface CentralTransaction {
  readonly council: string;
  /** Runs SQL with `$1` parameters. `bigint` columns come back as numbers. */
  query: <R = Record<string, unknown>>(sql: string, parameters?: unknown[]) => Promise<QueryResult<R>>;
  /** Answers a rule's fact request within this council: a row or null, or rows. */
  load: (request: FactRequest) => Promise<unknown>;
  /** Answers several, in their order, in one statement. */
  loadAll: (requests: FactRequest[]) => Promise<unknown[]>;
  /**
   * Writes rows and their entries in the change feed under one new version, stamped as the last thing before commit
   * so that version order is commit order. Returns that version. Commands that share
   * a transaction call it once each, and have a version each.
   */
  write: (changes: RowChange[]) => Promise<number>;
  /**
   * Writes many rows of one table without feed entries, for seeding a store no desk has fetched from yet. Rows carry
   * the current head version. Fastest where one transaction fills a table: its indexes are then built once, at the end.
   */
  seed: <T extends TableName>(table: T, rows: Records[T][]) => Promise<void>;
}

export interface CentralStore {
  readonly kind: 'pglite' | 'postgres';
  readonly council: string;
  /** One transaction; rolled back where `work` throws. */
  transaction: <T>(work: (transaction: CentralTransaction) => Promise<T>) => Promise<T>;
  /** One statement on its own, for reading. */
  query: CentralTransaction['query'];
  /** The feed's head, and up to which version there are no changes any more. */
  head: () => Promise<{ epoch: string; version: number; floor: number }>;
  /** Calls `listener` after each commit that moved the head, by whichever process, sometimes more than once, until the function it returns is called. */
  whenWritten: (listener: (version: number) => void) => () => void;
  /** Tells every centre of this council, this one too, something that is kept nowhere: at most some 7 KB. */
  tell: (words: string) => Promise<void>;
  /** Calls `listener` with what any centre of this council tells, until the function it returns is called. */
  whenTold: (listener: (words: string) => void) => () => void;
  close: () => Promise<void>;
}
