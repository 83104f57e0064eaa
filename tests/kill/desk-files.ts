/**
 * A desk's files as they are on the disk, read from outside while its engine runs. Read only: whoever closes a
 * database last would else tidy up after a killed engine, and hide what it left behind.
 */
import path from 'node:path';
import Database from 'better-sqlite3';

export interface KeptCommand {
  commandId: string; press: string; seq: number | null; name: string; args: string; state: string; version: number | null; sentence: string | null;
}

export class DeskFiles {
  readonly #folder: string;
  readonly #key: string;

  constructor(folder: string, key: Uint8Array) {
    this.#folder = folder;
    this.#key = Buffer.from(key).toString('hex');
  }

  read<T>(file: 'cache.db' | 'outbox.db', work: (database: Database.Database) => T): T {
    const database = new Database(path.join(this.#folder, file), { readonly: true, fileMustExist: true, timeout: 5000 });
    try {
      database.pragma(`cipher='chacha20'`);
      database.pragma(`key="x'${this.#key}'"`);
      return work(database);
    } finally {
      database.close();
    }
  }

  /** In the order in which the person acted. */
  commands(): KeptCommand[] {
    return this.read('outbox.db', (database) => database.prepare<[], KeptCommand>(
      'SELECT command_id AS commandId, press, seq, name, args, state, result_version AS version, sentence FROM command ORDER BY ordinal').all());
  }

  meta(file: 'cache.db' | 'outbox.db', name: string): unknown {
    return this.read(file, (database) => {
      const value = database.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck().get(name);
      return value === undefined ? null : JSON.parse(value) as unknown;
    });
  }

  /** The contacts of residents as the centre's rows have them here, in the order of their versions, and how far this copy has read. */
  list(residentId: string, from: number): string[] {
    return this.read('cache.db', (database) => database.prepare<[string, number], string>(
      'SELECT id FROM server_contact WHERE resident_id = ? AND row_version > ? ORDER BY row_version, id').pluck().all(residentId, from));
  }

  register(escalationId: string): { value: string[]; version: number | null } {
    const row = this.read('cache.db', (database) => database.prepare<[string], EscalationState & { version: number }>(
      `SELECT status, approver_post AS "approverPost", approved_amount AS "approvedAmount", answered_by AS "answeredBy", row_version AS version
       FROM server_escalation WHERE id = ?`).get(escalationId));
    return row === undefined ? { value: [], version: null } : { value: [stateOf(row)], version: row.version };
  }
}

export interface EscalationState { status: string; approverPost: string; approvedAmount: number | null; answeredBy: string | null }

/** A request as one text: waiting for a post, or answered so by somebody. */
export function stateOf({ status, approverPost, approvedAmount, answeredBy }: EscalationState): string {
  if (status === 'pending') return `pending ${approverPost}`;
  return status === 'approved' ? `approved ${String(approvedAmount)} ${String(answeredBy)}` : `${status} ${String(answeredBy)}`;
}
