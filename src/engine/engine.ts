/**
 * The process that owns the encrypted files, without the process: `transport/` puts it in one. Main's own calls start
 * and end a person's session; the screen's calls are answered from it.
 */
import { channels, type ChannelName } from '#contract/channels.ts';
import type { EngineCallName, EngineCalls, FromEngine, ToEngine } from '#contract/engine-protocol.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { createRequestMeter } from './diagnostics/request-meter.ts';
import { engineCallSchemas } from './engine-calls.ts';
import { openDesk, type OpenDesk } from './open-desk.ts';
import { answerScreen } from './screen-calls.ts';
import { diskFailure, isDiskFault } from './store/disk-faults.ts';
import { faultOf } from './store/sealed-database.ts';
import { createCentralClient, type CentralClient } from './sync/central-client.ts';

export interface EngineOptions {
  emit: (message: FromEngine) => void;
  /** A bug. `fatal` where going on could leave what is shown apart from what is kept: the process should end. */
  report: (error: unknown, fatal: boolean) => void;
  now?: () => number;
  /** Milliseconds of a clock that only goes forward, whatever is done to the computer's own. */
  forward?: () => number;
  fetch?: typeof fetch;
}

export interface Engine {
  /** Answers every message with one `answer`, and never rejects. */
  receive: (message: ToEngine) => Promise<void>;
  /** The key given to `open` is taken over: it is wiped when the desk closes. */
  call: <N extends EngineCallName>(name: N, args: EngineCalls[N]['args']) => Promise<Outcome<EngineCalls[N]['answer']>>;
  screen: (channel: ChannelName, args: unknown) => Promise<Outcome<unknown>>;
}

export function createEngine({ emit, report, now = Date.now, forward = () => performance.now(), fetch: fetchWith = fetch }: EngineOptions): Engine {
  let client: CentralClient | null = null;
  let open: OpenDesk | null = null;
  let lastSubscription = 0;
  let appVersion = '0';
  const meter = createRequestMeter(now);

  const notConfigured = (): Outcome<never> => fail('unexpected', 'Casefront does not know where the centre is. Start it again.');
  const onError = (error: unknown): void => {
    const fault = faultOf(error);
    if (fault === 'damaged') emit({ kind: 'trouble', code: 'cache-damaged' });
    else if (isDiskFault(fault)) emit({ kind: 'trouble', code: fault });
    else report(error, true);
  };
  async function close(): Promise<void> {
    const closing = open;
    open = null;
    await closing?.close();
  }

  const calls: { [N in EngineCallName]: (args: EngineCalls[N]['args']) => Promise<Outcome<EngineCalls[N]['answer']>> } = {
    async configure({ centralUrl, appVersion: version }) {
      await close();
      appVersion = version;
      client = meter.over(createCentralClient(centralUrl, fetchWith));
      return succeed(null);
    },
    hello: async () => client === null ? notConfigured() : client.hello(),
    'central-sign-in': async (asked) => client === null ? notConfigured() : client.signIn(asked),
    'central-recover-key': async ({ token, ...asked }) => client === null ? notConfigured() : client.recoverKey(token, asked),
    'central-standing': async ({ desks }) => client === null ? notConfigured() : client.standing(desks),
    async 'central-wiped'(report) {
      if (client === null) return notConfigured();
      const told = await client.reportWiped(report);
      return told.ok ? succeed(null) : told;
    },
    async open(args) {
      if (client === null) return notConfigured();
      await close();
      const opened = await openDesk(args, {
        client, now, forward, onError,
        deliver: (event) => { emit({ kind: 'live', event }); },
        trouble: (code) => { emit({ kind: 'trouble', code }); },
        wipe: (token, unsent) => { emit({ kind: 'wipe', token, unsent }); },
        leaseOver: (since, unsent) => { emit({ kind: 'lease-over', since, unsent }); },
        unsent: (count) => { emit({ kind: 'unsent', count }); },
        nextSubscription: () => lastSubscription += 1,
      });
      if (!opened.ok) return opened;
      open = opened.value;
      return succeed(open.person());
    },
    async close() {
      await close();
      return succeed(null);
    },
  };

  /** Only one of main's calls runs at a time: two sign-ins at once would open one file twice. */
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = before.then(work);
    before = next.catch(() => undefined);
    return next;
  };

  const badInput = (): Outcome<never> => fail('bad-input', 'Casefront was asked for something it can’t do. Try again.');
  async function guarded<T>(fatal: boolean, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    try {
      return await work();
    } catch (error) {
      const fault = faultOf(error);
      if (fault === null) report(error, fatal);
      else onError(error);
      if (fault === 'damaged') return fail('cache-damaged', 'This computer’s copy is damaged. It is fetched anew; unsent work is safe.');
      if (isDiskFault(fault)) return diskFailure(fault, 'try-again');
      return fail('unexpected', 'Something went wrong in Casefront. Try again; what you entered is kept.');
    }
  }

  const engine: Engine = {
    call(name, args) {
      const schema = engineCallSchemas[name];
      return guarded(true, async () => {
        const parsed = schema.safeParse(args);
        if (!parsed.success) return badInput();
        const work = (): Promise<Outcome<EngineCalls[typeof name]['answer']>> => calls[name](parsed.data);
        return name === 'configure' || name === 'open' || name === 'close' ? inTurn(work) : work();
      });
    },
    screen(channel, args) {
      return guarded(channel === 'command.give', async () => {
        if (!Object.hasOwn(channels, channel) || channels[channel].answeredBy !== 'engine') return badInput();
        const parsed = channels[channel].args.safeParse(args);
        if (!parsed.success) return badInput();
        if (open === null) return fail('signed-out', 'Sign in first.');
        return answerScreen(open, channel, parsed.data, { appVersion, meter });
      });
    },
    async receive(message) {
      const outcome = message.kind === 'call'
        ? await engine.call(message.name, message.args as EngineCalls[typeof message.name]['args'])
        : await engine.screen(message.channel, message.args);
      emit({ kind: 'answer', id: message.id, outcome });
    },
  };
  return engine;
}
