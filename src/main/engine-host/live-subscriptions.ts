/**
 * The screen's live queries. The screen keeps its numbers for good; the engine's change when it is started anew, and
 * the queries are asked again in the new one, so that a screen sees a fresh snapshot and nothing else.
 */
import type { ChannelName } from '#contract/channels.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { LiveEvent } from '#contract/views.ts';
import type { EngineHost } from './engine-host.ts';

interface Subscription {
  args: unknown;
  engineId: number | null;
  /** The screen's own question has not been answered yet. */
  unanswered: boolean;
  /** Events that came before the screen was told its number; null once it has been. */
  held: LiveEvent[] | null;
}

type Engine = Pick<EngineHost, 'screen' | 'screenAtOnce'>;

const idOf = (outcome: Outcome<unknown>): number | null =>
  outcome.ok ? (outcome.value as { subscription: number }).subscription : null;

export class LiveSubscriptions {
  readonly #engine: Engine;
  readonly #deliver: (event: LiveEvent) => void;
  readonly #byScreenId = new Map<number, Subscription>();
  readonly #byEngineId = new Map<number, number>();
  /** Of a subscription whose answer has not come yet. */
  readonly #early = new Map<number, LiveEvent[]>();
  #lastId = 0;
  #asking = 0;

  constructor(engine: Engine, deliver: (event: LiveEvent) => void) {
    this.#engine = engine;
    this.#deliver = deliver;
  }

  async subscribe(args: unknown): Promise<Outcome<{ subscription: number }>> {
    const screenId = this.#lastId += 1;
    const subscription: Subscription = { args, engineId: null, unanswered: true, held: [] };
    this.#byScreenId.set(screenId, subscription);
    this.#asking += 1;
    const outcome = await this.#engine.screen('live.subscribe', args, (answer) => {
      subscription.unanswered = false;
      this.#bind(screenId, answer);
    });
    this.#asked();
    if (!outcome.ok) {
      this.#byScreenId.delete(screenId);
      return outcome;
    }
    // After this answer is on its way, or the screen would get events of a subscription it has not heard of.
    setImmediate(() => {
      const held = subscription.held ?? [];
      subscription.held = null;
      for (const event of held) this.#deliver(event);
    });
    return succeed({ subscription: screenId });
  }

  /** `live.unsubscribe` and `live.resend`. */
  async pass(channel: ChannelName, screenId: number): Promise<Outcome<unknown>> {
    const subscription = this.#byScreenId.get(screenId);
    if (subscription === undefined) return fail('not-found', 'This view was already closed. Open it again.');
    const { engineId } = subscription;
    if (channel === 'live.unsubscribe') this.#forget(screenId, subscription);
    if (engineId === null) return succeed(null);
    return this.#engine.screenAtOnce(channel, { subscription: engineId });
  }

  receive(event: LiveEvent): void {
    const screenId = this.#byEngineId.get(event.subscription);
    if (screenId === undefined) {
      if (this.#asking > 0) this.#early.set(event.subscription, [...this.#early.get(event.subscription) ?? [], event]);
      return;
    }
    const subscription = this.#byScreenId.get(screenId);
    const renamed = { ...event, subscription: screenId };
    if (subscription?.held) subscription.held.push(renamed);
    else this.#deliver(renamed);
  }

  /** Asks everything again in an engine that has just been started. */
  async renew(): Promise<void> {
    this.#byEngineId.clear();
    this.#early.clear();
    this.#asking += 1;
    // What still waits for its answer will be asked in this one by itself.
    const known = [...this.#byScreenId].filter(([, { unanswered }]) => !unanswered);
    await Promise.all(known.map(([screenId, subscription]) => {
      subscription.engineId = null;
      return this.#engine.screenAtOnce('live.subscribe', subscription.args, (answer) => { this.#bind(screenId, answer); });
    }));
    this.#asked();
  }

  /** The page was loaded anew, or nobody is signed in: nobody listens any more. */
  clear(tellEngine: boolean): void {
    for (const { engineId } of this.#byScreenId.values()) {
      if (tellEngine && engineId !== null) void this.#engine.screenAtOnce('live.unsubscribe', { subscription: engineId });
    }
    this.#byScreenId.clear();
    this.#byEngineId.clear();
    this.#early.clear();
  }

  #bind(screenId: number, answer: Outcome<unknown>): void {
    const engineId = idOf(answer);
    if (engineId === null) return;
    const subscription = this.#byScreenId.get(screenId);
    if (subscription === undefined) {
      // Nobody waits for it any more.
      void this.#engine.screenAtOnce('live.unsubscribe', { subscription: engineId });
      return;
    }
    subscription.engineId = engineId;
    this.#byEngineId.set(engineId, screenId);
    const early = this.#early.get(engineId) ?? [];
    this.#early.delete(engineId);
    for (const event of early) this.receive(event);
  }

  #asked(): void {
    this.#asking -= 1;
    if (this.#asking === 0) this.#early.clear();
  }

  #forget(screenId: number, subscription: Subscription): void {
    this.#byScreenId.delete(screenId);
    if (subscription.engineId !== null) this.#byEngineId.delete(subscription.engineId);
  }
}
