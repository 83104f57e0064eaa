/** What the outbox remembers of how work and desk stood with the centre; beside the commands themselves. */
import { syncEventKinds, type SyncEventKind } from '#contract/diagnostics.ts';
import type { SealedDatabase } from './sealed-database.ts';

export interface SyncEvent { n: number; at: number; kind: SyncEventKind }
export interface CommandCount { name: string; state: string; count: number; oldestAt: number }

export interface OutboxHistory {
  /** Notes how the desk stands from now on; a state that it is in already is not noted again. */
  noteEvent: (kind: SyncEventKind, now: number) => void;
  /** Newest first. */
  events: (since: number, limit: number) => SyncEvent[];
  commandCounts: () => CommandCount[];
  draftCount: () => number;
  /** The form of the file: how many migrations it has seen. */
  version: () => number;
}

/** A week of events; a line that comes and goes every second may not fill the disk. */
export const EVENTS_KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const MOST_EVENTS = 5000;

const isKind = (kind: string): kind is SyncEventKind => (syncEventKinds as readonly string[]).includes(kind);

export function createOutboxHistory(database: SealedDatabase): OutboxHistory {
  const note = database.prepare('INSERT INTO sync_event (at, kind) VALUES (?, ?)');
  const letGo = database.prepare(`DELETE FROM sync_event WHERE at < ? OR n <= (SELECT max(n) - ${String(MOST_EVENTS)} FROM sync_event)`);
  const since = database.prepare<[number, number], { n: number; at: number; kind: string }>(
    'SELECT n, at, kind FROM sync_event WHERE at >= ? ORDER BY n DESC LIMIT ?');
  const counts = database.prepare<[], CommandCount>(
    'SELECT name, state, count(*) AS count, min(made_at) AS oldestAt FROM command GROUP BY name, state ORDER BY name, state');
  const drafts = database.prepare<[], number>('SELECT count(*) FROM draft').pluck();
  let last: SyncEventKind | null = null;

  return {
    noteEvent: database.transaction((kind: SyncEventKind, now: number) => {
      if (kind === last) return;
      last = kind;
      note.run(now, kind);
      letGo.run(now - EVENTS_KEPT_MS);
    }),
    // A kind that a later Casefront knows is of no use here.
    events: (from, limit) => since.all(from, limit).flatMap(({ n, at, kind }) => isKind(kind) ? [{ n, at, kind }] : []),
    commandCounts: () => counts.all(),
    draftCount: () => drafts.get() ?? 0,
    version: () => Number(database.pragma('user_version', { simple: true })),
  };
}
