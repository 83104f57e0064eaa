import { createHash } from 'node:crypto';

/** Counts lines into a checksum as they go out: SHA-256 over each with its newline. */
export class Lines {
  readonly #hash = createHash('sha256');

  /** `json` is one line's JSON without line breaks. */
  line(json: string): string {
    const line = `${json}\n`;
    this.#hash.update(line);
    return line;
  }

  /** Over the lines so far, and `more` after them; the counting goes on. */
  checksumSoFar(more = ''): string {
    return this.#hash.copy().update(more).digest('hex');
  }

  /** Ends the counting. */
  checksum(): string {
    return this.#hash.digest('hex');
  }
}
