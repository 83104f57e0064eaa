import { sql, type Kysely } from 'kysely';

/** A store made since has all of it from the first migration, which follows the contract as it is. */
const columns: readonly (readonly [table: string, column: string])[] = [
  ['resident', 'organisation_kind text COLLATE "C"'], ['resident', 'correspondence jsonb'],
  ['need', 'recorded_by text COLLATE "C"'], ['need', 'recorded_at bigint'], ['need', `bookings jsonb NOT NULL DEFAULT '[]'`], ['need', 'ended_at bigint'],
  ['need', 'ended_by text COLLATE "C"'], ['need', 'end_reasons text COLLATE "C"'],
  ['marker', 'incident_on date'], ['marker', 'author_id text COLLATE "C"'], ['marker', 'recorded_at bigint'], ['marker', 'told_on date'], ['marker', 'approved_by text COLLATE "C"'],
  ['marker_narrative', `reviews jsonb NOT NULL DEFAULT '[]'`],
  ['message', `language text COLLATE "C" NOT NULL DEFAULT 'en'`], ['message', `formats jsonb NOT NULL DEFAULT '[]'`],
  ['death_notice', `held jsonb NOT NULL DEFAULT '[]'`],
];

const shared = 'row_version bigint NOT NULL, row_scope text NOT NULL, PRIMARY KEY (council, id)';
const text = 'text COLLATE "C"';
const tables = [
  `CREATE TABLE IF NOT EXISTS interpreting (council text NOT NULL, id ${text} NOT NULL, resident_id ${text} NOT NULL, contact_id ${text}, kind ${text} NOT NULL,
    reference ${text} NOT NULL, language ${text} NOT NULL, noted_by ${text} NOT NULL, noted_at bigint NOT NULL, ${shared})`,
  'CREATE INDEX IF NOT EXISTS interpreting_resident_id_noted_at ON interpreting (council, resident_id, noted_at)',
  `CREATE TABLE IF NOT EXISTS link (council text NOT NULL, id ${text} NOT NULL, from_id ${text} NOT NULL, to_id ${text} NOT NULL, kind ${text} NOT NULL, words ${text} NOT NULL,
    recorded_by ${text} NOT NULL, recorded_at bigint NOT NULL, ended_at bigint, ended_by ${text}, end_reasons ${text}, ${shared})`,
  'CREATE INDEX IF NOT EXISTS link_from_id ON link (council, from_id)',
  'CREATE INDEX IF NOT EXISTS link_to_id ON link (council, to_id)',
  `CREATE TABLE IF NOT EXISTS life_change (council text NOT NULL, id ${text} NOT NULL, resident_id ${text} NOT NULL, kind ${text} NOT NULL, happened_on date NOT NULL,
    from_property_id ${text}, to_property_id ${text}, from_name ${text} NOT NULL, to_name ${text} NOT NULL, reason ${text} NOT NULL, noted_by ${text} NOT NULL,
    noted_at bigint NOT NULL, ${shared})`,
  'CREATE INDEX IF NOT EXISTS life_change_resident_id_happened_on ON life_change (council, resident_id, happened_on)',
  'CREATE INDEX IF NOT EXISTS life_change_from_property_id ON life_change (council, from_property_id)',
  'CREATE INDEX IF NOT EXISTS marker_review_by ON marker (council, review_by)',
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const [table, column] of columns) await sql.raw(`ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS ${column}`).execute(database);
  for (const statement of tables) await sql.raw(statement).execute(database);
}
