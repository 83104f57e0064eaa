/** SQL for "this row's scope is among this person's", as `covers` of the contract says it. */
import { wildcards } from '#contract/scopes.ts';

/** A condition over a column, with the parameter at `index`; the parameter is `scopes` itself. */
export function scopeCondition(column: string, scopes: readonly string[], index: number): string {
  const kinds = wildcards.filter((all) => scopes.includes(all)).map((all) => `${column} LIKE '${all}:%'`);
  const any = [`${column} = ANY($${String(index)}::text[])`, ...kinds];
  return any.length === 1 ? any.join('') : `(${any.join(' OR ')})`;
}
