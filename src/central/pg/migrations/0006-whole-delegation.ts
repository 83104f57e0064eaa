import { sql, type Kysely } from 'kysely';

/** A store made since has all of it from the first migration, which follows the contract as it is. */
const columns: readonly (readonly [table: string, column: string])[] = [
  ['scheme', 'pilot_teams jsonb'], ['scheme', `authorisations jsonb NOT NULL DEFAULT '[]'`], ['scheme', 'answer_within bigint NOT NULL DEFAULT 5'],
  ['scheme', 'split_within bigint NOT NULL DEFAULT 14'], ['scheme', 'offline_hours bigint NOT NULL DEFAULT 24'],
  ['decision', `details jsonb NOT NULL DEFAULT '{}'`], ['decision', 'verified_level bigint'], ['decision', `interest text COLLATE "C" NOT NULL DEFAULT ''`],
  ['decision', `noticed jsonb NOT NULL DEFAULT '[]'`],
  ['authority_use', 'vehicle text COLLATE "C"'], ['authority_use', 'until bigint'],
  ['escalation', `details jsonb NOT NULL DEFAULT '{}'`], ['escalation', 'verified_level bigint'], ['escalation', `interest text COLLATE "C" NOT NULL DEFAULT ''`],
  ['escalation', `confirmed jsonb NOT NULL DEFAULT '[]'`], ['escalation', `alternatives_rejected text COLLATE "C" NOT NULL DEFAULT ''`],
  ['escalation', `noticed jsonb NOT NULL DEFAULT '[]'`], ['escalation', 'answer_by bigint NOT NULL DEFAULT 0'], ['escalation', `thread jsonb NOT NULL DEFAULT '[]'`],
  ['escalation', 'first_approved_by text COLLATE "C"'],
  ['resident', 'confidential boolean NOT NULL DEFAULT false'], ['resident', 'restricted boolean NOT NULL DEFAULT false'],
  ['task', `notes text COLLATE "C" NOT NULL DEFAULT ''`], ['task', 'due_on date'],
];

const shared = 'row_version bigint NOT NULL, row_scope text NOT NULL, PRIMARY KEY (council, id)';
const text = 'text COLLATE "C"';
const tables = [
  `CREATE TABLE IF NOT EXISTS authorisation (council text NOT NULL, id ${text} NOT NULL, staff_id ${text} NOT NULL, code ${text} NOT NULL, trained_on date NOT NULL,
    expires_on date NOT NULL, granted_by ${text} NOT NULL, granted_at bigint NOT NULL, withdrawn_at bigint, ${shared})`,
  'CREATE INDEX IF NOT EXISTS authorisation_staff_id ON authorisation (council, staff_id)',
  `CREATE TABLE IF NOT EXISTS sub_delegation (council text NOT NULL, id ${text} NOT NULL, reference ${text} NOT NULL, clause_id ${text} NOT NULL, from_post ${text} NOT NULL,
    to_post ${text} NOT NULL, per_decision bigint NOT NULL, offline bigint, signed_by ${text} NOT NULL, signed_at bigint NOT NULL, valid_from bigint NOT NULL,
    valid_to bigint NOT NULL, ended_at bigint, ${shared})`,
  'CREATE INDEX IF NOT EXISTS sub_delegation_clause_id ON sub_delegation (council, clause_id)',
  `CREATE TABLE IF NOT EXISTS deputy (council text NOT NULL, id ${text} NOT NULL, staff_id ${text} NOT NULL, post ${text} NOT NULL, deputy_id ${text} NOT NULL,
    from_date date NOT NULL, to_date date NOT NULL, set_by ${text} NOT NULL, set_at bigint NOT NULL, ended_at bigint, ${shared})`,
  'CREATE INDEX IF NOT EXISTS deputy_deputy_id ON deputy (council, deputy_id)',
  `CREATE TABLE IF NOT EXISTS approval_code (council text NOT NULL, id ${text} NOT NULL, staff_id ${text} NOT NULL, label ${text} NOT NULL, salt ${text} NOT NULL,
    hash ${text} NOT NULL, issued_at bigint NOT NULL, expires_at bigint NOT NULL, reference ${text}, clause_id ${text}, amount bigint, secret ${text}, reasons ${text},
    given_at bigint, used_for ${text}, used_secret ${text}, resident_id ${text}, ${shared})`,
  'CREATE INDEX IF NOT EXISTS approval_code_staff_id_expires_at ON approval_code (council, staff_id, expires_at)',
  `CREATE TABLE IF NOT EXISTS verification (council text NOT NULL, id ${text} NOT NULL, resident_id ${text} NOT NULL, contact_id ${text}, staff_id ${text} NOT NULL,
    at bigint NOT NULL, level bigint NOT NULL, passed boolean NOT NULL, method ${text} NOT NULL, questions jsonb NOT NULL, coercion boolean NOT NULL, ${shared})`,
  'CREATE INDEX IF NOT EXISTS verification_resident_id_at ON verification (council, resident_id, at)',
  `CREATE TABLE IF NOT EXISTS access (council text NOT NULL, id ${text} NOT NULL, resident_id ${text} NOT NULL, staff_id ${text} NOT NULL, at bigint NOT NULL,
    kind ${text} NOT NULL, reason ${text} NOT NULL, ${shared})`,
  'CREATE INDEX IF NOT EXISTS access_resident_id_at ON access (council, resident_id, at)',
  `CREATE TABLE IF NOT EXISTS authority_to_act (council text NOT NULL, id ${text} NOT NULL, resident_id ${text} NOT NULL, contact_id ${text}, name ${text} NOT NULL,
    relation ${text} NOT NULL, basis ${text} NOT NULL, scope ${text} NOT NULL, evidence ${text} NOT NULL, expires_on date, recorded_by ${text} NOT NULL,
    recorded_at bigint NOT NULL, revoked_at bigint, revoked_by ${text}, revoke_reasons ${text}, ${shared})`,
  'CREATE INDEX IF NOT EXISTS authority_to_act_resident_id_recorded_at ON authority_to_act (council, resident_id, recorded_at)',
  `CREATE TABLE IF NOT EXISTS death_notice (council text NOT NULL, id ${text} NOT NULL, resident_id ${text} NOT NULL, died_on date NOT NULL, source ${text} NOT NULL,
    words ${text} NOT NULL, noted_by ${text} NOT NULL, noted_at bigint NOT NULL, stopped jsonb NOT NULL, tasks jsonb NOT NULL, withdrawn_at bigint, withdrawn_by ${text},
    withdrawn_reasons ${text}, ${shared})`,
  'CREATE INDEX IF NOT EXISTS death_notice_resident_id ON death_notice (council, resident_id)',
  `CREATE TABLE IF NOT EXISTS promise (council text NOT NULL, id ${text} NOT NULL, resident_id ${text} NOT NULL, contact_id ${text}, case_id ${text}, kind ${text} NOT NULL,
    words ${text} NOT NULL, promised_for bigint NOT NULL, due_at bigint NOT NULL, phone ${text}, caller_phone ${text}, owner_id ${text} NOT NULL, made_by ${text} NOT NULL,
    made_at bigint NOT NULL, attempts jsonb NOT NULL, status ${text} NOT NULL, closed_at bigint, ${shared})`,
  'CREATE INDEX IF NOT EXISTS promise_resident_id_due_at ON promise (council, resident_id, due_at)',
  'CREATE INDEX IF NOT EXISTS promise_status_due_at ON promise (council, status, due_at)',
  `CREATE TABLE IF NOT EXISTS entitlement (council text NOT NULL, id ${text} NOT NULL, decision_id ${text} NOT NULL, resident_id ${text} NOT NULL, property_id ${text},
    service_id ${text} NOT NULL, title ${text} NOT NULL, vehicle ${text}, starts_on date NOT NULL, ends_on date NOT NULL, created_at bigint NOT NULL, ended_at bigint,
    ended_by ${text}, end_reasons ${text}, ${shared})`,
  'CREATE INDEX IF NOT EXISTS entitlement_resident_id_created_at ON entitlement (council, resident_id, created_at)',
  'CREATE INDEX IF NOT EXISTS entitlement_decision_id ON entitlement (council, decision_id)',
  `CREATE TABLE IF NOT EXISTS article (council text NOT NULL, id ${text} NOT NULL, article_key ${text} NOT NULL, version bigint NOT NULL, kind ${text} NOT NULL,
    status ${text} NOT NULL, title ${text} NOT NULL, body ${text} NOT NULL, audience ${text} NOT NULL, service_ids jsonb NOT NULL, reasons jsonb NOT NULL,
    review_by date NOT NULL, based_on bigint NOT NULL, written_by ${text} NOT NULL, written_at bigint NOT NULL, published_by ${text}, published_at bigint,
    retired_by ${text}, retired_at bigint, retire_reasons ${text}, ${shared})`,
  'CREATE INDEX IF NOT EXISTS article_article_key ON article (council, article_key)',
  `CREATE TABLE IF NOT EXISTS article_vote (council text NOT NULL, id ${text} NOT NULL, article_id ${text} NOT NULL, article_key ${text} NOT NULL, staff_id ${text} NOT NULL,
    at bigint NOT NULL, was_right boolean NOT NULL, words ${text} NOT NULL, reason ${text}, service_id ${text}, replaced_at bigint, settled_by ${text},
    settled_at bigint, answer ${text}, ${shared})`,
  'CREATE INDEX IF NOT EXISTS article_vote_article_id ON article_vote (council, article_id)',
  'CREATE INDEX IF NOT EXISTS decision_decided_at ON decision (council, decided_at)',
  'CREATE INDEX IF NOT EXISTS authority_use_clause_id_vehicle_at ON authority_use (council, clause_id, vehicle, at)',
];

/** A clause as it is read from now on; what it did not say is what it meant. */
function clauseNow({ effect, ...clause }: Record<string, unknown>): Record<string, unknown> {
  if (effect === undefined) return clause;
  const was = effect as { kind: string; where?: string; serviceId?: string; title?: string };
  const effects = was.kind === 'elsewhere' ? [{ kind: 'pass-on', serviceId: clause['serviceId'] ?? '353', title: clause['title'], where: was.where }]
    : was.kind === 'task' ? [{ ...was, dueField: null }] : [was];
  return {
    powerOf: 'executive', delegatedFrom: '', maySubDelegate: false, worth: { kind: 'entered' }, ceilingField: null, secondApprover: null, fields: [], offlineAdvice: null, residentWordings: {},
    ...clause, effects, limits: (clause['limits'] as object[]).map((limit) => ({ authorisation: null, ...limit })),
  };
}

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const [table, column] of columns) await sql.raw(`ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS ${column}`).execute(database);
  for (const statement of tables) await sql.raw(statement).execute(database);
  const { rows } = await sql<{ council: string; id: string; clauses: Record<string, unknown>[] }>`SELECT council, id, clauses FROM scheme`.execute(database);
  // No feed entry: a desk that reads clauses so fetches its copy anew, and an older one is served them as it knows them.
  for (const { council, id, clauses } of rows) {
    await sql`UPDATE scheme SET clauses = ${JSON.stringify(clauses.map(clauseNow))}::jsonb WHERE council = ${council} AND id = ${id}`.execute(database);
  }
}
