/** Ends a process in the middle of its work, as the system may at any SQL statement. */
import Database from 'better-sqlite3';
import type { CentralStore, CentralTransaction } from '../../src/central/pg/central-store.ts';

export class Killed extends Error {}

/** Where a fault of the disk comes: at some statement of some desk that writes. */
interface Ambush { folder: string; statements: number; how: 'kill' | 'SQLITE_FULL' | 'SQLITE_BUSY'; lasts: number }

let looking = false;

/** What the simulation itself reads of a desk's files is no statement of the desk's. */
export function unharmed<T>(look: () => T): T {
  looking = true;
  try {
    return look();
  } finally {
    looking = false;
  }
}

/** A statement of some desk that will not be carried out; what its transaction did before is undone with it. */
export class DeskKiller {
  #next: Ambush | null = null;
  struck = false;
  /** Whose statement it was. */
  hit = '';

  /** The process ends at a statement. */
  arm(folder: string, statements: number): void {
    this.#next = { folder, statements, how: 'kill', lasts: 0 };
    this.struck = false;
  }

  /** From a statement on, and for so many that write, the disk takes nothing: no room, or another program holds the file. */
  refuse(folder: string, statements: number, lasts: number, how: 'SQLITE_FULL' | 'SQLITE_BUSY'): void {
    this.#next = { folder, statements, how, lasts };
    this.struck = false;
  }

  disarm(): void {
    this.#next = null;
  }

  #tick(file: string, writes: boolean): void {
    const next = this.#next;
    if (next === null || looking || !file.startsWith(next.folder) || (next.how !== 'kill' && !writes)) return;
    next.statements -= 1;
    if (next.statements > 0) return;
    if (next.how !== 'kill') {
      next.lasts -= 1;
      if (next.lasts <= 0) this.#next = null;
      throw new Database.SqliteError('the disk takes nothing', next.how);
    }
    [this.struck, this.hit] = [true, next.folder];
    this.#next = null;
    throw new Killed('the process ended here');
  }

  /** Counts every statement of every database opened from now on. Returns the way back. */
  install(): () => void {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the database as `this` below
    const { prepare } = Database.prototype;
    const tick = (file: string, writes: boolean): void => { this.#tick(file, writes); };
    Database.prototype.prepare = function counted(this: Database.Database, sql: string) {
      const { name } = this;
      const statement = prepare.call(this, sql) as unknown as Record<string, unknown>;
      const writes = !(statement as unknown as Database.Statement).readonly;
      for (const method of ['run', 'get', 'all'] as const) {
        const original = statement[method] as (...values: unknown[]) => unknown;
        statement[method] = (...values: unknown[]) => {
          tick(name, writes);
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
