/** The thread in which a prepared copy is written anew: one long step of SQLite's, and a person may be at work meanwhile. */
import { createHash } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { rewrite, type RewriteOrder } from './rewrite.ts';
import type { FileFault } from './sealed-database.ts';

const order = workerData as RewriteOrder;
const isStopped = (): boolean => Atomics.load(order.stopped, 0) !== 0;

async function sumOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    if (isStopped()) break;
    hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}

async function run(): Promise<FileFault | null> {
  if (await sumOf(order.file) !== order.sha256) return 'damaged';
  return rewrite(order);
}

const fault = await run();
order.own.fill(0);
// Nobody waits for it any more.
if (isStopped()) rmSync(order.file, { force: true });
parentPort?.postMessage({ fault });
