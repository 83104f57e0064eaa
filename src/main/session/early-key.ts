import type { DeskFolder, Keyrings, Unlocked } from '../keyring/keyrings.ts';

/**
 * A desk's key, tried with the passphrase while the centre is still being asked: each takes about as long. What comes of
 * it is taken only where the centre agrees or can't be reached, and forgotten otherwise.
 */
export class EarlyKey {
  readonly #folder: string;
  readonly #unlocked: Promise<Unlocked>;
  #taken = false;

  private constructor(folder: string, unlocked: Promise<Unlocked>) {
    this.#folder = folder;
    this.#unlocked = unlocked;
    // Whoever takes it meets the fault; where nobody does, it is no concern.
    unlocked.catch(() => undefined);
  }

  /** Null where there is no key to try. */
  static of(keyrings: Keyrings, desk: DeskFolder, passphrase: string): EarlyKey | null {
    return desk.read.kind === 'keyring' ? new EarlyKey(desk.folder, keyrings.unlock(desk.read.keyring, passphrase)) : null;
  }

  async opens(): Promise<boolean> {
    return (await this.#unlocked).kind === 'key';
  }

  /** The key's new owner zeroes it. Null where this is another desk's. */
  takeFor(folder: string): Promise<Unlocked> | null {
    if (folder !== this.#folder) return null;
    this.#taken = true;
    return this.#unlocked;
  }

  forget(): void {
    if (this.#taken) return;
    this.#unlocked.then((unlocked) => { if (unlocked.kind === 'key') unlocked.key.fill(0); }, () => undefined);
  }
}
