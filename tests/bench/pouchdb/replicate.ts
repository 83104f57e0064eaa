/** The same rows as documents, replicated by PouchDB from its server: what the usual way of such an app would take. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fromPouchFolder, provisionPouch, type Pouch, type PouchClass } from './provision.ts';

export interface PouchFigure { rows: number; ms: number }
type Document = Record<string, unknown>;

/** Ten times the usual, which suits rows of a fixed size better. */
const BATCH = { batch_size: 1000, batches_limit: 10 };

/** `documents` need an `_id`. A string says why there is no figure. */
export async function replicateWithPouch(folder: string, documents: Document[], say: (line: string) => void): Promise<PouchFigure | string> {
  const absent = await provisionPouch(say);
  if (absent !== null) return absent;
  const served = path.join(folder, 'pouch-served/');
  const local = path.join(folder, 'pouch-desk/');
  await Promise.all([mkdir(served, { recursive: true }), mkdir(local, { recursive: true })]);
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'server.ts'), served], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [line] = await Promise.race([
      once(createInterface({ input: child.stdout }), 'line'),
      once(child, 'exit').then(() => { throw new Error('PouchDB’s server stopped before it was ready.'); }),
    ]) as [string];
    const { port } = JSON.parse(line) as { port: number };
    const PouchDB = fromPouchFolder('pouchdb-node') as PouchClass;
    const remote = new PouchDB(`http://127.0.0.1:${String(port)}/borough`);
    for (let from = 0; from < documents.length; from += 1000) await remote.bulkDocs(documents.slice(from, from + 1000));
    return await timed(new PouchDB(path.join(local, 'borough')), remote, documents.length);
  } finally {
    child.kill();
  }
}

async function timed(desk: Pouch, remote: Pouch, expected: number): Promise<PouchFigure> {
  const began = performance.now();
  const { ok } = await desk.replicate.from(remote, BATCH);
  const ms = performance.now() - began;
  const { doc_count: rows } = await desk.info();
  await desk.close();
  if (!ok || rows !== expected) throw new Error(`PouchDB brought ${String(rows)} of ${String(expected)} documents.`);
  return { rows, ms };
}
