/** One person's standing with the centre: tokens, renewed in time, and how far the two clocks are apart. */
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { SignInAnswer } from '#contract/wire.ts';
import type { CentralClient } from './central-client.ts';

const RENEW_BEFORE_MS = 60_000;

export interface CentralSession {
  /** Runs a request with a good token; one that is refused is renewed once. */
  authorised: <T>(request: (token: string) => Promise<Outcome<T>>) => Promise<Outcome<T>>;
  /** A token that is good now; null where one would have to be asked for. */
  inHand: () => string | null;
  /** The centre's clock less this desk's, in milliseconds; 0 until measured. */
  clockOffset: () => number;
  measured: (sentAt: number, receivedAt: number, centreTime: number) => void;
}

export interface SessionOptions {
  client: CentralClient;
  deviceId: string;
  /** Whose desk this is. */
  staffId: string;
  now: () => number;
  /** The answer to a sign-in just made; null where the person opened the desk without the centre. */
  signIn: SignInAnswer | null;
  /** Kept from the last time, for a desk opened without the centre. */
  refreshToken: string | null;
  clockOffset: number;
  /** Ends what is under way when the desk closes. */
  signal: AbortSignal;
  /** The centre's clock was heard. */
  onMeasured: (centreTime: number) => void;
  /** Each renewal: the next refresh token must outlive the process, and the person's post may have changed. */
  onRenewed: (answer: SignInAnswer) => void;
}

const signedOut = (): Outcome<never> => fail('signed-out', 'You have been signed out by the centre. Sign in again; your work is kept on this desk.');

export function createCentralSession(options: SessionOptions): CentralSession {
  const { client, deviceId, now } = options;
  let { clockOffset } = options;
  let token: { text: string; expiresAt: number } | null = null;
  let refreshToken = options.signIn?.refreshToken ?? options.refreshToken;
  let renewal: Promise<Outcome<string>> | null = null;

  const measured = (sentAt: number, receivedAt: number, centreTime: number): void => {
    clockOffset = Math.round(centreTime - (sentAt + receivedAt) / 2);
    options.onMeasured(centreTime);
  };
  if (options.signIn !== null) {
    token = { text: options.signIn.token, expiresAt: options.signIn.tokenExpiresAt };
    clockOffset = options.signIn.centreTime - now();
  }

  async function renew(): Promise<Outcome<string>> {
    if (refreshToken === null) return signedOut();
    const sentAt = now();
    const answer = await client.refresh({ refreshToken, deviceId }, options.signal);
    if (!answer.ok) {
      const { code } = answer.failure;
      return ['centre-unreachable', 'too-many-tries', 'too-old', 'too-new', 'wipe-ordered'].includes(code) ? answer : signedOut();
    }
    // A token of somebody else must never send, fetch or keep anything under this person's name.
    if (answer.value.staff.id !== options.staffId) return signedOut();
    measured(sentAt, now(), answer.value.centreTime);
    token = { text: answer.value.token, expiresAt: answer.value.tokenExpiresAt };
    refreshToken = answer.value.refreshToken;
    options.onRenewed(answer.value);
    return succeed(token.text);
  }
  /** A refresh token may be good for one use: requests that need a new token at once share one renewal. */
  const renewOnce = (): Promise<Outcome<string>> => {
    renewal ??= renew().finally(() => { renewal = null; });
    return renewal;
  };

  const inHand = (): string | null => token !== null && token.expiresAt - (now() + clockOffset) > RENEW_BEFORE_MS ? token.text : null;

  return {
    inHand,
    async authorised(request) {
      const good = inHand();
      const first = good === null ? await renewOnce() : succeed(good);
      if (!first.ok) return first;
      const answer = await request(first.value);
      if (answer.ok || answer.failure.code !== 'signed-out' || good === null) return answer;
      const second = await renewOnce();
      return second.ok ? request(second.value) : second;
    },
    clockOffset: () => clockOffset,
    measured,
  };
}
