import { sql, type Kysely } from 'kysely';

/** Those that wait for a leader’s word, and those past their review, are each one stretch of an index. */
const statements = [
  'CREATE INDEX IF NOT EXISTS marker_provisional_review_by ON marker (council, provisional, review_by)',
  'DROP INDEX IF EXISTS marker_review_by',
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
