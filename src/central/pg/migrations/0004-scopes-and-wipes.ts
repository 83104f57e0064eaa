import { sql, type Kysely } from 'kysely';

const statements = [
  // The version a changed row had before: what a desk held that has not read this far. Null for a new row.
  'ALTER TABLE change ADD COLUMN before bigint',
  // Few rows of many are restricted or a site's own, and a desk that is granted one fetches just those.
  `CREATE INDEX contact_unusual_scope ON contact (council, row_scope, id) WHERE row_scope <> 'council'`,
  `CREATE INDEX case_file_restricted ON case_file (council, id) WHERE row_scope LIKE 'restricted:%'`,
  // A contact with nobody named belongs to the site where it was taken; no feed entry, because every desk fetches anew.
  `UPDATE contact SET row_scope = 'site:' || site_id WHERE row_scope = 'council' AND site_id IS NOT NULL
    AND resident_id IS NULL AND property_id IS NULL AND case_id IS NULL`,
  `CREATE TABLE staff_scope (council text NOT NULL, staff_id text NOT NULL, scope text NOT NULL, granted_at bigint NOT NULL,
    granted_by text NOT NULL, PRIMARY KEY (council, staff_id, scope))`,
  // What a desk says it has purged, and whether that is what it should have.
  `CREATE TABLE purge_receipt (council text NOT NULL, device_id text NOT NULL, staff_id text NOT NULL, receipt_id text NOT NULL,
    received_at bigint NOT NULL, receipt jsonb NOT NULL, expected jsonb NOT NULL, matches boolean NOT NULL,
    PRIMARY KEY (council, device_id, staff_id, receipt_id))`,
  // One order a device; `token` lets the device report what it did after it has nothing left to sign in with.
  `CREATE TABLE wipe (council text NOT NULL, device_id text NOT NULL, staff_id text NOT NULL, ordered_at bigint NOT NULL,
    ordered_by text NOT NULL, at_once boolean NOT NULL, token text NOT NULL, done_at bigint, receipt jsonb,
    PRIMARY KEY (council, device_id))`,
];

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
