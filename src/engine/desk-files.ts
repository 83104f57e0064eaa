/** A person's two files, and what is said where one of them can't be opened. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { openCache, type CacheStore } from './store/cache-store.ts';
import { openOutbox, type OutboxStore } from './store/outbox-store.ts';
import { diskFailure, isDiskFault } from './store/disk-faults.ts';
import { setAside, type FileFault } from './store/sealed-database.ts';

interface FileArgs { folder: string; key: Uint8Array; rebuildCache: boolean; setOutboxAside: boolean }

const asideWord = (fault: FileFault): 'damaged' | 'newer' => fault === 'newer' ? 'newer' : 'damaged';

export function openOutboxFile({ folder, key, setOutboxAside }: FileArgs, now: number): Outcome<OutboxStore> {
  const file = path.join(folder, 'outbox.db');
  let opened = openOutbox(file, key);
  if (!opened.ok && setOutboxAside && !isDiskFault(opened.fault)) {
    setAside(file, opened.fault, now);
    opened = openOutbox(file, key);
  }
  if (opened.ok) return succeed(opened.value);
  switch (opened.fault) {
    case 'disk-full':
    case 'disk-unwritable': return diskFailure(opened.fault, 'try-again');
    case 'newer': return fail('outbox-newer', 'The unsent work on this computer was written by a newer Casefront. Update Casefront to send it.');
    case 'damaged': return fail('outbox-damaged', 'The file with this desk’s unsent work is damaged. Keep it for your administrator and begin a new one.');
  }
}

export function openCacheFile({ folder, key, rebuildCache }: FileArgs, outbox: OutboxStore, now: number): Outcome<CacheStore> {
  const file = path.join(folder, 'cache.db');
  const { waiting, needsAttention } = outbox.counts();
  const unsent = waiting + needsAttention;
  if (rebuildCache && existsSync(file)) {
    const standing = openCache(file, key);
    if (standing.ok) standing.value.close();
    setAside(file, asideWord(standing.ok ? 'damaged' : standing.fault), now);
  }
  const opened = openCache(file, key);
  if (opened.ok) return succeed(opened.value);
  switch (opened.fault) {
    case 'disk-full':
    case 'disk-unwritable': return diskFailure(opened.fault, 'try-again');
    case 'newer': return fail('cache-newer', 'This computer’s copy was made by a newer Casefront. Update Casefront, or fetch the copy anew.', { unsent });
    case 'damaged': {
      const keptAs = setAside(file, 'damaged', now);
      return fail('cache-damaged', 'This computer’s copy is damaged. It has been put aside; fetch it anew. Unsent work is safe.', { unsent, keptAs });
    }
  }
}

/** Opens a file that was just written. */
export function mustOpen(file: string, key: Uint8Array): CacheStore {
  const opened = openCache(file, key);
  if (!opened.ok) throw new Error(`A copy that was just written can't be opened: ${opened.fault}.`);
  return opened.value;
}
