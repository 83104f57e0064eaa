import type { TableName } from '#domain/records.ts';
import type { LiveQueries, LiveQueryName, Snapshot } from '#contract/views.ts';
import type { Desk } from '../desk.ts';

/** What may change besides rows: the connection, the outbox, the state of sync, a minute passing. */
export type Signal = 'connection' | 'outbox' | 'status' | 'time' | 'presence';

export interface LiveQuery<Q extends LiveQueryName> {
  /** Tables of which any change means reading again. */
  always: ReadonlySet<TableName>;
  /** Tables of which only changes about what the last reading named do. */
  related: ReadonlySet<TableName>;
  signals: ReadonlySet<Signal>;
  /** Ids in `about` are those of residents, properties, households, cases, operatives and rows; see `aboutOf`. */
  read: (desk: Desk, args: LiveQueries[Q]['args']) => { collections: Snapshot<LiveQueries[Q]['collections']>; about: Set<string> };
}
