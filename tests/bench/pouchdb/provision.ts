/** PouchDB and its HTTP server, for comparison only: old and heavy, so they come on demand and are no dependency of ours. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { projectFolder, run } from '../../../scripts/runtime/run.ts';

const PACKAGES = { 'pouchdb-node': '9.0.0', 'express-pouchdb': '4.2.0', 'express': '4.21.2' };
const INSTALL_LIMIT_MS = 300_000;

/** The little of PouchDB's interface that is used. */
export interface Pouch {
  bulkDocs: (docs: Record<string, unknown>[]) => Promise<unknown>;
  info: () => Promise<{ doc_count: number }>;
  close: () => Promise<void>;
  replicate: { from: (remote: Pouch, how: { batch_size: number; batches_limit: number }) => Promise<{ ok: boolean; docs_written: number }> };
}
export type PouchClass = (new (name: string) => Pouch) & { defaults: (how: { prefix: string }) => PouchClass };

const folder = path.join(projectFolder, '.casefront/bench-pouchdb');

export const fromPouchFolder = createRequire(path.join(folder, 'index.js'));

function isHere(): boolean {
  try {
    return Object.entries(PACKAGES).every(([name, version]) => (fromPouchFolder(`${name}/package.json`) as { version: string }).version === version);
  } catch {
    return false;
  }
}

/** Null once it is here; otherwise why it can't be. */
export async function provisionPouch(say: (line: string) => void): Promise<string | null> {
  if (isHere()) return null;
  say(`Getting PouchDB for comparison into ${path.relative(projectFolder, folder)}…`);
  await mkdir(folder, { recursive: true });
  const wanted = Object.entries(PACKAGES).map(([name, version]) => `${name}@${version}`);
  const { status, output } = await run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--no-save', ...wanted], { timeoutMs: INSTALL_LIMIT_MS });
  if (status === 0 && existsSync(path.join(folder, 'node_modules'))) return null;
  return output.trim().split('\n').at(-1) ?? 'npm did not say why';
}
