/**
 * The overlay: unsent commands decided again over the server's rows, in the order they were given and as things stood
 * then. Runs inside the transaction that changes the rows below it, so that nobody sees the one without the other.
 */
import { commandNamed } from '#domain/commands/all.ts';
import type { Actor } from '#domain/commands/command.ts';
import { runCommand } from '#domain/commands/run.ts';
import type { RowChange } from '#domain/records.ts';
import { contextAt, type Desk } from '../desk.ts';
import { readSchemes, schemeInForce } from '../queries/reference.ts';
import type { CacheReader, CacheWriter } from '../store/cache.ts';
import type { CacheStore } from '../store/cache-store.ts';
import type { Touch } from '../store/touch.ts';
import type { OutboxCommand } from '../store/outbox-store.ts';

export function rebuildOverlay(cache: Pick<CacheReader, 'load' | 'select'>, writer: CacheWriter, actor: Actor, overlay: OutboxCommand[]): void {
  writer.clearPending();
  if (overlay.length === 0) return;
  const schemes = readSchemes(cache);
  for (const given of overlay) {
    const scheme = schemes.find(({ version }) => version === given.policyVersion) ?? schemeInForce(schemes, given.madeAt);
    const decide = (place: 'desk' | 'centre') =>
      runCommand(commandNamed(given.name), given.args, contextAt(actor, place, given, given.madeAt, scheme), cache.load);
    let verdict = decide('desk');
    // Something arrived that this desk could not know. The resident has been told already, so the view shows what the
    // centre will make of it (a decision that stands and waits for a team leader) and not nothing.
    if (verdict.kind !== 'accepted') verdict = decide('centre');
    if (verdict.kind !== 'accepted') continue;
    for (const change of verdict.changes) writer.putPending(notReceived(change), given.ordinal);
  }
}

/** Whatever the rule says at the centre, the centre has not received it yet. */
const notReceived = (change: RowChange): RowChange =>
  change.table === 'decision' ? { table: 'decision', row: { ...change.row, receivedAt: null } } : change;

/** The same in a transaction of its own, with what the feed has confirmed up to a version left out. */
export function overlayFrom(desk: Pick<Desk, 'actor' | 'outbox'>, cache: CacheStore, cursor: number): Touch[] {
  return cache.transaction((writer) => { rebuildOverlay(cache, writer, desk.actor, desk.outbox.overlay(cursor)); }).touches;
}
