/**
 * Who has which record open now, and whether they are speaking about it: told by desks every few seconds, kept in memory for
 * half a minute and nowhere else. Centres behind one balancer tell each other over the database's own notifications.
 */
import type { Present } from '#contract/wire.ts';
import { PRESENCE_TTL_MS } from '#contract/wire.ts';
import type { CentralStore } from '../pg/central-store.ts';

const SWEEP_MS = 5000;
const MOST_TOLD = 20;
const MOST_DESKS = 1000;

export interface Here extends Present {
  deviceId: string;
  /** `resident:<id>`; null where the desk has none open. */
  at: string | null;
  /** Nobody is at this desk any more. */
  leaving?: boolean;
}
interface Known extends Omit<Here, 'leaving'> { until: number }
type Desk = Pick<Here, 'staffId' | 'deviceId'>;
/** `at` is the record that the desk has open. */
export type Told = (at: string, others: Present[]) => void;

const keyOf = ({ staffId, deviceId }: Desk): string => `${staffId} ${deviceId}`;

export class Presence {
  readonly #store: CentralStore;
  /** Milliseconds of a clock that only goes forward. */
  readonly #forward: () => number;
  readonly #here = new Map<string, Known>();
  readonly #followers = new Map<Told, Desk>();
  readonly #stopHearing: () => void;
  readonly #sweep: NodeJS.Timeout;

  constructor(store: CentralStore, forward: () => number = () => performance.now()) {
    this.#store = store;
    this.#forward = forward;
    this.#stopHearing = store.whenTold((words) => { this.#take(JSON.parse(words) as Here); });
    this.#sweep = setInterval(() => { this.sweep(); }, SWEEP_MS);
    this.#sweep.unref();
  }

  /** Notes where a desk is, here and at the centres beside this one. */
  async note(here: Here): Promise<void> {
    this.#take(here);
    // Where the word is lost, the next one comes in ten seconds.
    await this.#store.tell(JSON.stringify(here)).catch(() => undefined);
  }

  /** Others at the same record, one entry a person: a person at two desks who speaks at one of them is speaking. */
  others(desk: Desk, at: string): Present[] {
    const found = new Map<string, Present>();
    for (const { staffId, siteId, channel, ...one } of this.#here.values()) {
      if (one.at !== at || staffId === desk.staffId || one.until <= this.#forward()) continue;
      if (found.get(staffId)?.channel == null) found.set(staffId, { staffId, siteId, channel });
    }
    return [...found.values()].toSorted((a, b) => (a.staffId < b.staffId ? -1 : 1)).slice(0, MOST_TOLD);
  }

  /** Everybody who has a desk open now, by their ids. */
  atDesk(): string[] {
    const found = new Set([...this.#here.values()].filter(({ until }) => until > this.#forward()).map(({ staffId }) => staffId));
    return [...found].toSorted().slice(0, MOST_DESKS);
  }

  /** Tells a desk whenever others at the record it has open are others. Returns how to stop. */
  follow(desk: Desk, told: Told): () => void {
    this.#followers.set(told, desk);
    return () => { this.#followers.delete(told); };
  }

  /** A desk that said nothing for so long is gone. */
  sweep(): void {
    const over = [...this.#here].filter(([, { until }]) => until <= this.#forward());
    for (const [key] of over) this.#here.delete(key);
    this.#tell(new Set(over.map(([, { at }]) => at).filter((at) => at !== null)));
  }

  close(): void {
    clearInterval(this.#sweep);
    this.#stopHearing();
    this.#followers.clear();
  }

  #take({ staffId, deviceId, siteId, channel, at, leaving }: Here): void {
    const key = keyOf({ staffId, deviceId });
    const before = this.#here.get(key);
    if (leaving === true) this.#here.delete(key);
    else this.#here.set(key, { staffId, deviceId, siteId, channel, at, until: this.#forward() + PRESENCE_TTL_MS });
    if ((before?.at ?? null) === at && before?.channel === channel) return;
    this.#tell(new Set([before?.at, at].filter((one) => typeof one === 'string')));
  }

  #tell(places: ReadonlySet<string>): void {
    if (places.size === 0) return;
    for (const [told, desk] of this.#followers) {
      const at = this.#here.get(keyOf(desk))?.at;
      if (at != null && places.has(at)) told(at, this.others(desk, at));
    }
  }
}
