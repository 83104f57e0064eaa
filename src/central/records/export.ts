/** The whole decision record as lines of JSON: what `verify` checks, and an auditor keeps. */
import { NO_ENTRY, signedEnd, type ExportEntry } from '#contract/decision-record.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { centreKey } from './centre-key.ts';

interface Row { anchor: number; body: string; signature: string | null; received_at: number; status: string; result_version: number | null; hash: string }

export async function exportRecords(store: CentralStore, now: number): Promise<string> {
  const key = await centreKey(store);
  const { council } = store;
  const { rows: keys } = await store.query<{ chain: string; public_key: string; device_id: string; staff_id: string }>(
    'SELECT chain, public_key, device_id, staff_id FROM record_key WHERE council = $1 ORDER BY chain', [council]);
  const { rows } = await store.query<Row>('SELECT anchor, body, signature, received_at, status, result_version, hash FROM decision_record WHERE council = $1 ORDER BY anchor', [council]);
  const desks = Object.fromEntries(keys.map((one) => [one.chain, { publicKey: one.public_key, deviceId: one.device_id, staffId: one.staff_id }]));
  const entries = rows.map((row): ExportEntry => ({
    kind: 'entry', anchor: row.anchor, body: row.body, signature: row.signature, receivedAt: row.received_at, status: row.status, resultVersion: row.result_version, hash: row.hash,
  }));
  const hash = entries.at(-1)?.hash ?? NO_ENTRY;
  const lines = [
    { kind: 'header', council, exportedAt: now, centreKey: key.publicKey, desks }, ...entries,
    { kind: 'end', entries: entries.length, hash, signature: key.sign(signedEnd(council, entries.length, hash)) },
  ];
  return lines.map((line) => JSON.stringify(line)).join('\n');
}
