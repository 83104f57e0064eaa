import { sql, type Kysely } from 'kysely';

const text = 'text COLLATE "C"';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql.raw('ALTER TABLE contact ADD COLUMN IF NOT EXISTS further_matters jsonb').execute(database);
  await sql.raw('ALTER TABLE contact ADD COLUMN IF NOT EXISTS enquiry jsonb').execute(database);
  await sql.raw(`CREATE TABLE IF NOT EXISTS councillor (council text NOT NULL, id ${text} NOT NULL, name ${text} NOT NULL, ward ${text} NOT NULL, ended_on date,
    row_version bigint NOT NULL, row_scope text NOT NULL, PRIMARY KEY (council, id))`).execute(database);
}
