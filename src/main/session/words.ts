/** What a person is told when signing in does not work. Each says what to do next. */
import { fail, type Failure } from '#contract/failures.ts';

type Refusal = { ok: false; failure: Failure };
const duration = (seconds: number): string =>
  seconds < 90 ? `${String(seconds)} seconds` : `${String(Math.ceil(seconds / 60))} minutes`;

export const someoneIsSignedIn = (): Refusal => fail('not-allowed', 'Somebody is signed in on this desk. Sign out first.');
export const signInFirst = (): Refusal => fail('signed-out', 'Sign in to go on. What you typed is kept on this desk.');
export const hereAlready = (): Refusal => fail('not-allowed', 'That is whose desk is open. Choose somebody else.');
export const keychainElsewhere = (): Refusal =>
  fail('keychain-missing', 'This computer’s keychain no longer opens that desk. Lock this one and sign in there: the centre can open it.');
export const wiped = (): Refusal => fail('wipe-ordered', 'The council has had this desk wiped. What was sent before is safe at the centre.');
export const lineBrokeBeforeWipe = (): Refusal =>
  fail('centre-unreachable', 'The council has this desk wiped, and the line broke before all its unsent work was sent. The work is kept here: sign in again when there is a connection, and it is sent first.');
export const noSuchWay = (): Refusal => fail('not-allowed', 'That is not possible from this screen. Go back to the sign-in screen.');
export const newerKeyring = (): Refusal =>
  fail('cache-newer', 'A newer Casefront was used on this desk. Update Casefront to sign in here; unsent work is kept.');
export const firstTimeNeedsCentre = (): Refusal =>
  fail('centre-unreachable', 'The centre can’t be reached, and this name has not been used on this desk before. The first sign-in needs a connection.');
export const damagedNeedsCentre = (): Refusal =>
  fail('centre-unreachable', 'Your key file on this desk can’t be read, and the centre can’t be reached. Sign in again when there is a connection.');
export const recoveryNeedsCentre = (): Refusal =>
  fail('centre-unreachable', 'The centre can’t be reached, and only the centre can open your key again. Try again when there is a connection; nothing is lost.');
export const notYourKey = (): Refusal =>
  fail('unexpected', 'The centre gave back a key that does not fit this desk. Nothing was changed and unsent work is kept. Tell your administrator.');

export function wrongPassphrase(left: number, seconds: number): Refusal {
  if (seconds > 0) return waitFirst(seconds);
  const sentence = left === 1
    ? 'That passphrase does not open this desk. One more try, then there is a wait.'
    : `That passphrase does not open this desk. ${String(left)} more tries, then there is a wait.`;
  return fail('wrong-passphrase', sentence, { triesLeft: left });
}

export const waitFirst = (seconds: number): Refusal =>
  fail('too-many-tries', `Too many wrong passphrases. Wait ${duration(seconds)}, then try again.`, { seconds });
