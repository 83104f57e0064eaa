import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { usernameKey } from './accounts.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { hashPassphrase, passphraseMatches, type PassphraseHash } from './passphrase.ts';

export const TRIES_BEFORE_LOCK = 5;
const FIRST_LOCK_MS = 60_000;
const LONGEST_LOCK_MS = 15 * 60_000;

/** A minute after the fifth wrong try, doubled with each one after, up to a quarter of an hour. */
export function lockAfter(failedTries: number): number {
  if (failedTries < TRIES_BEFORE_LOCK) return 0;
  return Math.min(FIRST_LOCK_MS * 2 ** Math.min(failedTries - TRIES_BEFORE_LOCK, 10), LONGEST_LOCK_MS);
}

export function lockedFailure(waitMs: number): ReturnType<typeof fail> {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return fail('too-many-tries', `Too many tries. Wait ${seconds < 90 ? `${String(seconds)} seconds` : `${String(Math.ceil(seconds / 60))} minutes`}, then try again.`, { seconds });
}

interface Try { staffId: string; hash: PassphraseHash }

export function localAccounts(store: CentralStore, clock: () => number): IdentityProvider {
  // Hashing goes on for a name nobody has, so that the time taken doesn't tell which names exist.
  const nobody = hashPassphrase('nobody has this passphrase');

  /** Counts the try before it is known to be wrong: guesses sent side by side each cost one. */
  const countTry = (username: string): Promise<Outcome<Try> | null> => store.transaction(async (transaction) => {
    const { rows } = await transaction.query<{ staff_id: string; password_hash: PassphraseHash; failed_tries: number; locked_until: number }>(
      'SELECT staff_id, password_hash, failed_tries, locked_until FROM account WHERE council = $1 AND username = $2 FOR UPDATE', [store.council, username]);
    const account = rows[0];
    if (account === undefined) return null;
    const now = clock();
    if (account.locked_until > now) return lockedFailure(account.locked_until - now);
    const tries = account.failed_tries + 1;
    const lock = lockAfter(tries);
    await transaction.query('UPDATE account SET failed_tries = $3, locked_until = $4 WHERE council = $1 AND username = $2',
      [store.council, username, tries, lock === 0 ? 0 : now + lock]);
    return succeed({ staffId: account.staff_id, hash: account.password_hash });
  });

  const forgive = (username: string): Promise<unknown> => store.transaction((transaction) => transaction.query(
    'UPDATE account SET failed_tries = 0, locked_until = 0 WHERE council = $1 AND username = $2', [store.council, username]));

  return {
    signIn: async ({ username: given, passphrase }) => {
      const username = usernameKey(given);
      const counted = await countTry(username);
      if (counted !== null && !counted.ok) return counted;
      const right = await passphraseMatches(passphrase, counted?.value.hash ?? await nobody);
      if (counted === null || !right) {
        return fail('wrong-passphrase', 'That name and passphrase do not go together. Check both and try again.');
      }
      await forgive(username);
      return succeed({ staffId: counted.value.staffId });
    },
    stillKnown: async (staffId) => {
      const { rows } = await store.query('SELECT 1 FROM account WHERE council = $1 AND staff_id = $2 LIMIT 1', [store.council, staffId]);
      return rows.length > 0;
    },
  };
}
