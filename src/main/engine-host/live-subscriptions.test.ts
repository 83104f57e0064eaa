import { setImmediate as breathe } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { LiveEvent } from '#contract/views.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { deferred } from './deferred.ts';
import { LiveSubscriptions } from './live-subscriptions.ts';

/** One engine after another as `EngineHost` shows them: each numbers its live queries from 1, and the screen's calls wait for the next. */
class Engines {
  /** Of the engine that runs: what is open in it, by number. Null while none runs. */
  open: Map<number, unknown> | null = new Map();
  #usable = deferred<null>();
  #last = 0;

  constructor() { this.#usable.resolve(null); }

  die(): void {
    this.open = null;
    this.#usable = deferred();
  }
  /** A new one runs, in which the session is not open yet. */
  begin(): void {
    this.open = new Map();
    this.#last = 0;
  }
  use(): void { this.#usable.resolve(null); }

  screen = async (channel: string, args: unknown, onAnswer?: (outcome: Outcome<unknown>) => void): Promise<Outcome<unknown>> => {
    await this.#usable.promise;
    return this.screenAtOnce(channel, args, onAnswer);
  };
  screenAtOnce = (channel: string, args: unknown, onAnswer?: (outcome: Outcome<unknown>) => void): Promise<Outcome<unknown>> => {
    const outcome = this.#answer(channel, args);
    onAnswer?.(outcome);
    return Promise.resolve(outcome);
  };
  #answer(channel: string, args: unknown): Outcome<unknown> {
    if (this.open === null) return fail('engine-stopped', 'It stopped.');
    if (channel === 'live.subscribe') {
      this.open.set(this.#last += 1, args);
      return succeed({ subscription: this.#last });
    }
    const { subscription } = args as { subscription: number };
    if (!this.open.has(subscription)) return fail('not-found', 'There is none.');
    if (channel === 'live.unsubscribe') this.open.delete(subscription);
    return succeed({ subscription });
  }
}

const event = (subscription: number): LiveEvent => ({ subscription, kind: 'snapshot', revision: 1, collections: {} });

test('a view that is given up while there is no engine takes no other with it in the next one', async () => {
  const engines = new Engines();
  const told: number[] = [];
  const subscriptions = new LiveSubscriptions(engines, ({ subscription }) => { told.push(subscription); });
  for (const query of ['reference', 'record', 'search']) await subscriptions.subscribe(query);
  engines.die();
  // Number 1 of the engine that died; in the next one that is the record.
  const over = subscriptions.pass('live.unsubscribe', 1);
  engines.begin();
  await subscriptions.renew();
  engines.use();
  await over;
  expect([...engines.open?.values() ?? []]).toEqual(['record', 'search']);
  // Until the screen has its answers nothing is told.
  await breathe();
  subscriptions.receive(event(1));
  expect(told).toEqual([2]);
});

test('a view that is asked for while there is no engine is asked for once in the next one', async () => {
  const engines = new Engines();
  const subscriptions = new LiveSubscriptions(engines, () => undefined);
  await subscriptions.subscribe('record');
  engines.die();
  const asked = subscriptions.subscribe('search');
  engines.begin();
  await subscriptions.renew();
  engines.use();
  expect(await asked).toEqual(succeed({ subscription: 2 }));
  expect([...engines.open?.values() ?? []]).toEqual(['record', 'search']);
});
