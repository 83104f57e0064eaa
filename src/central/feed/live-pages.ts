/**
 * What a stream says when the head moves: the head, and the page of the feed up to it, so that a desk that stood where
 * the stream last was need not ask. It is written for whoever may see the same, once; who may see what is looked up for
 * all who follow in one statement, at that moment.
 */
import type { Head, PresentAt } from '#contract/wire.ts';
import { standingsOf, type Standing } from '../identity/standing.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { DEFAULT_PULL_LIMIT, pullLines } from './pull.ts';
import { FEW_VERSIONS, pageKey, SharedPages } from './shared-pages.ts';

export interface Spoken { protocol: number; schema: number }

/** Who follows, from which desk, and what they might see when they came. */
export interface Follower { staffId: string; deviceId: string; scopes: string[] }

export const headEvent = ({ epoch, version }: Head, present?: PresentAt): string => `data: ${JSON.stringify({ epoch, version, present })}\n\n`;

export class LivePages {
  readonly #store: CentralStore;
  readonly #prove: (epoch: string, version: number) => string;
  readonly #pages = new SharedPages((text) => text.split('\n').map((line) => line === '' ? '' : `data: ${line}\n`).join(''));
  #asking: { caller: Follower; resolve: (standing: Standing | undefined) => void; reject: (error: unknown) => void }[] = [];

  constructor(store: CentralStore, prove: (epoch: string, version: number) => string) {
    this.#store = store;
    this.#prove = prove;
  }

  /** The event for a stream that was last told `from`; null where its desk no longer stands as when it came, and must ask anew. */
  async event(caller: Follower, spoken: Spoken, from: Head, head: Head): Promise<string | null> {
    if (from.epoch !== head.epoch || head.version <= from.version || head.version - from.version > FEW_VERSIONS) return headEvent(head);
    if (!standsAsBefore(await this.#standing(caller), caller)) return null;
    const input = { scopes: caller.scopes, cursor: from.version, limit: DEFAULT_PULL_LIMIT, head: { epoch: head.epoch, version: head.version }, ...spoken, prove: this.#prove };
    const page = await this.#pages.of(pageKey(input), () => pullLines(this.#store, input));
    return page === null ? headEvent(head) : `data: ${JSON.stringify({ epoch: head.epoch, version: head.version, from: from.version })}\n${page}\n`;
  }

  /** Those who ask in one turn of the process are looked up together. */
  #standing(caller: Follower): Promise<Standing | undefined> {
    return new Promise((resolve, reject) => {
      this.#asking.push({ caller, resolve, reject });
      if (this.#asking.length === 1) setImmediate(() => { void this.#lookUp(); });
    });
  }

  async #lookUp(): Promise<void> {
    const asking = this.#asking;
    this.#asking = [];
    try {
      const standings = await standingsOf(this.#store, asking.map(({ caller }) => caller));
      asking.forEach(({ resolve }, n) => { resolve(standings[n]); });
    } catch (error) {
      for (const { reject } of asking) reject(error);
    }
  }
}

export const standsAsBefore = (standing: Standing | undefined, caller: Follower): boolean =>
  standing !== undefined && standing.person !== null && standing.person.scopes.join(' ') === caller.scopes.join(' ') && standing.wipe === null;
