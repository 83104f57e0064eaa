import { sql, type Kysely } from 'kysely';

const text = 'text COLLATE "C"';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql.raw(`CREATE TABLE IF NOT EXISTS holiday (council text NOT NULL, id ${text} NOT NULL, division ${text} NOT NULL, date date NOT NULL, name ${text} NOT NULL, called_off_at bigint,
    row_version bigint NOT NULL, row_scope text NOT NULL, PRIMARY KEY (council, id))`).execute(database);
}
