import { sql, type Kysely } from 'kysely';

const statements = [
  // A store made since has it from the first migration, which follows the contract as it is.
  `CREATE TABLE IF NOT EXISTS pause (council text NOT NULL, id text COLLATE "C" NOT NULL, starts_at bigint NOT NULL, ends_at bigint NOT NULL,
    reason text COLLATE "C" NOT NULL, announced_at bigint NOT NULL, cancelled_at bigint, row_version bigint NOT NULL, row_scope text NOT NULL,
    PRIMARY KEY (council, id))`,
  // What desks tell about themselves; it names nobody, and who sent it is beside it.
  `CREATE TABLE diagnostics (council text NOT NULL, n bigint GENERATED ALWAYS AS IDENTITY, received_at bigint NOT NULL,
    staff_id text NOT NULL, device_id text NOT NULL, bundle jsonb NOT NULL, PRIMARY KEY (council, n))`,
  `CREATE INDEX diagnostics_received_at ON diagnostics (council, received_at)`,
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
