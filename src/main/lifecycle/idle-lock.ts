/** Locks the desk when nobody has touched this computer for a while, when its own screen locks, and when it sleeps. */
export interface IdleSources {
  /** Milliseconds since anything on this computer was touched, or null where the system does not tell. */
  systemIdleMs: () => number | null;
  /** Any clock that only goes forward, in milliseconds. */
  now: () => number;
}

export class IdleLock {
  readonly #sources: IdleSources;
  readonly #afterMs: number;
  readonly #lock: () => void;
  #lastInput: number;
  #timer: NodeJS.Timeout | null = null;

  constructor(sources: IdleSources, afterMs: number, lock: () => void) {
    this.#sources = sources;
    this.#afterMs = afterMs;
    this.#lock = lock;
    this.#lastInput = sources.now();
  }

  /** Input in our own window: on a virtual or remote display the system may know nothing of it. */
  noteInput(): void { this.#lastInput = this.#sources.now(); }

  /** Begins to watch, from now. */
  start(): void {
    this.stop();
    this.noteInput();
    this.#next(this.#afterMs);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #next(waitMs: number): void {
    this.#timer = setTimeout(() => {
      const left = this.#afterMs - this.#idleMs();
      if (left > 0) { this.#next(left); return; }
      this.#timer = null;
      this.#lock();
    }, waitMs);
  }

  #idleMs(): number {
    const here = this.#sources.now() - this.#lastInput;
    return Math.min(here, this.#sources.systemIdleMs() ?? here);
  }
}
