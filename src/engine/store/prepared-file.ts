/**
 * A cache file that was written at the centre under a key of its own. It travels as it is; at the desk every page is
 * written anew under the desk's key, and the key it came with opens nothing there any more.
 */
import Database from 'better-sqlite3';
import type { Head } from '#contract/wire.ts';
import { covers } from '#contract/scopes.ts';
import { tableNames } from '#contract/tables.ts';
import { PREPARED_SCOPES } from '#contract/prepared.ts';
import { readMeta, writeMeta } from './cache-store.ts';
import { CACHE_VERSION } from './schema.ts';
import { faultOf, openSealed, versionOf, type FileFault } from './sealed-database.ts';

const keyText = (key: Uint8Array): string => `"x'${Buffer.from(key).toString('hex')}'"`;

/** One whole file with no log beside it. Throws where SQLite finds a fault in what was just written. */
export function closeForShipping(file: string, key: Uint8Array): void {
  const opened = openSealed(file, key, { synchronous: 'NORMAL', thorough: true });
  if (!opened.ok) throw new Error(`the prepared copy can't be read again: ${opened.fault}`);
  opened.value.pragma('journal_mode = DELETE');
  opened.value.close();
}

/**
 * Makes the file this desk's own, under its key. A copy that is half done is worth nothing: whoever calls this removes
 * it where it fails. Reads every page, each of which proves that it is what was written. Runs some 50 to 80 MB a second.
 */
export function makeOwn(
  file: string, keys: { came: Uint8Array; own: Uint8Array }, wanted: { head: Head; scopes: string[] },
): { ok: true } | { ok: false; fault: FileFault | 'other' } {
  const rewritten = rewrite(file, keys);
  if (rewritten !== null) return { ok: false, fault: rewritten };
  const opened = openSealed(file, keys.own, { synchronous: 'NORMAL', thorough: false });
  if (!opened.ok) return opened;
  const database = opened.value;
  try {
    if (versionOf(database) !== CACHE_VERSION) return { ok: false, fault: 'other' };
    const { epoch, cursor, part } = readMeta(database);
    if (epoch !== wanted.head.epoch || cursor !== wanted.head.version || part !== 'whole') return { ok: false, fault: 'other' };
    const [table = 'site'] = tableNames;
    // The rest of what this person may see is brought like a scope that was granted since.
    const arriving = wanted.scopes.filter((scope) => !covers(PREPARED_SCOPES, scope)).map((scope) => ({ scope, table, after: '' }));
    writeMeta(database, { scopes: wanted.scopes, arriving });
    return { ok: true };
  } finally {
    database.close();
  }
}

function rewrite(file: string, { came, own }: { came: Uint8Array; own: Uint8Array }): FileFault | null {
  const database = new Database(file, { fileMustExist: true });
  try {
    database.pragma(`cipher='chacha20'`);
    database.pragma(`key=${keyText(came)}`);
    database.pragma('temp_store = MEMORY');
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
