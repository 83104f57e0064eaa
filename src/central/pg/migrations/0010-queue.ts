import { sql, type Kysely } from 'kysely';

const shared = 'row_version bigint NOT NULL, row_scope text NOT NULL, PRIMARY KEY (council, id)';
const text = 'text COLLATE "C"';
const statements = [
  `CREATE TABLE IF NOT EXISTS ticket (council text NOT NULL, id ${text} NOT NULL, number ${text} NOT NULL, site_id ${text} NOT NULL, team_id ${text}, channel ${text} NOT NULL,
    resident_id ${text}, called_name ${text} NOT NULL, reason ${text}, service_id ${text}, needs jsonb NOT NULL, vulnerable boolean NOT NULL, due_at bigint, note ${text} NOT NULL,
    arrived_at bigint NOT NULL, taken_by ${text} NOT NULL, status ${text} NOT NULL, called_at bigint, called_by ${text}, desk ${text} NOT NULL, ended_at bigint,
    contact_id ${text}, steps jsonb NOT NULL, ${shared})`,
  'CREATE INDEX IF NOT EXISTS ticket_arrived_at ON ticket (council, arrived_at)',
  'CREATE INDEX IF NOT EXISTS ticket_status_arrived_at ON ticket (council, status, arrived_at)',
  'CREATE INDEX IF NOT EXISTS ticket_resident_id_arrived_at ON ticket (council, resident_id, arrived_at)',
  `CREATE TABLE IF NOT EXISTS transfer (council text NOT NULL, id ${text} NOT NULL, resident_id ${text}, property_id ${text}, case_id ${text}, service_id ${text},
    contact_id ${text} NOT NULL, from_id ${text} NOT NULL, to_staff_id ${text}, to_team_id ${text}, to_category ${text}, called_name ${text} NOT NULL, words ${text} NOT NULL,
    handed_over jsonb NOT NULL, verified_level bigint, acting_name ${text} NOT NULL, started_at bigint NOT NULL, sent_at bigint NOT NULL, chain jsonb NOT NULL,
    status ${text} NOT NULL, answered_by ${text}, answered_at bigint, answer_words ${text} NOT NULL, next_contact_id ${text}, ${shared})`,
  'CREATE INDEX IF NOT EXISTS transfer_sent_at ON transfer (council, sent_at)',
  'CREATE INDEX IF NOT EXISTS transfer_status_sent_at ON transfer (council, status, sent_at)',
  'CREATE INDEX IF NOT EXISTS transfer_resident_id_sent_at ON transfer (council, resident_id, sent_at)',
  'CREATE INDEX IF NOT EXISTS transfer_contact_id ON transfer (council, contact_id)',
  'CREATE INDEX IF NOT EXISTS transfer_next_contact_id ON transfer (council, next_contact_id)',
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
