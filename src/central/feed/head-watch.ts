import type { Head } from '#contract/wire.ts';
import type { CentralStore } from '../pg/central-store.ts';

const LOOK_MS = 2000;

/** Long polls waiting for the feed's head to move. */
export class HeadWatch {
  readonly #store: CentralStore;
  readonly #waiting = new Set<() => void>();
  readonly #stopListening: () => void;
  #closed = false;
  readonly #followers = new Map<(head: Head) => void, () => void>();
  #reading: Promise<void> | null = null;
  #readAgain = false;
  #told: Head | null = null;
  readonly #look: NodeJS.Timeout;

  constructor(store: CentralStore) {
    this.#store = store;
    this.#stopListening = store.whenWritten(() => {
      this.#wakeAll();
      this.#announce();
    });
    // Word of what another process wrote may have been lost.
    this.#look = setInterval(() => { this.#announce(); }, LOOK_MS);
    this.#look.unref();
  }

  get waiting(): number {
    return this.#waiting.size + this.#followers.size;
  }

  /** The head: at once where it is not `after` (behind it: the store was restored), else when it does, `waitMs` is over, the caller has gone or this is closed. */
  async passed(after: number, waitMs: number, gone: AbortSignal): Promise<Head> {
    const ends = Date.now() + waitMs;
    for (;;) {
      // Listening comes before reading: a write in between wakes us rather than being missed.
      const woken = this.#nextWake(Math.max(0, ends - Date.now()), gone);
      const head = await this.#store.head();
      if (head.version !== after || this.#closed || gone.aborted || Date.now() >= ends) {
        woken.cancel();
        return head;
      }
      await woken.promise;
    }
  }

  /** Tells `listener` where the head stands, now and whenever it moves; `ended` when this is closed. Returns how to stop. */
  follow(listener: (head: Head) => void, ended: () => void): () => void {
    this.#followers.set(listener, ended);
    if (this.#closed) ended();
    // What this desk is told first may be older than the last word of others by one read, and is followed by it.
    else this.#store.head().then((head) => { if (this.#followers.has(listener)) listener({ epoch: head.epoch, version: head.version }); }, () => undefined);
    return () => { this.#followers.delete(listener); };
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#look);
    this.#stopListening();
    this.#wakeAll();
    for (const ended of [...this.#followers.values()]) ended();
  }

  /** One read of the head for all who follow it, however many writes came while it was read. */
  #announce(): void {
    if (this.#followers.size === 0 || this.#closed) return;
    if (this.#reading !== null) {
      this.#readAgain = true;
      return;
    }
    this.#readAgain = false;
    this.#reading = this.#store.head().then((head) => {
      if (head.version === this.#told?.version && head.epoch === this.#told.epoch) return;
      this.#told = { epoch: head.epoch, version: head.version };
      for (const listener of [...this.#followers.keys()]) listener(this.#told);
    }).catch(() => undefined).finally(() => {
      this.#reading = null;
      if (this.#readAgain) this.#announce();
    });
  }

  #wakeAll(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  #nextWake(waitMs: number, gone: AbortSignal): { promise: Promise<void>; cancel: () => void } {
    let resolve: () => void = () => undefined;
    const promise = new Promise<void>((settle) => { resolve = settle; });
    const wake = (): void => {
      this.#waiting.delete(wake);
      clearTimeout(timer);
      gone.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, waitMs);
    gone.addEventListener('abort', wake, { once: true });
    this.#waiting.add(wake);
    return { promise, cancel: wake };
  }
}
