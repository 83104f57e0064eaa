import { sql, type Kysely } from 'kysely';
import { createSharedTables } from '../ddl.ts';

const ownTables = [
  // The one row whose lock makes version order commit order. Few columns and room on the page keep its updates in place.
  `CREATE TABLE sync_head (council text PRIMARY KEY, epoch text NOT NULL, version bigint NOT NULL) WITH (fillfactor = 10)`,
  `CREATE TABLE change (council text NOT NULL, version bigint NOT NULL, n int NOT NULL, table_name text NOT NULL,
    pk text NOT NULL, scope text NOT NULL, op text NOT NULL, "row" jsonb, PRIMARY KEY (council, version, n))`,
  // A sequence belongs to one person on one device, as the outbox does.
  `CREATE TABLE device (council text NOT NULL, device_id text NOT NULL, staff_id text NOT NULL, last_seq bigint NOT NULL DEFAULT 0,
    first_seen_at bigint NOT NULL, last_seen_at bigint NOT NULL, clock_offset bigint, PRIMARY KEY (council, device_id, staff_id))`,
  // The envelope is json, not jsonb: it is kept as sent, also where jsonb could not hold it.
  `CREATE TABLE command_result (council text NOT NULL, device_id text NOT NULL, staff_id text NOT NULL, seq bigint NOT NULL,
    command_id text NOT NULL, status text NOT NULL, version bigint, result jsonb NOT NULL, envelope json NOT NULL,
    received_at bigint NOT NULL, PRIMARY KEY (council, device_id, staff_id, seq))`,
  `CREATE INDEX command_result_command_id ON command_result (council, command_id)`,
  `CREATE TABLE audit (council text NOT NULL, n bigint GENERATED ALWAYS AS IDENTITY, at bigint NOT NULL, staff_id text,
    device_id text, action text NOT NULL, subject text, detail jsonb NOT NULL, PRIMARY KEY (council, n))`,
  `CREATE TABLE account (council text NOT NULL, username text NOT NULL, staff_id text NOT NULL, password_hash text NOT NULL,
    failed_tries int NOT NULL DEFAULT 0, locked_until bigint NOT NULL DEFAULT 0, PRIMARY KEY (council, username))`,
  `CREATE TABLE refresh_token (council text NOT NULL, token_hash text NOT NULL, family text NOT NULL, parent_hash text,
    retired boolean NOT NULL DEFAULT false, staff_id text NOT NULL, device_id text NOT NULL, expires_at bigint NOT NULL,
    PRIMARY KEY (council, token_hash))`,
  `CREATE INDEX refresh_token_family ON refresh_token (council, family)`,
  `CREATE INDEX refresh_token_expires_at ON refresh_token (council, expires_at)`,
  `CREATE TABLE secret (council text NOT NULL, name text NOT NULL, value text NOT NULL, PRIMARY KEY (council, name))`,
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [...ownTables, ...createSharedTables()]) await sql.raw(statement).execute(database);
}
