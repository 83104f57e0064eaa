/** Purge receipts: what a desk says it no longer holds, beside what the centre knows it held at that version. */
import { createHash } from 'node:crypto';
import { covers } from '#contract/scopes.ts';
import { tableNames } from '#contract/tables.ts';
import { proofLine, type PurgeReceipt, type RowsProof } from '#contract/wire.ts';
import type { TableName } from '#domain/records.ts';
import { tableSql } from '../pg/ddl.ts';
import type { CentralStore, CentralTransaction } from '../pg/central-store.ts';
import { floorOf } from './compact.ts';
import type { DeskKey } from '../commands/device.ts';

const PAGE = 5000;

interface Held { id: string; version: number; scope: string }

/** Rows of a table as they stood at a version: those not written since, and the others as their next change found them. */
async function* rowsAt(transaction: Pick<CentralTransaction, 'query' | 'council'>, table: TableName, version: number): AsyncGenerator<Held> {
  const { rows: changed } = await transaction.query<{ id: string; scope: string; version: number | null }>(
    `SELECT DISTINCT ON (pk COLLATE "C") pk COLLATE "C" AS id, scope, before AS version FROM change
     WHERE council = $1 AND version > $2 AND table_name = $3 ORDER BY pk COLLATE "C", version, n`, [transaction.council, version, table]);
  const since = changed.flatMap((row) => row.version === null ? [] : [{ ...row, version: row.version }]);
  let next = 0;
  let after = '';
  for (;;) {
    const { rows } = await transaction.query<Held>(
      `SELECT id, row_version AS version, row_scope AS scope FROM ${tableSql(table)}
       WHERE council = $1 AND id > $2 AND row_version <= $3 ORDER BY id LIMIT ${String(PAGE)}`, [transaction.council, after, version]);
    for (const row of rows) {
      for (let other = since[next]; other !== undefined && byBytes(other.id, row.id) < 0; other = since[next]) {
        yield other;
        next += 1;
      }
      yield row;
      after = row.id;
    }
    if (rows.length < PAGE) break;
  }
  yield* since.slice(next);
}

const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

/** What a desk held at `receipt.cursor`: of what it lost, and of what it keeps. */
export async function expectedOf(store: CentralStore, receipt: PurgeReceipt): Promise<{ purged: RowsProof; remains: RowsProof }> {
  return store.transaction(async (transaction) => {
    // One moment for all that is read: a row written meanwhile would else be seen neither before nor after.
    await transaction.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    const purged = newProof();
    const remains = newProof();
    for (const table of tableNames.toSorted()) {
      for await (const { id, version, scope } of rowsAt(transaction, table, receipt.cursor)) {
        if (covers(receipt.kept, scope)) remains.add(table, id, version);
        else if (covers(receipt.lost, scope)) purged.add(table, id, version);
      }
    }
    return { purged: purged.end(), remains: remains.end() };
  });
}

function newProof() {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    add(table: string, id: string, version: number): void {
      hash.update(proofLine(table, id, version));
      rows += 1;
    },
    end: (): RowsProof => ({ rows, checksum: hash.digest('hex') }),
  };
}

const same = (one: RowsProof, other: RowsProof): boolean => one.rows === other.rows && one.checksum === other.checksum;

/** Keeps a receipt, once; a desk that sends it again gets the same answer. */
export async function keepReceipt(store: CentralStore, { deviceId, staffId }: DeskKey, receipt: PurgeReceipt, now: number): Promise<{ matches: boolean }> {
  const { rows: known } = await store.query<{ matches: boolean }>(
    'SELECT matches FROM purge_receipt WHERE council = $1 AND device_id = $2 AND staff_id = $3 AND receipt_id = $4',
    [store.council, deviceId, staffId, receipt.receiptId]);
  if (known[0] !== undefined) return known[0];
  const { epoch } = await store.head();
  const expected = await expectedOf(store, receipt);
  // What such a desk held stood in changes that are no longer kept.
  const comparable = receipt.cursor >= await floorOf(store);
  const matches = receipt.epoch === epoch && (!comparable || ((!receipt.whole || same(receipt.purged, expected.purged))
    && (receipt.remains === null || same(receipt.remains, expected.remains))));
  await store.transaction((transaction) => transaction.query(
    `INSERT INTO purge_receipt (council, device_id, staff_id, receipt_id, received_at, receipt, expected, matches)
     VALUES ($1, $2, $3, $4, $5, $6::text::jsonb, $7::text::jsonb, $8) ON CONFLICT DO NOTHING`,
    [store.council, deviceId, staffId, receipt.receiptId, now, JSON.stringify(receipt), JSON.stringify({ ...expected, comparable }), matches]));
  return { matches };
}
