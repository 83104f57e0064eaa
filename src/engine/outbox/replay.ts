/**
 * The overlay: unsent commands decided again over the server's rows, in the order they were given and as things stood
 * then. Runs inside the transaction that changes the rows below it, so that nobody sees the one without the other.
 */
import { commandNamed } from '#domain/commands/all.ts';
import type { Actor } from '#domain/commands/command.ts';
import { runCommand } from '#domain/commands/run.ts';
import type { RowChange, TableName } from '#domain/records.ts';
import { argsInLatest } from '#contract/command-history.ts';
import { scopeOfRow } from '#contract/scope-of-row.ts';
import { covers } from '#contract/scopes.ts';
import { contextAt, type Desk } from '../desk.ts';
import { schemeInForce } from '#domain/delegation/in-force.ts';
import { readSchemes } from '../queries/reference.ts';
import type { CacheReader, CacheWriter } from '../store/cache.ts';
import type { CacheStore } from '../store/cache-store.ts';
import type { Touch } from '../store/touch.ts';
import type { OutboxCommand } from '../store/outbox-store.ts';

/**
 * Lays a row over the server's, unless the centre would file it where its person may not look: their work is kept and
 * sent all the same, but nothing of it is shown that they could not see once it has arrived.
 */
export function putShown(cache: OverlayReader, writer: CacheWriter, change: RowChange, ordinal: number): void {
  const { epoch, scopes } = cache.meta();
  if (epoch !== null && !covers(scopes, scopeAtCentre(cache, change.table, change.row))) return;
  writer.putPending(change, ordinal);
}

type OverlayReader = Pick<CacheReader, 'load' | 'select' | 'row' | 'scopeOf' | 'meta'>;

function scopeAtCentre(cache: OverlayReader, table: TableName, row: RowChange['row']): string {
  return scopeOfRow(table, row, {
    category: (serviceId) => cache.row('service', serviceId)?.row.category,
    partner: (staffId) => cache.row('staff', staffId)?.row.partnerCategory ?? null,
    scope: (followed) => {
      const pending = cache.row(followed.table, followed.id);
      return cache.scopeOf(followed.table, followed.id) ?? (pending === null ? null : scopeAtCentre(cache, followed.table, pending.row));
    },
  });
}

export function rebuildOverlay(cache: OverlayReader, writer: CacheWriter, actor: Actor, overlay: OutboxCommand[]): void {
  writer.clearPending();
  if (overlay.length === 0) return;
  const schemes = readSchemes(cache);
  for (const given of overlay) {
    const scheme = schemes.find(({ version }) => version === given.policyVersion) ?? schemeInForce(schemes, given.madeAt, actor.teamId);
    // Given before this desk was updated, or by a newer app that has been taken off again: that one the centre alone can read.
    const latest = argsInLatest(given.name, given.version, given.args);
    if (latest === null) continue;
    const decide = (place: 'desk' | 'centre') =>
      runCommand(commandNamed(given.name), latest.args, contextAt(actor, place, given, given.madeAt, scheme), cache.load);
    let verdict = decide('desk');
    // Something arrived that this desk could not know. The resident has been told already, so the view shows what the
    // centre will make of it (a decision that stands and waits for a team leader) and not nothing.
    if (verdict.kind !== 'accepted') verdict = decide('centre');
    if (verdict.kind !== 'accepted') continue;
    for (const change of verdict.changes) putShown(cache, writer, notReceived(change), given.ordinal);
  }
}

/** Whatever the rule says at the centre, the centre has not received it yet. */
const notReceived = (change: RowChange): RowChange =>
  change.table === 'decision' ? { table: 'decision', row: { ...change.row, receivedAt: null } } : change;

/** The same in a transaction of its own, with what the feed has confirmed up to a version left out. */
export function overlayFrom(desk: Pick<Desk, 'actor' | 'outbox'>, cache: CacheStore, cursor: number): Touch[] {
  return cache.transaction((writer) => { rebuildOverlay(cache, writer, desk.actor, desk.outbox.overlay(cursor)); }).touches;
}
