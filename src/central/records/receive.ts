/** Entries of the decision record as they come in: kept as they were signed, each anchored after the last one the centre took. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { anchoredText, canonical, isRecorded, NO_ENTRY, recordBodySchema, type RecordBody, type SignedRecord } from '#contract/decision-record.ts';
import type { DeskKey, Told } from '../commands/device.ts';
import type { CentralTransaction } from '../pg/central-store.ts';

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');
export const chainOf = (publicKey: string): string => sha256(Buffer.from(publicKey, 'base64'));

export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    return verify(null, Buffer.from(text), createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }), Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/** A key that a desk gives over its person’s session is theirs from then on. */
export async function registerKey(store: Pick<CentralTransaction, 'query' | 'council'>, { deviceId, staffId }: DeskKey, publicKey: string, now: number): Promise<void> {
  await store.query(`INSERT INTO record_key (council, chain, public_key, device_id, staff_id, registered_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [store.council, chainOf(publicKey), publicKey, deviceId, staffId, now]);
}

interface Parsed { chain: string | null; n: number | null; fault: string | null }

function parse(body: string): RecordBody | null {
  try {
    const read = recordBodySchema.safeParse(JSON.parse(body));
    return read.success && canonical(read.data) === body ? read.data : null;
  } catch {
    return null;
  }
}

/** Writes the entries of one desk’s commands, in their order. The head is locked, so anchors have no gap and one order. */
export async function appendRecords(transaction: CentralTransaction, desk: DeskKey, told: readonly Told[]): Promise<void> {
  const recordable = told.filter(({ envelope, result }) => isRecorded(envelope.name) && result.status !== 'waiting');
  if (recordable.length === 0) return;
  const { council } = transaction;
  const { rows: [last] } = await transaction.query<{ anchor: number; hash: string }>('SELECT anchor, hash FROM decision_record WHERE council = $1 ORDER BY anchor DESC LIMIT 1', [council]);
  let { anchor, hash } = last ?? { anchor: 0, hash: NO_ENTRY };
  for (const { envelope, result, entry } of recordable) {
    const signed = envelope.record ?? null;
    const { chain, n, fault } = signed === null ? { chain: null, n: null, fault: null } : await check(transaction, desk, envelope.commandId, signed);
    // Offered again to a centre that was put back, or sent again after an answer that got lost: it is here already.
    if (fault === 'here') continue;
    // A desk of an earlier version signs nothing; what it sent is kept all the same.
    const body = signed?.body ?? canonical({ commandId: envelope.commandId, name: envelope.name, version: envelope.version, args: envelope.args, staffId: desk.staffId, madeAt: envelope.madeAt, connection: envelope.connection });
    const resultVersion = result.status === 'accepted' ? result.version : null;
    anchor += 1;
    const row = { anchor, body, signature: signed?.signature ?? null, receivedAt: entry.at, status: result.status, resultVersion };
    hash = sha256(anchoredText(hash, row));
    await transaction.query(`INSERT INTO decision_record (council, anchor, chain, n, command_id, body, signature, received_at, status, result_version, hash, fault)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [council, anchor, chain, n, envelope.commandId, body, row.signature, row.receivedAt, row.status, resultVersion, hash, fault]);
  }
}

/** What is wrong with an entry never keeps work back: it is kept as it came, with the fault beside it, and an export shows it. */
async function check({ query, council }: CentralTransaction, desk: DeskKey, commandId: string, { body, signature }: SignedRecord): Promise<Parsed> {
  const record = parse(body);
  if (record === null) return { chain: null, n: null, fault: 'unreadable' };
  const { rows: [key] } = await query<{ public_key: string; device_id: string; staff_id: string }>(
    'SELECT public_key, device_id, staff_id FROM record_key WHERE council = $1 AND chain = $2', [council, record.chain]);
  const place = { chain: record.chain, n: record.n };
  if (key === undefined || key.device_id !== desk.deviceId || key.staff_id !== desk.staffId) return { chain: null, n: null, fault: 'unknown-key' };
  if (!isSignedBy(key.public_key, body, signature)) return { chain: null, n: null, fault: 'bad-signature' };
  if (record.commandId !== commandId || record.staffId !== desk.staffId) return { ...place, fault: 'other-work' };
  const { rows } = await query<{ n: number; body: string }>('SELECT n, body FROM decision_record WHERE council = $1 AND chain = $2 AND n = ANY($3::bigint[])', [council, record.chain, [record.n - 1, record.n]]);
  const here = rows.find(({ n }) => n === record.n);
  // Other work under a number that was used: the desk’s files were put back to an earlier day.
  if (here !== undefined) return { chain: null, n: null, fault: here.body === body ? 'here' : 'forked' };
  const before = rows.find(({ n }) => n === record.n - 1);
  // The one before may come later: work that waits for another desk’s is overtaken.
  const follows = record.n === 1 ? record.previous === NO_ENTRY : before === undefined || sha256(before.body) === record.previous;
  return { ...place, fault: follows ? null : 'broken-chain' };
}
