/** Scopes granted to a person by name, beside what their role gives: a restricted service, or another site. */
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { put } from '#domain/records.ts';
import type { Service, Site, StaffMember } from '#domain/records/council.ts';
import { isRestrictedCategory, restrictedScope, siteScope } from '#contract/scopes.ts';
import { audit } from '../commands/audit.ts';
import type { CentralStore, CentralTransaction } from '../pg/central-store.ts';
import { usernameKey } from './accounts.ts';

export async function grantedScopes(transaction: Pick<CentralTransaction, 'query' | 'council'>, staffId: string): Promise<string[]> {
  const { rows } = await transaction.query<{ scope: string }>(
    'SELECT scope FROM staff_scope WHERE council = $1 AND staff_id = $2 ORDER BY scope', [transaction.council, staffId]);
  return rows.map(({ scope }) => scope);
}

/** What can be granted by name, with words for each. */
export async function grantable(transaction: CentralTransaction): Promise<{ scope: string; name: string }[]> {
  const services = await transaction.load({ kind: 'rows', table: 'service', where: {} }) as Service[];
  const sites = await transaction.load({ kind: 'rows', table: 'site', where: {} }) as Site[];
  return [
    ...services.filter(({ category }) => isRestrictedCategory(category)).map(({ id, name }) => ({ scope: restrictedScope(id), name })),
    ...sites.map(({ id, name }) => ({ scope: siteScope(id), name })),
  ];
}

export interface ScopeChange { way: 'grant' | 'revoke'; username: string; scope: string; by: string; now: number }

export async function staffNamed(transaction: CentralTransaction, username: string): Promise<StaffMember | null> {
  const { rows } = await transaction.query<{ staff_id: string }>(
    'SELECT staff_id FROM account WHERE council = $1 AND username = $2', [transaction.council, usernameKey(username)]);
  const staffId = rows[0]?.staff_id ?? null;
  return await transaction.load({ kind: 'row', table: 'staff', id: staffId }) as StaffMember | null;
}

/**
 * Grants or revokes, and writes the person's own row again: the feed's head moves with it, so that every desk of theirs
 * that is in touch hears of it at once. Answers what was done, in a sentence.
 */
export function changeScope(store: CentralStore, { way, username, scope, by, now }: ScopeChange): Promise<Outcome<string>> {
  return store.transaction(async (transaction) => {
    const person = await staffNamed(transaction, username);
    if (person === null) return fail('unknown-person', `Nobody signs in as “${username}”. Check the username.`);
    const known = await grantable(transaction);
    const granted = await grantedScopes(transaction, person.id);
    if (way === 'grant' && !known.some((one) => one.scope === scope)) {
      return fail('bad-input', `“${scope}” can’t be granted. These can: ${known.map((one) => `${one.scope} (${one.name})`).join(', ')}.`);
    }
    if (granted.includes(scope) === (way === 'grant')) {
      return succeed(way === 'grant' ? `${person.name} holds ${scope} already. Nothing was changed.` : `${person.name} was not granted ${scope}. Nothing was changed.`);
    }
    const key = [transaction.council, person.id, scope];
    await (way === 'grant'
      ? transaction.query('INSERT INTO staff_scope (council, staff_id, scope, granted_at, granted_by) VALUES ($1, $2, $3, $4, $5)', [...key, now, by])
      : transaction.query('DELETE FROM staff_scope WHERE council = $1 AND staff_id = $2 AND scope = $3', key));
    await audit(transaction, { at: now, staffId: person.id, deviceId: 'centre', action: `${way}-scope`, subject: person.id, detail: { scope, by } });
    await transaction.write([put('staff', person)]);
    return succeed(way === 'grant'
      ? `${person.name} now holds ${scope}. Their desks fetch what belongs to it.`
      : `${person.name} no longer holds ${scope}. Their desks purge it at once, or first thing when they are next in touch.`);
  });
}
