/** The real engine in a process of its own, started as the app starts it, so that it can be killed at any moment. */
import path from 'node:path';
import type { ChannelAnswers, ChannelName } from '#contract/channels.ts';
import type { EngineCallName, EngineCalls, FromEngine } from '#contract/engine-protocol.ts';
import type { Outcome } from '#contract/failures.ts';
import type { LiveQueries, LiveQueryName, Snapshot } from '#contract/views.ts';
import { forkEngine } from '../../src/main/engine-host/forked-engine.ts';
import type { EngineProcess } from '../../src/main/engine-host/engine-process.ts';
import { projectFolder } from '../../scripts/centre-process.ts';
import { applyEvent, type Held } from '../fixtures/test-desk.ts';

const entry = path.join(projectFolder, 'src/engine/transport/process.ts');
const READY_WITHIN_MS = 30_000;

export class EngineChild {
  readonly #process: EngineProcess;
  readonly #inFlight = new Map<number, (outcome: Outcome<unknown> | null) => void>();
  readonly #held = new Map<number, Held>();
  readonly #exited: Promise<void>;
  /** How much waits at this desk, as the engine last said. */
  unsent = 0;
  #lastId = 0;
  #killed = false;
  #gone = false;

  /** `onDeath` hears of an end that nobody here asked for. */
  private constructor(process: EngineProcess, onDeath: () => void) {
    this.#process = process;
    this.#exited = new Promise((resolve) => {
      process.onExit(() => {
        this.#gone = true;
        for (const answer of this.#inFlight.values()) answer(null);
        this.#inFlight.clear();
        resolve();
        if (!this.#killed) onDeath();
      });
    });
    process.onMessage((message) => { this.#hear(message); });
  }

  /** Resolves when it is ready for calls. */
  static start(onDeath: () => void): Promise<EngineChild> {
    return new Promise((resolve, reject) => {
      const process = forkEngine(entry, globalThis.process.execPath);
      const child = new EngineChild(process, onDeath);
      const timer = setTimeout(() => { reject(new Error('the engine did not get ready')); }, READY_WITHIN_MS);
      process.onMessage((message) => {
        if (message.kind !== 'ready') return;
        clearTimeout(timer);
        resolve(child);
      });
      process.onExit(() => { reject(new Error('the engine ended before it was ready')); });
    });
  }

  get gone(): boolean { return this.#gone || this.#killed; }

  #hear(message: FromEngine): void {
    if (message.kind === 'answer') {
      this.#inFlight.get(message.id)?.(message.outcome);
      this.#inFlight.delete(message.id);
    } else if (message.kind === 'unsent') this.unsent = message.count;
    else if (message.kind === 'live') {
      this.#held.set(message.event.subscription, applyEvent(this.#held.get(message.event.subscription) ?? {}, message.event));
    }
  }

  #ask(send: (id: number) => Parameters<EngineProcess['send']>[0]): Promise<Outcome<unknown> | null> {
    if (this.gone) return Promise.resolve(null);
    const id = this.#lastId += 1;
    return new Promise((resolve) => {
      this.#inFlight.set(id, resolve);
      this.#process.send(send(id));
    });
  }

  /** Null where the engine ended before it answered. */
  async call<N extends EngineCallName>(name: N, args: EngineCalls[N]['args']): Promise<Outcome<EngineCalls[N]['answer']> | null> {
    return await this.#ask((id) => ({ kind: 'call', id, name, args })) as Outcome<EngineCalls[N]['answer']> | null;
  }

  async screen<C extends ChannelName>(channel: C, args?: unknown): Promise<Outcome<ChannelAnswers[C]> | null> {
    return await this.#ask((id) => ({ kind: 'screen', id, channel, args })) as Outcome<ChannelAnswers[C]> | null;
  }

  /** What a screen would hold of a live query now; null before its first snapshot. */
  async watch<Q extends LiveQueryName>(query: Q, args: LiveQueries[Q]['args']): Promise<() => Snapshot<LiveQueries[Q]['collections']> | null> {
    const subscribed = await this.screen('live.subscribe', { query, args });
    if (subscribed?.ok !== true) return () => null;
    const { subscription } = subscribed.value;
    return () => (this.#held.get(subscription) ?? null) as unknown as Snapshot<LiveQueries[Q]['collections']> | null;
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    this.#killed = true;
    this.#process.kill();
    await this.#exited;
  }
}
