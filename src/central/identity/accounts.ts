/** The centre's own accounts, for councils and demos without a directory to sign in with. */
import type { CentralTransaction } from '../pg/central-store.ts';
import { hashPassphrase, type PassphraseHash } from './passphrase.ts';

export { hashPassphrase };

/** Usernames are one whatever the case they are typed in. */
export const usernameKey = (username: string): string => username.trim().toLowerCase().normalize('NFKC');

/** Makes a person's account, or gives it another passphrase, which also opens it where it was locked. */
export async function createAccount(
  transaction: CentralTransaction, account: { username: string; staffId: string; hash: PassphraseHash },
): Promise<void> {
  await transaction.query(`INSERT INTO account (council, username, staff_id, password_hash) VALUES ($1, $2, $3, $4)
    ON CONFLICT (council, username) DO UPDATE SET staff_id = excluded.staff_id, password_hash = excluded.password_hash,
      failed_tries = 0, locked_until = 0`, [transaction.council, usernameKey(account.username), account.staffId, account.hash]);
}
