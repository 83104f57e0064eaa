/**
 * Writes a prepared copy: the file a desk would have built, by the very code a desk builds it with. The centre starts
 * this as a process of its own, so that neither the writing nor the encrypting holds up a command, and hands it pages.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { PREPARED_SCOPES, type FromWriter, type PreparedOrder, type ToWriter } from '#contract/prepared.ts';
import { succeed } from '#contract/failures.ts';
import { closeForShipping } from '../engine/store/prepared-file.ts';
import { CACHE_VERSION } from '../engine/store/schema.ts';
import { bootstrapFrom, type RowSource } from '../engine/sync/bootstrap.ts';
import { readRowsPage } from '../engine/sync/pages.ts';

const tell = (message: FromWriter): void => { process.send?.(message); };
const hear = (): Promise<ToWriter> => new Promise((resolve) => { process.once('message', (message) => { resolve(message as ToWriter); }); });
// A centre that is gone wants no copy any more.
const orphaned = (): void => { process.exit(1); };
process.once('disconnect', orphaned);

const first = await hear();
if (first.kind !== 'order') throw new Error('the order must come first');
await write(first);
process.off('disconnect', orphaned);
process.disconnect();

async function write({ part, file, key, epoch, version, now }: PreparedOrder): Promise<void> {
  let rows = 0;
  const source: RowSource = {
    head: async () => succeed({ epoch, version }),
    // They would only shape a progress bar.
    totals: async () => succeed({ rows: {}, recentContacts: 0 }),
    page: async ({ table, after, limit, since = null }) => {
      const answer = hear();
      tell({ kind: 'ask', table, after, limit, since });
      const page = await answer;
      if (page.kind !== 'page') throw new Error('a page was asked for');
      const read = await readRowsPage(table, once(page.lines));
      rows += read.rows.length;
      return succeed(read);
    },
  };
  const fetched = await bootstrapFrom(source, {
    stagedFile: file, key, scopes: [...PREPARED_SCOPES], now: () => now, onProgress: () => undefined, wanted: part, gently: false,
  });
  if (!fetched.ok) throw new Error(fetched.failure.code);
  closeForShipping(file, key);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  tell({ kind: 'done', layout: CACHE_VERSION, rows, bytes: (await stat(file)).size, sha256: hash.digest('hex') });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
