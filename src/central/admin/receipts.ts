import { succeed } from '#contract/failures.ts';
import type { PurgeReceipt, RowsProof } from '#contract/wire.ts';
import type { AdminCommand } from './admin-command.ts';

interface KeptReceipt { name: string; device_id: string; received_at: number; receipt: PurgeReceipt; expected: { purged: RowsProof; remains: RowsProof; comparable?: boolean }; matches: boolean }
interface Wiped { name: string; device_id: string; done_at: number; receipt: { files: number; unsent: number | null } }

const at = (time: number): string => new Date(time).toISOString();

/** Proof of what desks have purged and which were wiped, the latest first. */
export const receipts: AdminCommand = {
  usage: ['receipts'],
  async run(store) {
    const { rows: purges } = await store.query<KeptReceipt>(
      `SELECT coalesce(s.name, p.staff_id) AS name, p.* FROM purge_receipt p LEFT JOIN staff s ON s.council = p.council AND s.id = p.staff_id
       WHERE p.council = $1 ORDER BY p.received_at DESC LIMIT 200`, [store.council]);
    const { rows: wipes } = await store.query<Wiped>(
      `SELECT coalesce(s.name, w.staff_id) AS name, w.* FROM wipe w LEFT JOIN staff s ON s.council = w.council AND s.id = w.staff_id
       WHERE w.council = $1 AND w.done_at IS NOT NULL ORDER BY w.done_at DESC LIMIT 200`, [store.council]);
    const lines = [
      ...purges.map((one) => ({ time: one.received_at, text: purgeLine(one) })), ...wipes.map((one) => ({ time: one.done_at, text: wipeLine(one) })),
    ].toSorted((one, other) => other.time - one.time);
    return succeed(lines.length === 0 ? 'No desk has purged anything or been wiped.' : lines.map(({ text }) => text).join('\n'));
  },
};

function purgeLine({ name, device_id: device, received_at: time, receipt, expected, matches }: KeptReceipt): string {
  const { purged, remains, lost, documents, drafts } = receipt;
  const verdict = matches && expected.comparable === false ? 'away too long to be compared'
    : matches ? 'as expected'
    : `DIFFERS: expected ${String(expected.purged.rows)} purged and ${String(expected.remains.rows)} left. Wipe this desk or have it looked at`;
  return `${at(time)}  ${name}, ${device}: lost ${lost.join(', ')}; purged ${String(purged.rows)} rows, ${String(documents)} search entries, ${String(drafts)} drafts`
    + ` (sha256 ${purged.checksum.slice(0, 16)}…); ${remains === null ? 'what is left was not told' : `${String(remains.rows)} rows left (sha256 ${remains.checksum.slice(0, 16)}…)`}: ${verdict}.`;
}

const wipeLine = ({ name, device_id: device, done_at: time, receipt }: Wiped): string =>
  `${at(time)}  ${name}, ${device}: wiped; ${String(receipt.files)} files destroyed, ${receipt.unsent === null ? 'unsent work not counted' : `${String(receipt.unsent)} pieces of work unsent`}.`;
