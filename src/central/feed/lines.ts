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

  /** Ends the counting. */
  checksum(): string {
    return this.#hash.digest('hex');
  }
}
