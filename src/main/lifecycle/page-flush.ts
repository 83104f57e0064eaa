import { deferred } from '../engine-host/deferred.ts';

const PATIENCE_MS = 1000;

/**
 * Asks the page to hand over what was typed in the last moments, before a desk is locked that nobody left on purpose.
 * Waits a second at most: a page that hangs must not keep the desk open.
 */
export class PageFlush {
  readonly #ask: () => void;
  #waiting: (() => void) | null = null;

  constructor(ask: () => void) {
    this.#ask = ask;
  }

  async flush(): Promise<void> {
    const { promise, resolve } = deferred<null>();
    const before = this.#waiting;
    const timer = setTimeout(() => { resolve(null); }, PATIENCE_MS);
    this.#waiting = () => {
      before?.();
      resolve(null);
    };
    this.#ask();
    await promise;
    clearTimeout(timer);
  }

  /** The page has handed over everything. */
  flushed(): void {
    this.#waiting?.();
    this.#waiting = null;
  }
}
