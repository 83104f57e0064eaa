/**
 * Keeps one engine running and talks to it. When it dies, every call in flight is answered, it is started again with
 * a growing pause, the session is opened again in it, and only then do the screen's calls go through. Three deaths
 * within a minute end that: somebody has to look.
 */
import type { ChannelName } from '#contract/channels.ts';
import type { EngineCallName, EngineCalls, FromEngine, ToEngine } from '#contract/engine-protocol.ts';
import { fail, type Outcome } from '#contract/failures.ts';
import type { LiveEvent } from '#contract/views.ts';
import type { Log } from '../lifecycle/log.ts';
import { deferred } from './deferred.ts';
import type { EngineProcess } from './engine-process.ts';

export type EngineTrouble = Extract<FromEngine, { kind: 'trouble' }>['code'];

export interface EngineHostOptions {
  spawn: () => EngineProcess;
  configuration: EngineCalls['configure']['args'];
  log: Log;
  onLive: (event: LiveEvent) => void;
  onTrouble: (code: EngineTrouble) => void;
  /** The centre has the open desk wiped; what could be sent has been. */
  onWipe: (token: string, unsent: number) => void;
  /** The open desk was out of touch for too long: it has to be closed. */
  onLeaseOver: (over: { since: number; unsent: number }) => void;
  /** How much work of the open desk the centre does not have. */
  onUnsent: (count: number) => void;
  /** A new engine runs in place of one that died: open the session in it. The screen's calls wait until this is done. */
  onRevived: () => Promise<void>;
  /** It died too often; `restart` begins anew. */
  onGivenUp: () => void;
  pauses?: { afterDeathMs: readonly number[]; readyWithinMs: number; closeWithinMs: number };
}

const DEATHS_WITHIN_MS = 60_000;
const MOST_DEATHS = 3;
const usualPauses = { afterDeathMs: [100, 1000], readyWithinMs: 20_000, closeWithinMs: 3000 };
const stoppedWords = 'The part of Casefront that keeps your work stopped and is being started again. What you typed is kept; try once more.';

const engineStopped = (): { ok: false; failure: ReturnType<typeof fail>['failure'] } => fail('engine-stopped', stoppedWords);

export class EngineHost {
  readonly #options: EngineHostOptions;
  readonly #pauses: NonNullable<EngineHostOptions['pauses']>;
  readonly #inFlight = new Map<number, (outcome: Outcome<unknown>) => void>();
  #process: EngineProcess | null = null;
  #deaths: number[] = [];
  #lastId = 0;
  #stopping = false;
  #restartTimer: NodeJS.Timeout | null = null;
  /** Settled with whether there is an engine: that takes main's calls (`#running`), and the screen's (`#usable`). */
  #running = deferred<boolean>();
  #usable = deferred<boolean>();

  constructor(options: EngineHostOptions) {
    this.#options = options;
    this.#pauses = options.pauses ?? usualPauses;
  }

  /** Does nothing where it has been stopped already. */
  start(): void {
    if (!this.#stopping) void this.#begin(false);
  }

  /** After giving up: counts deaths anew and starts again. Resolves with whether it runs; `onRevived` follows. */
  async restart(): Promise<boolean> {
    this.#deaths = [];
    if (this.#process === null && this.#restartTimer === null) {
      this.#awaitNewEngine();
      void this.#begin(true);
    }
    return this.#running.promise;
  }

  /** A call on main's own account. Never rejects. */
  async call<N extends EngineCallName>(name: N, args: EngineCalls[N]['args']): Promise<Outcome<EngineCalls[N]['answer']>> {
    if (!await this.#running.promise) return engineStopped();
    return await this.#send((id) => ({ kind: 'call', id, name, args })) as Outcome<EngineCalls[N]['answer']>;
  }

  /**
   * Passes on a call of the screen, whose arguments are already checked. Never rejects.
   * @param onAnswer is called with the answer before the engine's next message is looked at.
   */
  async screen(channel: ChannelName, args: unknown, onAnswer?: (outcome: Outcome<unknown>) => void): Promise<Outcome<unknown>> {
    if (!await this.#usable.promise) return engineStopped();
    return this.#send((id) => ({ kind: 'screen', id, channel, args }), onAnswer);
  }

  /**
   * To the engine that runs now, or to none: what names something of this engine's means another thing, or nothing, in the
   * next. So are the screen's own calls made while a session is opened again in a new engine, which others must wait for.
   */
  screenAtOnce(channel: ChannelName, args: unknown, onAnswer?: (outcome: Outcome<unknown>) => void): Promise<Outcome<unknown>> {
    return this.#send((id) => ({ kind: 'screen', id, channel, args }), onAnswer);
  }

  /** Lets the engine close its files, and ends it after a time if it does not. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#restartTimer !== null) clearTimeout(this.#restartTimer);
    const engine = this.#process;
    if (engine === null) return;
    const patience = deferred<null>();
    const timer = setTimeout(() => { patience.resolve(null); }, this.#pauses.closeWithinMs);
    await Promise.race([this.#send((id) => ({ kind: 'call', id, name: 'close', args: null })), patience.promise]);
    clearTimeout(timer);
    engine.kill();
  }

  #send(message: (id: number) => ToEngine, onAnswer?: (outcome: Outcome<unknown>) => void): Promise<Outcome<unknown>> {
    const engine = this.#process;
    if (engine === null) return Promise.resolve(engineStopped());
    const id = this.#lastId += 1;
    const { promise, resolve } = deferred<Outcome<unknown>>();
    this.#inFlight.set(id, (outcome) => { onAnswer?.(outcome); resolve(outcome); });
    engine.send(message(id));
    return promise;
  }

  async #begin(again: boolean): Promise<void> {
    const engine = this.#options.spawn();
    this.#process = engine;
    const ready = deferred<boolean>();
    const timer = setTimeout(() => { engine.kill(); }, this.#pauses.readyWithinMs);
    engine.onExit(() => {
      clearTimeout(timer);
      ready.resolve(false);
      this.#died(engine);
    });
    engine.onMessage((message) => {
      if (engine !== this.#process) return;
      if (message.kind === 'ready') ready.resolve(true);
      else this.#receive(message);
    });
    if (!await ready.promise) return;
    clearTimeout(timer);
    const configured = await this.#send((id) => ({ kind: 'call', id, name: 'configure', args: this.#options.configuration }));
    if (engine !== this.#process) return;
    if (!configured.ok) {
      this.#options.log.error('the engine refused its configuration', { code: configured.failure.code });
      engine.kill();
      return;
    }
    this.#running.resolve(true);
    if (again) await this.#options.onRevived();
    if (engine === this.#process) this.#usable.resolve(true);
  }

  #receive(message: Exclude<FromEngine, { kind: 'ready' }>): void {
    switch (message.kind) {
      case 'answer': {
        const settle = this.#inFlight.get(message.id);
        this.#inFlight.delete(message.id);
        settle?.(message.outcome);
        return;
      }
      case 'live': this.#options.onLive(message.event); return;
      case 'trouble': this.#options.onTrouble(message.code); return;
      case 'lease-over': this.#options.onLeaseOver({ since: message.since, unsent: message.unsent }); return;
      case 'wipe': this.#options.onWipe(message.token, message.unsent); return;
      case 'unsent': this.#options.onUnsent(message.count);
    }
  }

  #awaitNewEngine(): void {
    // Whoever waited for the old promises has its answer; those who come now wait for the new engine.
    this.#running.resolve(false);
    this.#usable.resolve(false);
    this.#running = deferred();
    this.#usable = deferred();
  }

  #died(engine: EngineProcess): void {
    if (engine !== this.#process) return;
    this.#process = null;
    const unanswered = [...this.#inFlight.values()];
    this.#inFlight.clear();
    if (!this.#stopping) this.#comeBack();
    for (const settle of unanswered) settle(engineStopped());
  }

  #comeBack(): void {
    const now = performance.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < DEATHS_WITHIN_MS), now];
    this.#options.log.error('the engine stopped', { deathsInAMinute: this.#deaths.length });
    this.#awaitNewEngine();
    if (this.#deaths.length >= MOST_DEATHS) {
      this.#running.resolve(false);
      this.#usable.resolve(false);
      this.#options.onGivenUp();
      return;
    }
    this.#restartTimer = setTimeout(() => {
      this.#restartTimer = null;
      void this.#begin(true);
    }, this.#pauses.afterDeathMs[this.#deaths.length - 1] ?? this.#pauses.afterDeathMs.at(-1) ?? 0);
  }
}
