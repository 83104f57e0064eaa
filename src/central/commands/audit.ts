import type { CentralTransaction } from '../pg/central-store.ts';

export interface AuditEntry {
  at: number;
  staffId: string;
  deviceId: string;
  /** What was done, e.g. `make-decision` or `recover-key`. */
  action: string;
  /** The id of what it was done to; never a name. */
  subject: string | null;
  detail: Record<string, string | number | boolean | null>;
}

/** Who did what and what came of it, in the transaction that did it. */
export async function audit(transaction: CentralTransaction, entry: AuditEntry): Promise<void> {
  await transaction.query('INSERT INTO audit (council, at, staff_id, device_id, action, subject, detail) VALUES ($1, $2, $3, $4, $5, $6, $7::text::jsonb)',
    [transaction.council, entry.at, entry.staffId, entry.deviceId, entry.action, entry.subject, JSON.stringify(entry.detail)]);
}
