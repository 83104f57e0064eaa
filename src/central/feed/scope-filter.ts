/** SQL for "this row's scope is among this person's", as `covers` of the contract says it. */
import { serviceScope } from '#contract/scopes.ts';
import type { ServiceCategory } from '#domain/vocabulary.ts';

const ANY_SERVICE = serviceScope('' as ServiceCategory);

/** A condition over a column, with the parameter at `index`; the parameter is `scopes` itself. */
export function scopeCondition(column: string, scopes: readonly string[], index: number): string {
  const listed = `${column} = ANY($${String(index)}::text[])`;
  return scopes.includes('service') ? `(${listed} OR ${column} LIKE '${ANY_SERVICE}%')` : listed;
}
