/** A person's desk with a borough already on it, made without a centre: what a desk looks like the morning after its first fetch. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { generateBorough, type Batch } from '../../src/central/demo/generate.ts';
import { councilRows } from '../../src/central/demo/load-council.ts';
import { readCatalogue } from '../../src/central/demo/catalogue.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { encodeRow, type SqlValue } from '../../src/engine/store/row-codec.ts';
import { bootstrapFrom, type RowSource } from '../../src/engine/sync/bootstrap.ts';
import { Keyrings } from '../../src/main/keyring/keyrings.ts';
import { scopesOf } from '../../src/contract/scopes.ts';
import { succeed } from '../../src/contract/failures.ts';
import type { SignInAnswer } from '../../src/contract/wire.ts';
import type { TableName } from '../../src/domain/records.ts';
import { projectFolder } from '../../scripts/centre-process.ts';
import { sortedRuns, type SortedRuns, type StoredRow } from './sorted-runs.ts';

export const BENCH_DEVICE = 'b5a7f0d2-6c1e-4e43-9a0e-0d6a3f1c2b44';
export const BENCH_PASSPHRASE = 'a passphrase for measuring';
/** Nothing listens there: the desk is measured on its own. */
export const NO_CENTRE = 'http://127.0.0.1:9';

export interface BoroughDesk {
  userData: string;
  folder: string;
  key: Uint8Array;
  username: string;
  personName: string;
  rows: number;
  generateSeconds: number;
  fetchSeconds: number;
}

const written = ['src/engine/store/schema.ts', 'src/engine/store/search-index.ts', 'src/engine/search/documents.ts', 'src/contract/tables.ts', 'src/contract/schema-history.ts', 'src/central/demo/generate.ts'];

/**
 * A desk of so many residents, made once a machine and day and kept under the system's folder for what is temporary: made anew
 * where how it is written has changed, since histories end today.
 */
export async function boroughDesk(residents: number): Promise<BoroughDesk> {
  const sources = await Promise.all(written.map((file) => readFile(path.join(projectFolder, file))));
  const print = createHash('sha256').update(Buffer.concat(sources)).update(new Date().toISOString().slice(0, 10)).digest('hex').slice(0, 12);
  const userData = path.join(os.tmpdir(), 'casefront-boroughs', String(residents));
  const note = path.join(userData, 'made.json');
  try {
    const made = JSON.parse(await readFile(note, 'utf8')) as { print: string; key: string; desk: Omit<BoroughDesk, 'key'> };
    if (made.print === print) return { ...made.desk, key: Uint8Array.from(Buffer.from(made.key, 'base64')) };
  } catch {
    // None has been made, or not to its end.
  }
  await rm(userData, { recursive: true, force: true });
  const { key, ...desk } = await makeBoroughDesk(userData, residents);
  // Nobody in it is real, and nothing else is encrypted with this key.
  await writeFile(note, JSON.stringify({ print, key: Buffer.from(key).toString('base64'), desk }), { mode: 0o600 });
  return { ...desk, key };
}

/** Makes a desk with `residents` people under `userData`; every call makes the same people. */
async function makeBoroughDesk(userData: string, residents: number): Promise<BoroughDesk> {
  const catalogue = await readCatalogue(path.join(projectFolder, 'resources/demo-council'));
  if (!catalogue.ok) throw new Error(catalogue.failure.sentence);
  const { council } = catalogue.value;
  const person = council.staff.find((one) => one.post === 'team-leader');
  const account = council.accounts.find((one) => one.staffId === person?.id);
  if (person === undefined || account === undefined) throw new Error('The demo council has no team leader.');

  const beganGenerating = performance.now();
  const spilled = path.join(userData, 'made');
  await mkdir(spilled, { recursive: true });
  const tables = new Map<TableName, SortedRuns>();
  const keep = ({ table, rows }: Batch): void => {
    const kept = tables.get(table) ?? sortedRuns(spilled, table);
    tables.set(table, kept);
    for (const row of rows) kept.add(encodeRow(table, row) as unknown as StoredRow);
  };
  councilRows(council, Date.now()).forEach(keep);
  for (const batch of generateBorough(catalogue.value, { residents, now: Date.now() })) keep(batch);
  const generateSeconds = (performance.now() - beganGenerating) / 1000;

  const reading = new Map<TableName, AsyncGenerator<StoredRow, void>>();
  const source: RowSource = {
    head: () => Promise.resolve(succeed({ epoch: 'bench', version: 1 })),
    totals: () => Promise.resolve(succeed({ rows: Object.fromEntries([...tables].map(([table, some]) => [table, some.rows()])), recentContacts: 0 })),
    page: async ({ table, limit }) => {
      const rows = reading.get(table) ?? tables.get(table)?.inOrder();
      const page: SqlValue[][] = [];
      if (rows !== undefined) {
        reading.set(table, rows);
        while (page.length < limit) {
          const next = await rows.next();
          if (next.done === true) break;
          page.push([...next.value as readonly SqlValue[], 1, null]);
        }
      }
      return succeed({ rows: page, last: page.at(-1)?.[0] as string | undefined ?? null, more: page.length === limit });
    },
  };

  const keyrings = new Keyrings(path.join(userData, 'desks'), { available: () => false, encrypt: (plain) => plain, decrypt: () => null });
  const { folder } = await keyrings.at(account.username, council.profile.id);
  await mkdir(folder, { recursive: true });
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  const deviceId = BENCH_DEVICE;
  const { key } = await keyrings.create(folder, { council: council.profile.id, username: account.username, name: person.name, staffId: person.id, deviceId }, BENCH_PASSPHRASE, publicKey);

  const signIn: SignInAnswer = {
    token: 'none', tokenExpiresAt: Date.now(), refreshToken: 'none', staff: person, council: { id: council.profile.id, name: council.profile.name },
    scopes: scopesOf(person), epoch: 'bench', centreTime: Date.now(), escrowKey: publicKey,
  };
  const engine = createEngine({ emit: () => undefined, report: (error) => { throw error; } });
  await engine.call('configure', { centralUrl: NO_CENTRE, appVersion: 'bench' });
  const opened = await engine.call('open', { folder, key: Uint8Array.from(key), deviceId, signIn, rebuildCache: false, setOutboxAside: false });
  if (!opened.ok) throw new Error(opened.failure.sentence);
  await engine.call('close', null);

  const beganFetching = performance.now();
  const stagedFile = path.join(folder, 'bench.staged.db');
  const fetched = await bootstrapFrom(source, { stagedFile, key: Uint8Array.from(key), scopes: scopesOf(person), now: Date.now, onProgress: () => undefined, wanted: 'whole', gently: false });
  if (!fetched.ok) throw new Error(fetched.failure.sentence);
  for (const end of ['', '-wal', '-shm']) {
    await rename(stagedFile + end, path.join(folder, `cache.db${end}`)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    });
  }
  const fetchSeconds = (performance.now() - beganFetching) / 1000;
  await rm(spilled, { recursive: true });
  const rows = [...tables.values()].reduce((sum, some) => sum + some.rows(), 0);
  return { userData, folder, key: Uint8Array.from(key), username: account.username, personName: person.name, rows, generateSeconds, fetchSeconds };
}
