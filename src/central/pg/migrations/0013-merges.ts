import { sql, type Kysely } from 'kysely';

const shared = 'row_version bigint NOT NULL, row_scope text NOT NULL, PRIMARY KEY (council, id)';
const text = 'text COLLATE "C"';

/** A store made since has the shared tables from the first migration, which follows the contract as it is. */
const statements = [
  `ALTER TABLE resident ADD COLUMN IF NOT EXISTS merged_into ${text}`,
  'CREATE INDEX IF NOT EXISTS resident_merged_into ON resident (council, merged_into)',
  `CREATE TABLE IF NOT EXISTS duplicate (council text NOT NULL, id ${text} NOT NULL, one_id ${text} NOT NULL, other_id ${text} NOT NULL, likelihood bigint NOT NULL,
    weight bigint NOT NULL, levels jsonb NOT NULL, found_by ${text} NOT NULL, found_at bigint NOT NULL, model_id ${text} NOT NULL, status ${text} NOT NULL, merge_id ${text},
    answered_by ${text}, answered_at bigint, reasons ${text}, ${shared})`,
  'CREATE INDEX IF NOT EXISTS duplicate_one_id ON duplicate (council, one_id)',
  'CREATE INDEX IF NOT EXISTS duplicate_other_id ON duplicate (council, other_id)',
  'CREATE INDEX IF NOT EXISTS duplicate_status_weight ON duplicate (council, status, weight)',
  `CREATE TABLE IF NOT EXISTS resident_merge (council text NOT NULL, id ${text} NOT NULL, duplicate_id ${text}, survivor_id ${text} NOT NULL, other_id ${text} NOT NULL,
    keep jsonb NOT NULL, reasons ${text} NOT NULL, status ${text} NOT NULL, proposed_by ${text} NOT NULL, proposed_at bigint NOT NULL, answered_by ${text}, answered_at bigint,
    answer_reasons ${text}, survivor_before jsonb, survivor_after jsonb, other_before jsonb, other_after jsonb, moved jsonb NOT NULL, undone_by ${text}, undone_at bigint,
    undone_reasons ${text}, ${shared})`,
  'CREATE INDEX IF NOT EXISTS resident_merge_survivor_id ON resident_merge (council, survivor_id)',
  'CREATE INDEX IF NOT EXISTS resident_merge_other_id ON resident_merge (council, other_id)',
  'CREATE INDEX IF NOT EXISTS resident_merge_status_proposed_at ON resident_merge (council, status, proposed_at)',
  // The centre's own: what a resident shares with others that may be the same, and the model that judges them.
  `CREATE TABLE matching_key (council text NOT NULL, key ${text} NOT NULL, resident_id ${text} NOT NULL, PRIMARY KEY (council, key, resident_id))`,
  'CREATE INDEX matching_key_resident ON matching_key (council, resident_id)',
  'CREATE TABLE matching_state (council text PRIMARY KEY, model_id text NOT NULL, model text NOT NULL, records bigint NOT NULL, trained_at bigint NOT NULL, version bigint NOT NULL)',
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
