/** The centre's orders to wipe, as they meet people at this computer. */
import type { Failure } from '#contract/failures.ts';
import type { Keyrings } from '../keyring/keyrings.ts';
import type { Wiper, WipeOrder } from './wiper.ts';

type Named = WipeOrder & { username: string };

/** For somebody who may no longer sign in: nothing can be sent under their name, and the order stands. */
export async function orderOnSignIn(keyrings: Keyrings, username: string, council: string, { details }: Failure): Promise<Named | null> {
  const { folder, read } = await keyrings.at(username, council);
  if (read.kind !== 'keyring') return null;
  return { username, folder, deviceId: read.keyring.deviceId, token: String(details?.['wipe'] ?? ''), unsent: null };
}

/** For desks at which nobody signs in. */
export async function standingOrders(wiper: Pick<Wiper, 'due'>, keyrings: Keyrings, council: string | null): Promise<Named[]> {
  return council === null ? [] : wiper.due(await keyrings.desks(council));
}

const STUCK_AFTER_MS = 15_000;

/**
 * Desks the centre has ordered to be wiped, which send their work first and unseen. Where nothing has moved for a while the
 * line has broken, and whoever waits is told. Known until the centre says otherwise: it goes no further without it.
 */
export class LastWork {
  readonly #ordered = new Set<string>();
  readonly #stuckAfterMs: number;
  readonly #stuck: () => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(stuck: () => void, stuckAfterMs = STUCK_AFTER_MS) {
    this.#stuck = stuck;
    this.#stuckAfterMs = stuckAfterMs;
  }

  /** The centre's word at a sign-in; null where it was not asked. */
  heard(deviceId: string, ordered: boolean | null): void {
    if (ordered === true) this.#ordered.add(deviceId);
    if (ordered === false) this.#ordered.delete(deviceId);
  }

  isOrdered(deviceId: string): boolean { return this.#ordered.has(deviceId); }

  begin(): void {
    this.end();
    this.#timer = setTimeout(this.#stuck, this.#stuckAfterMs);
  }

  /** Something was sent. */
  moved(): void { if (this.#timer !== null) this.begin(); }

  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
