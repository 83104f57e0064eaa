import { sql, type Kysely } from 'kysely';

const columns = ['phone text COLLATE "C"', 'email text COLLATE "C"', 'assistant jsonb'];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const column of columns) await sql.raw(`ALTER TABLE councillor ADD COLUMN IF NOT EXISTS ${column}`).execute(database);
}
