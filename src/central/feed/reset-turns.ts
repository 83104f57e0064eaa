/**
 * Hands out turns to desks that must fetch their copies anew. A fetch of a borough costs the centre more than an hour of
 * a desk's ordinary work, and after a restore or a long weekend two hundred ask within a second. Some begin at once, the
 * others one by one; until its turn a desk goes on with the copy it has.
 */
export interface TurnOptions {
  /** How many may begin together. */
  atOnce?: number;
  /** Milliseconds between one turn and the next after those. */
  everyMs?: number;
  /** Milliseconds that only go forward. */
  clock?: () => number;
}

const REMEMBER_MS = 10 * 60 * 1000;

export class ResetTurns {
  readonly #turns = new Map<string, number>();
  readonly #clock: () => number;
  readonly #atOnce: number;
  readonly #everyMs: number;
  /** When all turns given so far would be over, one after another. */
  #busyUntil = 0;

  constructor({ atOnce = 10, everyMs = 2000, clock = () => performance.now() }: TurnOptions = {}) {
    this.#clock = clock;
    this.#atOnce = atOnce;
    this.#everyMs = everyMs;
  }

  /** Gives this desk a turn, or tells of the one it has. Whole seconds to wait; 0 where it may begin. */
  wait(desk: string): number {
    const now = this.#clock();
    for (const [other, turn] of this.#turns) if (turn < now - REMEMBER_MS) this.#turns.delete(other);
    const known = this.#turns.get(desk);
    if (known !== undefined) return this.#seconds(known - now);
    this.#busyUntil = Math.max(this.#busyUntil, now);
    const turn = Math.max(now, this.#busyUntil - (this.#atOnce - 1) * this.#everyMs);
    this.#busyUntil += this.#everyMs;
    this.#turns.set(desk, turn);
    return this.#seconds(turn - now);
  }

  /** Seconds left for a desk that was told to wait; 0 for every other. */
  left(desk: string): number {
    return this.#seconds((this.#turns.get(desk) ?? 0) - this.#clock());
  }

  #seconds(ms: number): number {
    return Math.max(0, Math.ceil(ms / 1000));
  }
}
