/** One person's sequence of commands on one device: the lock, the last number, and what was answered to each. */
import { commandResultSchema, type CommandResult, type Envelope } from '#contract/wire.ts';
import type { CentralTransaction } from '../pg/central-store.ts';
import type { AuditEntry } from './audit.ts';

export interface DeskKey { deviceId: string; staffId: string }

export async function rememberDevice(store: Pick<CentralTransaction, 'query' | 'council'>, { deviceId, staffId }: DeskKey, now: number, clockOffset: number | null): Promise<void> {
  await store.query(`INSERT INTO device (council, device_id, staff_id, first_seen_at, last_seen_at, clock_offset) VALUES ($1, $2, $3, $4, $4, $5)
    ON CONFLICT (council, device_id, staff_id) DO UPDATE SET last_seen_at = excluded.last_seen_at,
      clock_offset = coalesce(excluded.clock_offset, device.clock_offset)`, [store.council, deviceId, staffId, now, clockOffset]);
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

/** Commands of this person that took effect under some number already, by id: the versions that carried them. */
export async function acceptedBefore(transaction: CentralTransaction, staffId: string, commandIds: string[]): Promise<Map<string, number>> {
  const { rows } = await transaction.query<{ command_id: string; version: number }>(
    `SELECT command_id, version FROM command_result WHERE council = $1 AND command_id = ANY($2::text[]) AND staff_id = $3 AND status = 'accepted'`,
    [transaction.council, commandIds, staffId]);
  return new Map(rows.map((row) => [row.command_id, row.version]));
}

/** What a command came to, and the line in the audit that says so. */
export interface Told { envelope: Envelope; result: CommandResult; entry: Omit<AuditEntry, 'staffId' | 'deviceId'> }

/** The answers to several commands in the order of their numbers, the audit's lines and the desk's last number, in one statement. */
export async function storeResults(transaction: CentralTransaction, { deviceId, staffId }: DeskKey, told: readonly Told[]): Promise<void> {
  const last = told.at(-1);
  if (last === undefined) return;
  const column = (value: (one: Told) => unknown): unknown[] => told.map(value);
  await transaction.query(`WITH told AS (
      SELECT * FROM unnest($6::bigint[], $7::bigint[], $8::text[], $9::text[], $10::bigint[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[])
        WITH ORDINALITY AS t (at, seq, command_id, status, version, result, envelope, action, subject, detail, n)
    ), heard AS (
      INSERT INTO audit (council, at, staff_id, device_id, action, subject, detail)
      SELECT $1, at, $3, $2, action, subject, detail::jsonb FROM told ORDER BY n
    ), moved AS (
      UPDATE device SET last_seq = $4, last_seen_at = $5 WHERE council = $1 AND device_id = $2 AND staff_id = $3
    )
    INSERT INTO command_result (council, device_id, staff_id, seq, command_id, status, version, result, envelope, received_at)
    SELECT $1, $2, $3, seq, command_id, status, version, result::jsonb, envelope::json, at FROM told ORDER BY n`,
  [transaction.council, deviceId, staffId, last.envelope.seq, last.entry.at,
    column(({ entry }) => entry.at), column(({ envelope }) => envelope.seq), column(({ envelope }) => envelope.commandId), column(({ result }) => result.status),
    column(({ result }) => result.status === 'accepted' ? result.version : null), column(({ result }) => JSON.stringify(result)),
    column(({ envelope }) => JSON.stringify(envelope)), column(({ entry }) => entry.action), column(({ entry }) => entry.subject),
    column(({ entry }) => JSON.stringify(entry.detail))]);
}
