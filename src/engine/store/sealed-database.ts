/** Opens an encrypted SQLite file, and says as a value what is wrong with one that can't be opened. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { DiskFault } from '#contract/failures.ts';

export type SealedDatabase = Database.Database;
export type Statement = Database.Statement<(string | number | null)[]>;

/** `damaged`: not a database, or not one this key made; the key has been verified before, so the file is at fault. */
export type FileFault = 'damaged' | 'newer' | DiskFault;
export type Opened<T> = { ok: true; value: T } | { ok: false; fault: FileFault };

/** What an error of SQLite means for the file it came from; null for anything else, which is a bug. */
export function faultOf(error: unknown): FileFault | null {
  if (!(error instanceof Database.SqliteError)) return null;
  if (error.code === 'SQLITE_NOTADB' || error.code.startsWith('SQLITE_CORRUPT')) return 'damaged';
  if (error.code === 'SQLITE_FULL') return 'disk-full';
  return /^SQLITE_(BUSY|LOCKED|READONLY|IOERR|CANTOPEN)/.test(error.code) && error.code !== 'SQLITE_READONLY_DBMOVED' ? 'disk-unwritable' : null;
}

/**
 * Opens or makes a file with a raw 32-byte key, ChaCha20-Poly1305 on every page: a changed page is found when it is
 * read. `thorough` reads the whole file first, for small files that can't be fetched again.
 */
export function openSealed(
  file: string, key: Uint8Array, options: { synchronous: 'FULL' | 'NORMAL'; thorough: boolean },
): Opened<SealedDatabase> {
  mkdirSync(path.dirname(file), { recursive: true });
  const database = new Database(file, { timeout: 5000 });
  try {
    unlock(database, key);
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${options.synchronous}`);
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    if (options.thorough && database.pragma('integrity_check(1)', { simple: true }) !== 'ok') {
      database.close();
      return { ok: false, fault: 'damaged' };
    }
    return { ok: true, value: database };
  } catch (error) {
    database.close();
    const fault = faultOf(error);
    if (fault === null) throw error;
    return { ok: false, fault };
  }
}

/** A raw 32-byte key, as a pragma takes it. */
export const keyText = (key: Uint8Array): string => `"x'${Buffer.from(key).toString('hex')}'"`;

/** Says how the file is encrypted and under which key; the first read tells whether that is so. */
export function unlock(database: SealedDatabase, key: Uint8Array): void {
  database.pragma(`cipher='chacha20'`);
  database.pragma(`key=${keyText(key)}`);
  // A sort that spilled to a temporary file would leave records on the disk in the clear.
  database.pragma('temp_store = MEMORY');
}

export const versionOf = (database: SealedDatabase): number => database.pragma('user_version', { simple: true }) as number;

const companions = ['', '-wal', '-shm'];

/** Renames a file out of the way, with its log, and returns the name it is kept under. */
export function setAside(file: string, why: 'damaged' | 'newer', now: number): string {
  const { dir, name, ext } = path.parse(file);
  const kept = `${name}.${why}-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}${ext}`;
  for (const end of companions) {
    if (existsSync(file + end)) renameSync(file + end, path.join(dir, kept + end));
  }
  return kept;
}

/** Removes a file that can be made again. */
export function removeDatabase(file: string): void {
  for (const end of companions) rmSync(file + end, { force: true });
}

/** Puts a whole, closed file in the place of another that is closed. One rename: there is always one or the other. */
export function putInPlace(whole: string, file: string): void {
  for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
  renameSync(whole, file);
}

/** A transaction that stays open over several turns of the process; nobody else writes to this file. */
export function* inTransaction<T>(database: SealedDatabase, work: () => Generator<T>): Generator<T> {
  database.exec('BEGIN');
  try {
    yield* work();
    database.exec('COMMIT');
  } finally {
    // Also where whoever steps through it stops half way.
    if (database.inTransaction) database.exec('ROLLBACK');
  }
}
