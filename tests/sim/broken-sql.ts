/** Ends a process in the middle of its work, as the system may at any SQL statement. */
import Database from 'better-sqlite3';
import type { CentralStore, CentralTransaction } from '../../src/central/pg/central-store.ts';

export class Killed extends Error {}

/** A statement of some desk that will not be carried out; what its transaction did before is undone with it. */
export class DeskKiller {
  #folder: string | null = null;
  #left = 0;
  struck = false;
  /** Whose statement it was. */
  hit = '';

  arm(folder: string, statements: number): void {
    [this.#folder, this.#left, this.struck] = [folder, statements, false];
  }

  disarm(): void {
    this.#folder = null;
  }

  #tick(file: string): void {
    if (this.#folder === null || !file.startsWith(this.#folder)) return;
    this.#left -= 1;
    if (this.#left > 0) return;
    [this.struck, this.hit] = [true, this.#folder];
    this.#folder = null;
    throw new Killed('the process ended here');
  }

  /** Counts every statement of every database opened from now on. Returns the way back. */
  install(): () => void {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the database as `this` below
    const { prepare } = Database.prototype;
    const tick = (file: string): void => { this.#tick(file); };
    Database.prototype.prepare = function counted(this: Database.Database, sql: string) {
      const { name } = this;
      const statement = prepare.call(this, sql) as unknown as Record<string, unknown>;
      for (const method of ['run', 'get', 'all'] as const) {
        const original = statement[method] as (...values: unknown[]) => unknown;
        statement[method] = (...values: unknown[]) => {
          tick(name);
          return original.apply(statement, values);
        };
      }
      return statement as never;
    };
    return () => { Database.prototype.prepare = prepare; };
  }
}

/** A centre's store that loses its database at some statement: the transaction is undone, as PostgreSQL undoes it. */
export class BreakableStore {
  #left = Number.POSITIVE_INFINITY;

  breakAfter(statements: number): void {
    this.#left = statements;
  }

  mend(): void {
    this.#left = Number.POSITIVE_INFINITY;
  }

  #tick(): void {
    this.#left -= 1;
    if (this.#left > 0) return;
    this.mend();
    throw Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' });
  }

  over(store: CentralStore): CentralStore {
    const counted = <A extends unknown[], R>(work: (...values: A) => Promise<R>) => async (...values: A): Promise<R> => {
      this.#tick();
      return work(...values);
    };
    return {
      ...store,
      query: counted(store.query) as CentralStore['query'],
      transaction: async (work) => {
        this.#tick();
        const answer = await store.transaction((transaction) => work({
          ...transaction, query: counted(transaction.query) as CentralTransaction['query'], load: counted(transaction.load),
          loadAll: counted(transaction.loadAll), write: counted(transaction.write),
        }));
        // After the commit: the work is done, and whoever asked is never told.
        this.#tick();
        return answer;
      },
    };
  }
}
