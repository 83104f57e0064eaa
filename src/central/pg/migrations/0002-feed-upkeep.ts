import { sql, type Kysely } from 'kysely';

const statements = [
  // Below it there are no changes any more: a desk that stands there fetches its copy anew.
  'ALTER TABLE sync_head ADD COLUMN floor bigint NOT NULL DEFAULT 0',
  // Where the head stood when, so that compaction can go by age; a change itself has no time.
  'CREATE TABLE head_mark (council text NOT NULL, at bigint NOT NULL, version bigint NOT NULL, PRIMARY KEY (council, at))',
  // What the centre made from the contract at its last start, e.g. the triggers, and a checksum of its text.
  'CREATE TABLE made_from_contract (name text PRIMARY KEY, checksum text NOT NULL)',
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
