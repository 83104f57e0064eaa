const WITHIN_MS = 60_000;
const MOST = 3;

/** Counts crashes within a minute. Times are milliseconds of any one clock. */
export class CrashLimit {
  #times: number[] = [];

  /** Notes one now; true with the third within a minute, after which it counts anew. */
  tooMany(now: number): boolean {
    this.#times = [...this.#times.filter((at) => now - at < WITHIN_MS), now];
    if (this.#times.length < MOST) return false;
    this.#times = [];
    return true;
  }
}
