/** What the scopes of rows hang on, read from the store: services and partners by category, and the scopes of rows that are followed. */
import type { TableName } from '#domain/records.ts';
import type { ServiceCategory } from '#domain/vocabulary.ts';
import { followedBy, isMovable, scopeOfRow, type Followed } from '#contract/scope-of-row.ts';
import { isRestrictedCategory, RESTRICTED } from '#contract/scopes.ts';
import type { Session } from '../pg/database.ts';
import { tableSql } from '../pg/ddl.ts';
import type { PlainRow } from '../pg/rows.ts';

type ById = ReadonlyMap<string, ServiceCategory>;

/** Categories of the council's services, and of the partners that its staff work for, by id: what rows are filed under. */
export interface Categories { services: ById; partners: ById }

export const noCategories: Categories = { services: new Map(), partners: new Map() };

export async function loadCategories(session: Session, council: string): Promise<Categories> {
  const { rows } = await session.query<{ of: keyof Categories; id: string; category: ServiceCategory }>(
    `SELECT 'services' AS of, id, category FROM service WHERE council = $1
     UNION ALL SELECT 'partners', id, partner_category FROM staff WHERE council = $1 AND partner_category IS NOT NULL`, [council]);
  const byId = (kind: keyof Categories): ById => new Map(rows.filter(({ of }) => of === kind).map(({ id, category }) => [id, category]));
  return { services: byId('services'), partners: byId('partners') };
}

const keyOf = ({ table, id }: Followed): string => `${table} ${id}`;

/**
 * Which of the followed rows are restricted, and under which scope. A council that restricts no service asks nothing:
 * nearly every contact names a case, and there may be millions.
 */
async function restrictedAmong(session: Session, council: string, followed: Followed[], categories: Categories): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (![...categories.services.values()].some(isRestrictedCategory)) return found;
  for (const table of new Set(followed.map((one) => one.table))) {
    const ids = followed.filter((one) => one.table === table).map(({ id }) => id);
    const { rows } = await session.query<{ id: string; row_scope: string }>(
      `SELECT id, row_scope FROM ${tableSql(table)} WHERE council = $1 AND id = ANY($2::text[]) AND row_scope LIKE '${RESTRICTED}%'`, [council, ids]);
    for (const { id, row_scope: scope } of rows) found.set(keyOf({ table, id }), scope);
  }
  return found;
}

/** The scopes of rows of one table, in their order; the rows they follow must be in the store. */
export async function scopesFor(session: Session, council: string, table: TableName, rows: PlainRow[], categories: Categories): Promise<string[]> {
  const followed = isMovable(table) ? rows.flatMap((row) => followedBy(table, row)) : [];
  const restricted = await restrictedAmong(session, council, followed, categories);
  const facts = {
    category: (id: string) => categories.services.get(id), partner: (id: string) => categories.partners.get(id) ?? null,
    scope: (one: Followed) => restricted.get(keyOf(one)) ?? null,
  };
  return rows.map((row) => scopeOfRow(table, row, facts));
}
