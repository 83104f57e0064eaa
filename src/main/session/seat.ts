/** The desk of whoever sits here, in the engine: its key is held while it is open and zeroed when it is left. */
import type { SignedInPerson } from '#contract/channels.ts';
import type { Outcome } from '#contract/failures.ts';
import { writeUnsent } from '../keyring/unsent-file.ts';
import { factsOf, type Log } from '../lifecycle/log.ts';
import type { CallEngine } from './call-engine.ts';
import type { Unlocked } from './unlock.ts';

export class Seat {
  readonly #call: CallEngine;
  readonly #log: Log;
  #unlocked: Unlocked | null = null;
  #noting: Promise<void> = Promise.resolve();

  constructor(call: CallEngine, log: Log) {
    this.#call = call;
    this.#log = log;
  }

  get taken(): Unlocked | null { return this.#unlocked; }

  take(unlocked: Unlocked): void {
    this.forgetKey();
    this.#unlocked = unlocked;
  }

  /** Opens the files of the desk that was taken. */
  async open(unlocked: Unlocked, way: 'rebuild-cache' | 'set-outbox-aside' | null): Promise<Outcome<SignedInPerson>> {
    const { folder, deviceId, signIn } = unlocked;
    // A copy with memory of its own: a buffer may share its memory, and all of that would travel.
    const key = Uint8Array.from(unlocked.key);
    const opened = await this.#call('open', {
      folder, key, deviceId, signIn, rebuildCache: way === 'rebuild-cache', setOutboxAside: way === 'set-outbox-aside',
    });
    key.fill(0);
    // From now on the engine keeps newer tokens than this answer holds.
    if (opened.ok) this.#unlocked = { ...unlocked, signIn: null };
    return opened;
  }

  async leave(): Promise<void> {
    if (this.#unlocked === null) return;
    // Before the engine closes: from here on the screen is told to sign in, not that something failed.
    const closing = this.#call('close', null);
    this.forgetKey();
    await closing;
  }

  forgetKey(): void {
    this.#unlocked?.key.fill(0);
    this.#unlocked = null;
  }

  /** Kept beside the desk's files, so that the sign-in screen can tell it without the key. */
  noteUnsent(count: number): void {
    const folder = this.#unlocked?.folder;
    if (folder === undefined) return;
    this.#noting = this.#noting.then(() => writeUnsent(folder, count)).catch((error: unknown) => {
      // Somewhere else a person sees it; and a desk that was wiped meanwhile has no folder any more.
      this.#log.warn('the number of unsent pieces of work could not be kept', factsOf(error));
    });
  }

  /** Resolves when nothing is being written beside the desk's files. */
  settled(): Promise<void> { return this.#noting; }
}
