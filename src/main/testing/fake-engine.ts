/** An engine and a centre in one, as the session sees them through `call`. */
import type { SignedInPerson } from '#contract/channels.ts';
import type { EngineCallName, EngineCalls } from '#contract/engine-protocol.ts';
import { fail, succeed, type Failure, type Outcome } from '#contract/failures.ts';
import type { Hello, SignInAnswer } from '#contract/wire.ts';
import { escrowPair } from './fakes.ts';

type Answers = { [N in EngineCallName]: (args: EngineCalls[N]['args']) => Outcome<EngineCalls[N]['answer']> | Promise<Outcome<EngineCalls[N]['answer']>> };

const escrow = escrowPair();
const unreachable = () => fail('centre-unreachable', 'The centre can’t be reached.');

export class FakeEngine {
  online = true;
  passphrase = 'river otter lantern';
  staff = { id: 'staff-1', name: 'Amina Khan' };
  /** What `open` answers instead of opening, while set. */
  openFailure: Failure | null = null;
  signInFailure: Failure | null = null;
  readonly calls: { name: EngineCallName; args: unknown }[] = [];
  /** Each key that a desk was opened with, copied at that moment. */
  readonly keys: Buffer[] = [];
  /** How long a question whether it is there goes unanswered, in milliseconds. */
  silentMs = 0;
  /** The token of an order to wipe that a sign-in brings. */
  wipeOnSignIn: string | null = null;
  recoveries = 0;
  /** Devices that the centre has wiped with nobody signed in, and what was reported to it. */
  readonly wipeAtOnce = new Set<string>();
  readonly wiped: EngineCalls['central-wiped']['args'][] = [];

  readonly hello: Hello = {
    protocol: 1, schema: 1, council: { id: 'harrowmere', name: 'Harrowmere Borough Council' }, demoPassphrase: null,
    demoPeople: [{ username: 'amina', name: 'Amina Khan', post: 'customer-service-operative', siteName: 'Contact centre' }],
  };

  call = async <N extends EngineCallName>(name: N, args: EngineCalls[N]['args']): Promise<Outcome<EngineCalls[N]['answer']>> => {
    this.calls.push({ name, args });
    return this.#answers[name](args);
  };

  opens(): EngineCalls['open']['args'][] {
    return this.calls.filter((one) => one.name === 'open').map((one) => one.args as EngineCalls['open']['args']);
  }

  readonly #answers: Answers = {
    configure: () => succeed(null),
    hello: async () => {
      if (this.silentMs > 0) await new Promise((resolve) => { setTimeout(resolve, this.silentMs); });
      return this.online ? succeed(this.hello) : unreachable();
    },
    'central-sign-in': ({ passphrase }) => {
      if (!this.online) return unreachable();
      if (this.signInFailure !== null) return { ok: false, failure: this.signInFailure };
      return passphrase === this.passphrase ? succeed(this.#signedIn()) : fail('wrong-passphrase', 'That passphrase is not right.');
    },
    'central-recover-key': ({ sealed, deviceId }) => {
      if (!this.online) return unreachable();
      const opened = escrow.open(sealed);
      if (opened.deviceId !== deviceId || opened.staffId !== this.staff.id) return fail('not-allowed', 'That key is another person’s.');
      this.recoveries += 1;
      return succeed({ key: opened.key });
    },
    'central-standing': ({ desks }) => this.online
      ? succeed({ wipe: desks.filter(({ deviceId }) => this.wipeAtOnce.has(deviceId)).map((desk) => ({ ...desk, token: `wipe ${desk.deviceId}` })) }) : unreachable(),
    'central-wiped': (report) => {
      if (!this.online) return unreachable();
      this.wiped.push(report);
      return succeed(null);
    },
    open: ({ key }) => {
      this.keys.push(Buffer.from(key));
      return this.openFailure !== null ? { ok: false, failure: this.openFailure } : succeed(this.#person());
    },
    close: () => succeed(null),
  };

  #person(): SignedInPerson {
    return {
      staffId: this.staff.id, name: this.staff.name, post: 'customer-service-operative', role: 'operative',
      siteId: 'site-1', siteName: 'Contact centre', councilName: 'Harrowmere Borough Council',
    };
  }

  #signedIn(): SignInAnswer {
    return {
      token: 'token', tokenExpiresAt: 0, refreshToken: 'refresh', council: this.hello.council, scopes: [], epoch: 'e1', centreTime: 0,
      staff: { ...this.staff, post: 'customer-service-operative', role: 'operative', siteId: 'site-1', teamId: 'team-1', partnerCategory: null },
      escrowKey: escrow.pem, ...this.wipeOnSignIn === null ? {} : { wipe: this.wipeOnSignIn },
    };
  }
}
