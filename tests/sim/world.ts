/** Desks and a centre, as they run for people, on one clock that the simulation turns: the real engine, the real centre. */
import { accessSync, constants, copyFileSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import { put } from '#domain/records.ts';
import { succeed } from '#contract/failures.ts';
import { signInAnswerSchema } from '#contract/wire.ts';
import { buildServer } from '../../src/central/http/server.ts';
import type { IdentityProvider } from '../../src/central/identity/identity-provider.ts';
import { openEscrow } from '../../src/central/identity/escrow.ts';
import { compact } from '../../src/central/feed/compact.ts';
import { changeScope } from '../../src/central/identity/granted-scopes.ts';
import type { CentralStore } from '../../src/central/pg/central-store.ts';
import { recordRestore } from '../../src/central/restore/restores.ts';
import { asId, type ContactId, type ServiceId, type SiteId } from '#domain/ids.ts';
import type { Service } from '#domain/records/council.ts';
import { caseOf, NOW, PASSPHRASE, people, refuse, residentNamed, seedCouncil, type PersonName } from '../../src/central/testing/council.ts';
import { versions } from '../../src/central/testing/desk.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import { openTestDesk, removeFolder, type TestDesk } from '../fixtures/test-desk.ts';
import { BreakableStore, DeskKiller } from './broken-sql.ts';
import { Network } from './network.ts';
import { countWorkBeside, drawFrom, quiet } from './quiet.ts';
import { randomFrom } from './random.ts';

/** In memory where the system has a place for that: a kill here never takes what was written, so nothing is gained by waiting for a disk. */
export function deskFolder(): string {
  let parent = '/dev/shm';
  try {
    accessSync(parent, constants.W_OK);
  } catch {
    parent = tmpdir();
  }
  return mkdtempSync(path.join(parent, 'casefront-sim-'));
}

/** What a person was told is kept: a command, in the order it was given at its desk. */
export interface Given { commandId: string; name: string; subject: string; contactId: string | null }

export class SimDesk {
  readonly name: string;
  readonly person: PersonName;
  readonly deviceId: string;
  folder = deskFolder();
  readonly given: Given[] = [];
  readonly drafts = new Map<string, string>();
  /** Milliseconds by which this computer's clock is wrong. */
  skew = 0;
  /** Null while the app is not running. */
  open: TestDesk | null = null;

  constructor(name: string, person: PersonName) {
    this.name = name;
    this.person = person;
    this.deviceId = `device-${name}`;
  }
}

/** Deriving a key is slow on purpose and takes a thread of its own; how a passphrase is checked is tested elsewhere. */
const knownByName = (store: CentralStore): IdentityProvider => ({
  signIn: async ({ username }) => {
    const { rows: [account] } = await store.query<{ staff_id: string }>('SELECT staff_id FROM account WHERE council = $1 AND username = $2', [store.council, username]);
    if (account === undefined) throw new Error(`nobody is called ${username}`);
    return succeed({ staffId: account.staff_id });
  },
  stillKnown: () => Promise.resolve(true),
});

/** A service whose cases nobody sees but those it was granted to by name. */
const adoption: Service = { ...refuse, id: asId<ServiceId>('160'), name: 'Adoption', category: 'children' };

const body = (statements: readonly string[]): string => `BEGIN ${statements.map((sql) => `${sql};`).join(' ')} END`;
const allOf = (statements: readonly string[]): string => `DO $all$ ${body(statements)} $all$`;

/** Rows are deleted, not truncated: most tables are small, and a new file for each costs more. */
const copying = (tables: readonly string[], from: string, to: string): string[] => tables.flatMap((table) => [
  `DELETE FROM ${to}."${table}"`, `INSERT INTO ${to}."${table}" OVERRIDING SYSTEM VALUE SELECT * FROM ${from}."${table}"`,
]);

/** The store, made once for many runs and put back to its beginning before each. */
export class SimStore {
  store!: CentralStore;
  #discard: () => Promise<void> = () => Promise.resolve();
  readonly #backups = new Set<string>();

  async make(residents: number): Promise<void> {
    const test = await openPGliteForTest();
    this.store = test.store;
    this.#discard = test.discard;
    await seedCouncil(this.store);
    await this.store.transaction((transaction) => transaction.write([put('service', adoption), put('site', { id: asId<SiteId>('library'), name: 'Library', kind: 'library' })]));
    await this.store.transaction((transaction) => transaction.seed('resident', Array.from({ length: residents }, (_, n) => residentNamed(`sim-${String(n)}`))));
    // A centre makes keys of its own when it is first started, and takes its time.
    await openEscrow(this.store);
    await this.backUp('pristine');
  }

  /** A copy of every table, as a dump is. */
  async backUp(name: string): Promise<void> {
    if (!this.#backups.has(name)) {
      const tables = await this.#tables();
      await this.store.query(`CREATE SCHEMA ${name}`);
      await this.store.query(allOf(tables.map((table) => `CREATE TABLE ${name}."${table}" (LIKE public."${table}")`)));
      // As procedures, which PostgreSQL plans once: their statements are run before every seed.
      await this.store.query(`CREATE PROCEDURE ${name}.keep() LANGUAGE plpgsql AS $copy$ ${body(copying(tables, 'public', name))} $copy$`);
      await this.store.query(`CREATE PROCEDURE ${name}.put_back() LANGUAGE plpgsql AS $copy$ ${body(copying(tables, name, 'public'))} $copy$`);
      this.#backups.add(name);
    }
    await this.#call(`${name}.keep`);
  }

  putBack(name: string): Promise<void> {
    return this.#call(`${name}.put_back`);
  }

  async #call(procedure: string): Promise<void> {
    await this.store.transaction(async ({ query }) => {
      // The feed's own triggers would take a copy being put back for changes made by hand.
      await query('SET LOCAL session_replication_role = replica');
      await query(`CALL ${procedure}()`);
    });
  }

  async #tables(): Promise<string[]> {
    const { rows } = await this.store.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT LIKE 'casefront_migration%'`);
    return rows.map(({ name }) => name);
  }

  end(): Promise<void> {
    return this.#discard();
  }
}

export type Written = 'resident' | 'open case' | 'restricted case' | 'library contact';

export class World {
  readonly network = new Network();
  readonly killer = new DeskKiller();
  readonly breaker = new BreakableStore();
  readonly desks: SimDesk[] = [];
  readonly #made: SimStore;
  readonly #endings: (() => void)[];

  constructor(made: SimStore, seed: number) {
    this.#made = made;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'], now: NOW });
    this.#endings = [countWorkBeside(), drawFrom(randomFrom(seed * 104_729)), this.killer.install(), made.store.whenWritten(() => { this.network.news += 1; })];
  }

  get store(): CentralStore { return this.#made.store; }

  /** `furnish` puts files in a desk's folder before its app is started for the first time. */
  async begin(people: readonly PersonName[], furnish: (desk: SimDesk) => void = () => undefined): Promise<void> {
    await this.#made.putBack('pristine');
    await this.startCentre();
    people.forEach((person, n) => { this.desks.push(new SimDesk(`${person}-${String(n + 1)}`, person)); });
    this.desks.forEach(furnish);
    for (const desk of this.desks) await this.start(desk, { signedIn: true });
  }

  async startCentre(): Promise<void> {
    this.network.news += 1;
    const store = this.breaker.over(this.store);
    this.network.centre = await buildServer({
      store, identity: knownByName(this.store), councilName: 'Harrowmere', clock: Date.now, signInsPerMinute: 1_000_000,
    });
  }

  async stopCentre(): Promise<void> {
    const { centre } = this.network;
    this.network.centre = null;
    this.breaker.mend();
    for (const message of [...this.network.waiting]) message.fail();
    await centre?.close();
  }

  /** Opens a desk's app: with a sign-in at the centre, or as it is opened where there is none. */
  async start(desk: SimDesk, { signedIn }: { signedIn: boolean }): Promise<boolean> {
    const answer = signedIn ? await this.#signIn(desk) : null;
    if (signedIn && answer === null) return false;
    const opened = await this.drive(openTestDesk({
      folder: desk.folder, deviceId: desk.deviceId, signIn: answer, fetch: this.network.fetchOf(desk.name), now: () => Date.now() + desk.skew,
      forward: () => performance.now(),
    }));
    if (!opened.ok) throw new Error(`${desk.name} does not open: ${opened.failure.sentence}`);
    desk.open = opened.value;
    return true;
  }

  async #signIn(desk: SimDesk) {
    const response = await this.network.centre?.inject({
      method: 'POST', url: '/v1/sign-in', payload: { ...versions, username: desk.person, passphrase: PASSPHRASE, deviceId: desk.deviceId },
    });
    return response?.statusCode === 200 ? signInAnswerSchema.parse(response.json()) : null;
  }

  /** Ends a desk's app as `kill -9` does: what is on its disk at this moment is all there is of it. */
  async kill(desk: SimDesk): Promise<void> {
    const image = deskFolder();
    // Not the shared memory beside each file: a log is read anew from its own pages.
    for (const file of readdirSync(desk.folder).filter((name) => !name.endsWith('-shm'))) copyFileSync(path.join(desk.folder, file), path.join(image, file));
    const dead = desk.open;
    desk.open = null;
    this.killer.disarm();
    this.network.forget(desk.name);
    if (dead !== null) await this.drive(dead.close());
    removeFolder(desk.folder);
    desk.folder = image;
  }

  /** Something is written at the centre by somebody who sits at none of the desks. */
  async write(what: Written, id: string): Promise<void> {
    await this.store.transaction((transaction) => {
      switch (what) {
        case 'resident': return transaction.write([put('resident', { ...residentNamed(id), preferredName: `Moved at ${String(Date.now())}` })]);
        // The same case: it comes into sight and goes out of it.
        case 'open case': return transaction.write([put('caseFile', { ...caseOf(`case-of-${id}`, refuse.id), residentId: asId(id) })]);
        case 'restricted case': return transaction.write([put('caseFile', { ...caseOf(`case-of-${id}`, adoption.id), residentId: asId(id) })]);
        case 'library contact': return transaction.write([put('contact', {
          id: asId<ContactId>(`walk-in-of-${id}`), residentId: null, propertyId: null, caseId: null, serviceId: null, channel: 'walk-in', reason: 'information', outcome: 'logged',
          avoidable: null, furtherMatters: null, enquiry: null, note: 'Asked the way.', staffId: people.tom.id, siteId: asId('library'), startedAt: Date.now(), endedAt: null, externalReference: null,
        })]);
      }
    });
  }

  async scope(way: 'grant' | 'revoke', username: string, scope: string): Promise<void> {
    await changeScope(this.store, { way, username, scope, by: 'simulation', now: Date.now() });
  }

  /** Whoever has not read up to the head fetches anew. */
  async compact(): Promise<void> {
    await compact(this.store, { now: Date.now(), keepDays: 0 });
  }

  backUp(): Promise<void> {
    return this.#made.backUp('yesterday');
  }

  async restore(): Promise<void> {
    await this.stopCentre();
    await this.#made.putBack('yesterday');
    await recordRestore(this.store, { by: 'administrator', now: Date.now() });
    await this.startCentre();
  }

  /** Lets everything that is ready to run do so. */
  settle(): Promise<void> {
    return quiet();
  }

  /** Runs the world without faults until something is done. */
  async drive<T>(work: Promise<T>): Promise<T> {
    const held: { outcome: { value: T } | { error: unknown } | null } = { outcome: null };
    work.then((value) => { held.outcome = { value }; }, (error: unknown) => { held.outcome = { error }; });
    for (let steps = 0; held.outcome === null; steps += 1) {
      if (steps > 20_000) throw new Error(`it never ends; on the line: ${this.network.waiting.map(({ desk, path: asked }) => `${desk} ${asked}`).join(', ')}`);
      await this.settle();
      await this.turn();
    }
    if ('error' in held.outcome) throw held.outcome.error;
    return held.outcome.value;
  }

  /** One faultless step: what is on the line arrives, else time goes on. */
  async turn(): Promise<void> {
    for (const message of this.network.ready()) {
      if (await this.network.deliver(message, null, 0) !== 'held') return;
    }
    vi.advanceTimersToNextTimer();
  }

  /** Goes on without faults until nothing is on its way and it is as wanted; looking into every desk's files is dear. */
  async rest(isRest: () => Promise<boolean>): Promise<void> {
    for (let turns = 0; turns < 2000; turns += 1) {
      await this.settle();
      if (this.network.ready().length === 0 && await isRest()) return;
      await this.turn();
    }
  }

  async end(): Promise<void> {
    try {
      for (const desk of this.desks) {
        if (desk.open !== null) await this.drive(desk.open.close());
        removeFolder(desk.folder);
      }
      await this.stopCentre();
    } finally {
      for (const ending of this.#endings) ending();
      vi.useRealTimers();
    }
  }
}
