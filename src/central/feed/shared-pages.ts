/**
 * One change makes two hundred desks ask the same question at the same moment: who may see the same and stands at the
 * same place gets the same bytes. A page is read and put together once and sent to all who ask for it meanwhile.
 */
import type { PullInput } from './pull.ts';

/** Changes up to the head never change again, so a page stays right; this many are worth keeping. */
const KEPT = 64;
/** A larger page is written as it is read, to one desk at a time. */
const LARGEST = 128 * 1024;
/** A desk that follows is a change or two behind, and so are all the others; one further behind reads pages of its own. */
export const FEW_VERSIONS = 20;

/** All that a page of the feed depends on; its proof follows from the rest. */
export const pageKey = ({ prove: _proof, ...input }: PullInput): string => JSON.stringify(input);

export class SharedPages<T> {
  readonly #pages = new Map<string, Promise<T | null>>();
  readonly #make: (text: string) => T;

  /** `make`: what is sent of a page's text. */
  constructor(make: (text: string) => T) {
    this.#make = make;
  }

  /** The page, or null where it is too large to share. `key` says all that the page depends on. Rejects where reading does. */
  of(key: string, lines: () => AsyncIterable<string>): Promise<T | null> {
    const known = this.#pages.get(key);
    if (known !== undefined) return known;
    const page = gather(lines()).then((text) => text === null ? null : this.#make(text));
    this.#pages.set(key, page);
    page.catch(() => { this.#pages.delete(key); });
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= KEPT) break;
      this.#pages.delete(oldest);
    }
    return page;
  }
}

async function gather(lines: AsyncIterable<string>): Promise<string | null> {
  const parts: string[] = [];
  let length = 0;
  for await (const line of lines) {
    parts.push(line);
    length += line.length;
    if (length > LARGEST) return null;
  }
  return parts.join('');
}
