import type { Outcome } from '#contract/failures.ts';

/**
 * Who somebody is. Local accounts answer today; a council's directory (OIDC) is another implementation, chosen where
 * the centre is started. What a person may see and do is not its business: that follows from their staff record.
 */
export interface IdentityProvider {
  signIn: (credentials: { username: string; passphrase: string }) => Promise<Outcome<{ staffId: string }>>;
  /** Asked with each refresh: false ends the shift of somebody whose account has gone. */
  stillKnown: (staffId: string) => Promise<boolean>;
}
