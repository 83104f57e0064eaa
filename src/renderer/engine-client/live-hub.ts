/**
 * Live queries, one store a subscription, shared by everyone who asks the same and kept for a moment after the last
 * one leaves, so that going back and forth between two views asks nothing twice.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LiveEvent, LiveQueries, LiveQueryName, Snapshot } from '#contract/views.ts';
import type { Outcome } from '#contract/failures.ts';
import { applyEvent, type LiveState } from './live-state.ts';

export interface Live<Q extends LiveQueryName> {
  status: 'loading' | 'ready';
  /** Null until the first snapshot. */
  collections: Snapshot<LiveQueries[Q]['collections']> | null;
}

/** The calls behind it; `later` runs something after a wait and returns what calls it off. */
export interface LiveCalls {
  subscribe: (query: LiveQueryName, args: unknown) => Promise<Outcome<{ subscription: number }>>;
  unsubscribe: (subscription: number) => void;
  resend: (subscription: number) => void;
  later: (run: () => void, ms: number) => () => void;
}

interface Entry {
  query: LiveQueryName;
  args: unknown;
  store: StoreApi<Live<LiveQueryName>>;
  users: number;
  subscription: number | null;
  asking: boolean;
  state: LiveState | null;
  awaitingSnapshot: boolean;
  callOff: (() => void) | null;
}

const LINGER_MS = 2000;
const TRY_AGAIN_MS = 500;
const LOADING: Live<LiveQueryName> = { status: 'loading', collections: null };

export class LiveHub {
  readonly #calls: LiveCalls;
  readonly #entries = new Map<string, Entry>();
  readonly #bySubscription = new Map<number, Entry>();
  /** Events of a subscription whose number is not known here yet. */
  readonly #early: LiveEvent[] = [];

  constructor(calls: LiveCalls) {
    this.#calls = calls;
  }

  storeOf<Q extends LiveQueryName>(query: Q, args: LiveQueries[Q]['args']): StoreApi<Live<Q>> {
    return this.#entry(query, args).store;
  }

  /** Keeps it subscribed until the returned function is called. */
  retain<Q extends LiveQueryName>(query: Q, args: LiveQueries[Q]['args']): () => void {
    const entry = this.#entry(query, args);
    entry.users += 1;
    if (entry.subscription === null) {
      if (!entry.asking) void this.#subscribe(entry);
    } else {
      entry.callOff?.();
      entry.callOff = null;
    }
    let released = false;
    return () => {
      if (released) return;
      released = true;
      entry.users -= 1;
      if (entry.users === 0) this.#dropLater(entry);
    };
  }

  receive(event: LiveEvent): void {
    const entry = this.#bySubscription.get(event.subscription);
    if (entry === undefined) {
      if ([...this.#entries.values()].some((one) => one.asking)) this.#early.push(event);
      return;
    }
    if (entry.awaitingSnapshot && event.kind === 'patch') return;
    const state = applyEvent(entry.state, event);
    if (state === null) {
      entry.awaitingSnapshot = true;
      this.#calls.resend(event.subscription);
      return;
    }
    entry.awaitingSnapshot = false;
    entry.state = state;
    entry.store.setState({ status: 'ready', collections: state.collections as unknown as NonNullable<Live<LiveQueryName>['collections']> });
  }

  /** Nobody is signed in any more: forgets everything. Main has closed the subscriptions. */
  clear(): void {
    for (const entry of this.#entries.values()) entry.callOff?.();
    this.#entries.clear();
    this.#bySubscription.clear();
    this.#early.length = 0;
  }

  #entry(query: LiveQueryName, args: object): Entry {
    const id = `${query} ${JSON.stringify(Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1)))}`;
    const known = this.#entries.get(id);
    if (known !== undefined) return known;
    const entry: Entry = {
      query, args, store: createStore(() => LOADING), users: 0, subscription: null, asking: false, state: null,
      awaitingSnapshot: false, callOff: null,
    };
    this.#entries.set(id, entry);
    return entry;
  }

  async #subscribe(entry: Entry): Promise<void> {
    entry.callOff?.();
    entry.callOff = null;
    entry.asking = true;
    const answer = await this.#calls.subscribe(entry.query, entry.args);
    entry.asking = false;
    if (![...this.#entries.values()].includes(entry)) {
      if (answer.ok) this.#calls.unsubscribe(answer.value.subscription);
      return;
    }
    if (!answer.ok) {
      // The engine is being started again, or nobody is signed in yet: whoever still looks is answered later.
      if (entry.users > 0) entry.callOff = this.#calls.later(() => { void this.#subscribe(entry); }, TRY_AGAIN_MS);
      return;
    }
    entry.subscription = answer.value.subscription;
    this.#bySubscription.set(entry.subscription, entry);
    for (const event of this.#early.splice(0)) this.receive(event);
    if (entry.users === 0) this.#dropLater(entry);
  }

  #dropLater(entry: Entry): void {
    entry.callOff?.();
    entry.callOff = this.#calls.later(() => {
      if (entry.users > 0 || entry.subscription === null) return;
      this.#bySubscription.delete(entry.subscription);
      this.#calls.unsubscribe(entry.subscription);
      // The empty entry stays: a component that is being drawn may hold its store already.
      Object.assign(entry, { subscription: null, state: null, awaitingSnapshot: false });
      entry.store.setState(LOADING);
    }, LINGER_MS);
  }
}
