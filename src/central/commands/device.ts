/** One person's sequence of commands on one device: the lock, the last number, and what was answered to each. */
import { commandResultSchema, type CommandResult, type Envelope } from '#contract/wire.ts';
import type { CentralTransaction } from '../pg/central-store.ts';

export interface DeskKey { deviceId: string; staffId: string }

export async function rememberDevice(transaction: CentralTransaction, { deviceId, staffId }: DeskKey, now: number, clockOffset: number | null): Promise<void> {
  await transaction.query(`INSERT INTO device (council, device_id, staff_id, first_seen_at, last_seen_at, clock_offset) VALUES ($1, $2, $3, $4, $4, $5)
    ON CONFLICT (council, device_id, staff_id) DO UPDATE SET last_seen_at = excluded.last_seen_at,
      clock_offset = coalesce(excluded.clock_offset, device.clock_offset)`, [transaction.council, deviceId, staffId, now, clockOffset]);
}

/** Locks the desk's row until the transaction ends and returns the last sequence number it has used. */
export async function lockDevice(transaction: CentralTransaction, { deviceId, staffId }: DeskKey): Promise<number> {
  const { rows } = await transaction.query<{ last_seq: number }>(
    'SELECT last_seq FROM device WHERE council = $1 AND device_id = $2 AND staff_id = $3 FOR UPDATE', [transaction.council, deviceId, staffId]);
  const device = rows[0];
  if (device === undefined) throw new Error('the device was not remembered before its commands ran');
  return device.last_seq;
}

export async function storedResult(transaction: CentralTransaction, { deviceId, staffId }: DeskKey, seq: number): Promise<{ commandId: string; result: CommandResult } | null> {
  const { rows } = await transaction.query<{ command_id: string; result: unknown }>(
    'SELECT command_id, result FROM command_result WHERE council = $1 AND device_id = $2 AND staff_id = $3 AND seq = $4',
    [transaction.council, deviceId, staffId, seq]);
  const found = rows[0];
  return found === undefined ? null : { commandId: found.command_id, result: commandResultSchema.parse(found.result) };
}

/** Where the same command of the same person took effect under another number: the version that carried it. */
export async function acceptedBefore(transaction: CentralTransaction, staffId: string, commandId: string): Promise<number | null> {
  const { rows } = await transaction.query<{ version: number }>(
    `SELECT version FROM command_result WHERE council = $1 AND command_id = $2 AND staff_id = $3 AND status = 'accepted' LIMIT 1`,
    [transaction.council, commandId, staffId]);
  return rows[0]?.version ?? null;
}

export async function storeResult(transaction: CentralTransaction, desk: DeskKey, envelope: Envelope, result: CommandResult, now: number): Promise<void> {
  await transaction.query(`INSERT INTO command_result (council, device_id, staff_id, seq, command_id, status, version, result, envelope, received_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb, $9::text::json, $10)`,
  [transaction.council, desk.deviceId, desk.staffId, envelope.seq, envelope.commandId, result.status,
    result.status === 'accepted' ? result.version : null, JSON.stringify(result), JSON.stringify(envelope), now]);
  await transaction.query('UPDATE device SET last_seq = $4, last_seen_at = $5 WHERE council = $1 AND device_id = $2 AND staff_id = $3',
    [transaction.council, desk.deviceId, desk.staffId, envelope.seq, now]);
}
