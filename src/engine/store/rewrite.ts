import Database from 'better-sqlite3';
import { faultOf, keyText, unlock, type FileFault } from './sealed-database.ts';

export interface RewriteOrder {
  file: string;
  /** What its bytes must come to, in hex. */
  sha256: string;
  came: Uint8Array;
  own: Uint8Array;
  /** Anything but zero once nobody waits for it. */
  stopped: Int32Array<SharedArrayBuffer>;
}

/**
 * Writes every page of a file anew under another key; what came under the first is overwritten. Reads every page, each of
 * which proves that it is what was written. Null where it went well. Killed in it, the file is worth nothing.
 */
export function rewrite({ file, came, own }: Pick<RewriteOrder, 'file' | 'came' | 'own'>): FileFault | null {
  const database = new Database(file, { fileMustExist: true });
  try {
    unlock(database, came);
    // No journal: it would hold the whole file once more, and a copy that was killed half way is fetched again.
    database.pragma('journal_mode = OFF');
    database.pragma('synchronous = OFF');
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    database.pragma(`rekey=${keyText(own)}`);
    return null;
  } catch (error) {
    const fault = faultOf(error);
    if (fault === null) throw error;
    return fault;
  } finally {
    database.close();
  }
}
