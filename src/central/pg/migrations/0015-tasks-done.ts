import { sql, type Kysely } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql.raw('ALTER TABLE task ADD COLUMN IF NOT EXISTS done jsonb').execute(database);
}
