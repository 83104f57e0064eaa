import { sql, type Kysely } from 'kysely';

const statements = [
  // A desk’s key as it was first given over that person’s own session; it is never replaced, a new key is a new chain.
  `CREATE TABLE record_key (council text NOT NULL, chain text NOT NULL, public_key text NOT NULL, device_id text NOT NULL, staff_id text NOT NULL,
    registered_at bigint NOT NULL, PRIMARY KEY (council, chain))`,
  // Only ever added to. The body is text: what was signed is what is kept.
  `CREATE TABLE decision_record (council text NOT NULL, anchor bigint NOT NULL, chain text, n bigint, command_id text NOT NULL, body text NOT NULL,
    signature text, received_at bigint NOT NULL, status text NOT NULL, result_version bigint, hash text NOT NULL, fault text, PRIMARY KEY (council, anchor))`,
  'CREATE UNIQUE INDEX decision_record_chain ON decision_record (council, chain, n)',
  'CREATE INDEX decision_record_command ON decision_record (council, command_id)',
  `CREATE FUNCTION casefront_record_stands() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    RAISE EXCEPTION 'The decision record is only ever added to.';
  END $body$`,
  'CREATE TRIGGER record_stands BEFORE UPDATE OR DELETE ON decision_record FOR EACH ROW EXECUTE FUNCTION casefront_record_stands()',
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
