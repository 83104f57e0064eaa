/**
 * One text being typed, kept by the engine as it changes: a change is on its way within `WAIT_MS` and one save follows
 * another in order, so that a crash of any process loses at most the last fraction of a second.
 */
export type DraftStatus = 'loading' | 'saving' | 'saved';

export interface DraftCalls {
  /** The answer says whether it was kept. */
  save: (key: string, value: string) => Promise<boolean>;
  discard: (key: string) => Promise<boolean>;
  later: (run: () => void, ms: number) => () => void;
}

const WAIT_MS = 250;
const TRY_AGAIN_MS = 1000;

export class DraftKeeper {
  readonly #key: string;
  readonly #calls: DraftCalls;
  readonly #listeners = new Set<(status: DraftStatus) => void>();
  /** What the engine must yet be told: a text, or that there is none any more. */
  #next: { value: string | null } | null = null;
  #working: Promise<void> | null = null;
  #callOff: (() => void) | null = null;

  constructor(key: string, calls: DraftCalls) {
    this.#key = key;
    this.#calls = calls;
  }

  get status(): DraftStatus { return this.#next === null && this.#working === null ? 'saved' : 'saving'; }

  /** What the engine has not been told yet; a null value is a draft that is gone. */
  get unsaved(): { value: string | null } | null { return this.#next; }

  onStatus(listener: (status: DraftStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  change(value: string): void {
    this.#next = { value };
    // Not put off by the next key: somebody who types without a pause is saved too.
    this.#callOff ??= this.#calls.later(() => { void this.flush(); }, WAIT_MS);
    this.#tell();
  }

  /** The draft has become something else, or nothing: what was not saved yet never will be. */
  discard(): Promise<void> {
    this.#next = { value: null };
    return this.flush();
  }

  /** Saves now what is not saved yet. Resolves once nothing is left, or once a try has failed; it is then tried again. */
  async flush(): Promise<void> {
    this.#callOff?.();
    this.#callOff = null;
    if (this.#next === null && this.#working === null) return;
    this.#working ??= this.#work();
    await this.#working;
  }

  async #work(): Promise<void> {
    let failed = false;
    while (this.#next !== null && !failed) {
      const taken = this.#next;
      const kept = taken.value === null ? await this.#calls.discard(this.#key) : await this.#calls.save(this.#key, taken.value);
      if (!kept) failed = true;
      // Something newer may have come meanwhile.
      else if (this.#next === taken) this.#next = null;
    }
    this.#working = null;
    if (failed) this.#callOff ??= this.#calls.later(() => { void this.flush(); }, TRY_AGAIN_MS);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.status);
  }
}
