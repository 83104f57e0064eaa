import { sql, type Kysely } from 'kysely';

/** What a partner logged on a case is their service's, too; no feed entry, because every desk fetches anew. */
const statement = `UPDATE contact SET row_scope = 'service:' || s.partner_category FROM staff s
  WHERE contact.row_scope = 'council' AND s.council = contact.council AND s.id = contact.staff_id AND s.partner_category IS NOT NULL`;

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql.raw(statement).execute(database);
}
