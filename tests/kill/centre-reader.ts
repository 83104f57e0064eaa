/** Somebody who only reads at the centre, over the wire: the list of a resident's contacts as far as it has got, and how a request stands. */
import { createCentralClient, type CentralClient } from '../../src/engine/sync/central-client.ts';
import type { Journal } from '../histories/journal.ts';
import { stateOf, type EscalationState } from './desk-files.ts';

const PASSPHRASE = 'river otter lantern';
const never = new AbortController().signal;

export class CentreReader {
  readonly #name: string;
  readonly #client: CentralClient;
  readonly #journal: Journal;
  readonly #username: string;
  #token: string | null = null;
  #epoch = '';
  #cursor = 0;
  readonly #lists = new Map<string, string[]>();
  /** Every life of the centre's feed that was seen. There is one, unless it was restored. */
  readonly epochs = new Set<string>();

  constructor(name: string, url: string, username: string, journal: Journal) {
    this.#name = name;
    this.#client = createCentralClient(url, fetch);
    this.#username = username;
    this.#journal = journal;
  }

  async #signedIn(): Promise<string | null> {
    if (this.#token !== null) return this.#token;
    const answer = await this.#client.signIn({ username: this.#username, passphrase: PASSPHRASE, deviceId: `reader-${this.#name}` });
    if (!answer.ok) return null;
    this.#epoch = answer.value.epoch;
    this.epochs.add(this.#epoch);
    return this.#token = answer.value.token;
  }

  /** The feed's head; null where no centre answers. */
  async head(): Promise<number | null> {
    const token = await this.#signedIn();
    const head = token === null ? null : await this.#client.head(token, 0, 0, never);
    if (head?.ok !== true) {
      this.#token = null;
      return null;
    }
    this.epochs.add(head.value.epoch);
    return head.value.version;
  }

  /** False where no centre answered; nothing is recorded then, for a reading that came to nothing tells nothing. */
  async readList(key: string): Promise<boolean> {
    return await this.lists([key]) !== null;
  }

  /** Several at one moment. */
  async lists(keys: readonly string[]): Promise<Map<string, string[]> | null> {
    const calledAt = this.#journal.now();
    if (!await this.#readOn()) return null;
    const lists = new Map(keys.map((key) => [key, this.#lists.get(key) ?? []]));
    const returnedAt = this.#journal.now();
    for (const [key, value] of lists) this.#journal.read({ reader: this.#name, at: 'centre', of: 'list', key, calledAt, returnedAt, value, version: null });
    return lists;
  }

  /** Reads the feed from where this reader stands to its end. */
  async #readOn(): Promise<boolean> {
    const token = await this.#signedIn();
    if (token === null) return false;
    for (let more = true; more;) {
      const page = await this.#client.pull(token, { epoch: this.#epoch, cursor: this.#cursor, limit: 1000 }, never);
      if (!page.ok) {
        this.#token = null;
        return false;
      }
      for (const { table, id, row } of page.value.changes) {
        const residentId = table === 'contact' ? row?.['residentId'] : null;
        if (typeof residentId === 'string') this.#lists.set(residentId, [...this.#lists.get(residentId) ?? [], id]);
      }
      this.#cursor = page.value.version;
      more = page.value.more || page.value.cut;
    }
    return true;
  }

  async readRegister(key: string): Promise<boolean> {
    const calledAt = this.#journal.now();
    const token = await this.#signedIn();
    if (token === null) return false;
    // Rows come in the order of their keys, from behind one on: a key less its last letter stands just before it.
    const page = await this.#client.snapshot(token, { table: 'escalation', after: key.slice(0, -1), limit: 20 }, never);
    if (!page.ok) {
      this.#token = null;
      return false;
    }
    const row = page.value.rows.find((one) => one.row['id'] === key)?.row as unknown as EscalationState | undefined;
    this.#journal.read({
      reader: this.#name, at: 'centre', of: 'register', key, calledAt, returnedAt: this.#journal.now(), value: row === undefined ? [] : [stateOf(row)], version: null,
    });
    return true;
  }
}
