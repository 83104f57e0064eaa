import type { Head } from '#contract/wire.ts';
import type { CentralStore } from '../pg/central-store.ts';

/** Long polls waiting for the feed's head to move. */
export class HeadWatch {
  readonly #store: CentralStore;
  readonly #waiting = new Set<() => void>();
  readonly #stopListening: () => void;
  #closed = false;

  constructor(store: CentralStore) {
    this.#store = store;
    this.#stopListening = store.whenWritten(() => { this.#wakeAll(); });
  }

  get waiting(): number {
    return this.#waiting.size;
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

  close(): void {
    this.#closed = true;
    this.#stopListening();
    this.#wakeAll();
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
