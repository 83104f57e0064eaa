import { randomInt } from 'node:crypto';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { audit } from '../commands/audit.ts';
import { createAccount, hashPassphrase } from '../identity/accounts.ts';
import { staffNamed } from '../identity/granted-scopes.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { wrongUse, type AdminCommand } from './admin-command.ts';

const usage = ['account reopen <username>', 'account close <username>'];
// Easily told apart when read aloud: no 0 and O, no 1 and l.
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
const group = (): string => Array.from({ length: 5 }, () => SIGNS[randomInt(SIGNS.length)]).join('');

/** Accounts of the centre's own: a new passphrase, so that a leaver's sealed work can be sent once more; or none. */
export const account: AdminCommand = {
  usage,
  async run(store, { words: [way, username, ...rest], by, now }) {
    if ((way !== 'reopen' && way !== 'close') || username === undefined || rest.length > 0) return wrongUse({ usage });
    if (way === 'close') return close(store, username, by, now);
    const passphrase = [group(), group(), group(), group()].join('-');
    const hash = await hashPassphrase(passphrase);
    return store.transaction(async (transaction) => {
      const person = await staffNamed(transaction, username);
      if (person === null) return fail('unknown-person', `Nobody signs in as “${username}”. Check the username.`);
      await createAccount(transaction, { username, staffId: person.id, hash });
      await audit(transaction, { at: now, staffId: person.id, deviceId: 'centre', action: 'reopen-account', subject: person.id, detail: { by } });
      return succeed(`${person.name} signs in with this passphrase from now on: ${passphrase}\nIt is shown once. Close the account again when their work is sent.`);
    });
  },
};

function close(store: CentralStore, username: string, by: string, now: number): Promise<Outcome<string>> {
  return store.transaction(async (transaction) => {
    const person = await staffNamed(transaction, username);
    if (person === null) return fail('unknown-person', `Nobody signs in as “${username}”. Check the username.`);
    await transaction.query('DELETE FROM account WHERE council = $1 AND staff_id = $2', [store.council, person.id]);
    await transaction.query('DELETE FROM refresh_token WHERE council = $1 AND staff_id = $2', [store.council, person.id]);
    await audit(transaction, { at: now, staffId: person.id, deviceId: 'centre', action: 'close-account', subject: person.id, detail: { by } });
    return succeed(`${person.name} can’t sign in any more; a desk of theirs that is open is signed out within a quarter of an hour.`);
  });
}
