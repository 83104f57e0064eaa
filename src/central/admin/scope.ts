import { succeed } from '#contract/failures.ts';
import { changeScope, grantable } from '../identity/granted-scopes.ts';
import { wrongUse, type AdminCommand } from './admin-command.ts';

const usage = ['scope grant <username> <scope>', 'scope revoke <username> <scope>', 'scope list'];

/** Restricted services and other sites, granted to people by name. Takes effect at once, also on desks that are open. */
export const scope: AdminCommand = {
  usage,
  async run(store, { words: [way, username, name], by, now }) {
    if (way === 'list' && username === undefined) {
      const { rows } = await store.query<{ name: string; scope: string; granted_by: string }>(
        `SELECT s.name, g.scope, g.granted_by FROM staff_scope g JOIN staff s ON s.council = g.council AND s.id = g.staff_id
         WHERE g.council = $1 ORDER BY s.name, g.scope`, [store.council]);
      const held = rows.map((row) => `${row.name}: ${row.scope} (granted by ${row.granted_by})`);
      const can = await store.transaction(grantable);
      return succeed([...held.length === 0 ? ['Nobody holds a scope by name.'] : held, 'These can be granted:', ...can.map((one) => `  ${one.scope}  ${one.name}`)].join('\n'));
    }
    if ((way !== 'grant' && way !== 'revoke') || username === undefined || name === undefined) return wrongUse({ usage });
    return changeScope(store, { way, username, scope: name, by, now });
  },
};
