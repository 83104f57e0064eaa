import type { TableName } from '#domain/records.ts';
import { serviceScope } from '#contract/scopes.ts';
import { tables } from '#contract/tables.ts';
import type { ServiceCategory } from '#domain/vocabulary.ts';
import type { Session } from '../pg/database.ts';

/** Categories of the council's services by id: what a row of scope `service` is filed under. */
export type Categories = ReadonlyMap<string, ServiceCategory>;

export async function loadCategories(session: Session, council: string): Promise<Map<string, ServiceCategory>> {
  const { rows } = await session.query<{ id: string; category: ServiceCategory }>('SELECT id, category FROM service WHERE council = $1', [council]);
  return new Map(rows.map((service) => [service.id, service.category]));
}

/** A row of a service nobody has described is the council's own: no partner can claim it. */
export function scopeOfRow(table: TableName, row: { serviceId?: string | null }, categories: Categories): string {
  const rule = tables[table].scope;
  if (rule !== 'service') return rule;
  const category = categories.get(row.serviceId ?? '');
  return category === undefined ? 'council' : serviceScope(category);
}
