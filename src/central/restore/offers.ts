/** Work that desks offer again after a restore: whether it must wait for other desks, and what became of it. */
import type { OfferOutcome } from '#contract/restore.ts';
import type { CommandResult, Envelope } from '#contract/wire.ts';
import type { RowChange } from '#domain/records.ts';
import type { SentenceCode } from '#domain/words/en.ts';
import type { DeskKey } from '../commands/device.ts';
import type { CentralTransaction } from '../pg/central-store.ts';
import { isUnderWay, restoreOf, type Restore } from './restores.ts';

/** Refusals that mean a row is not here: another desk, or an import, may be about to bring it. */
const MISSING: ReadonlySet<SentenceCode> = new Set(['command.escalation-unknown', 'command.unknown-resident', 'command.unknown-case']);
export const isMissingRow = (code: SentenceCode): boolean => MISSING.has(code);

export const WAITING = 'The centre was restored from a backup, and this rests on work that another desk has yet to send again. It is tried again by itself.';

/** The restore in whose wake this is offered; null for other work, and once desks have had their time. */
export async function restoreBehind(transaction: CentralTransaction, envelope: Envelope, now: number): Promise<Restore | null> {
  if (envelope.reoffered !== true) return null;
  const { rows } = await transaction.query<{ epoch: string }>('SELECT epoch FROM sync_head WHERE council = $1', [transaction.council]);
  const restore = await restoreOf(transaction, transaction.council, rows[0]?.epoch ?? '');
  return restore !== null && isUnderWay(restore, now) ? restore : null;
}

/** The request an envelope is about: what is done to one request must stay in its order. */
export function requestIn({ args }: Envelope): string | null {
  const id = typeof args === 'object' && args !== null && 'escalationId' in args ? args.escalationId : null;
  return typeof id === 'string' ? id : null;
}

export const isOutsideAuthority = (changes: readonly RowChange[]): boolean =>
  changes.some(({ table, row }) => table === 'decision' && row.status === 'awaiting-ratification');

export function outcomeOf(result: CommandResult, how: { before: boolean; outsideAuthority: boolean }): OfferOutcome {
  if (result.status !== 'accepted') return result.status;
  if (how.before) return 'already-there';
  return how.outsideAuthority ? 'outside-authority' : 'replayed';
}

/** Puts the last word on one command on the report. What took effect once stays told as it was. */
export async function noteOffer(
  transaction: CentralTransaction, desk: DeskKey, envelope: Envelope, result: CommandResult, outcome: OfferOutcome, now: number,
): Promise<void> {
  const restore = await restoreBehind(transaction, envelope, now);
  if (restore === null) return;
  const args = typeof envelope.args === 'object' && envelope.args !== null ? envelope.args : {};
  const named = 'residentId' in args && typeof args.residentId === 'string' ? args.residentId : null;
  const residentId = named ?? await residentOfRequest(transaction, requestIn(envelope));
  await transaction.query(`INSERT INTO restore_offer (council, epoch, command_id, staff_id, device_id, name, resident_id, made_at, outcome, sentence, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (council, epoch, command_id) DO UPDATE
    SET outcome = excluded.outcome, sentence = excluded.sentence, resident_id = excluded.resident_id, at = excluded.at
    WHERE restore_offer.outcome NOT IN ('replayed', 'already-there', 'outside-authority')`,
  [transaction.council, restore.epoch, envelope.commandId, desk.staffId, desk.deviceId, envelope.name.slice(0, 100), residentId,
    envelope.madeAt, outcome, 'sentence' in result ? result.sentence : '', now]);
}

async function residentOfRequest(transaction: CentralTransaction, id: string | null): Promise<string | null> {
  const request = await transaction.load({ kind: 'row', table: 'escalation', id: id as never }) as { residentId: string } | null;
  return request?.residentId ?? null;
}
