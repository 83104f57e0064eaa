import { sql, type Kysely } from 'kysely';

const statements = [
  // One row for each time the store was put back to an earlier day. `epoch` is the one that began with it.
  `CREATE TABLE restore (council text NOT NULL, epoch text NOT NULL, previous_epoch text NOT NULL, noticed_at bigint NOT NULL,
    restored_to bigint, noticed_by text NOT NULL, PRIMARY KEY (council, epoch))`,
  `CREATE TABLE restore_desk (council text NOT NULL, epoch text NOT NULL, device_id text NOT NULL, staff_id text NOT NULL,
    heard_at bigint NOT NULL, offered int NOT NULL, remaining int NOT NULL, PRIMARY KEY (council, epoch, device_id, staff_id))`,
  // What became of each command that was offered again; the last word on it where it was offered more than once.
  `CREATE TABLE restore_offer (council text NOT NULL, epoch text NOT NULL, command_id text NOT NULL, staff_id text NOT NULL,
    device_id text NOT NULL, name text NOT NULL, resident_id text, made_at bigint NOT NULL, outcome text NOT NULL,
    sentence text NOT NULL, at bigint NOT NULL, PRIMARY KEY (council, epoch, command_id))`,
  // Which database this is, as the database itself says.
  `CREATE TABLE lineage (council text PRIMARY KEY, identity text NOT NULL)`,
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
