/** A person's desk with a borough already on it, made without a centre: what a desk looks like the morning after its first fetch. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { generateBorough, type Batch } from '../../src/central/demo/generate.ts';
import { councilRows } from '../../src/central/demo/load-council.ts';
import { readCatalogue } from '../../src/central/demo/catalogue.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { encodeRow } from '../../src/engine/store/row-codec.ts';
import { bootstrapFrom, type RowSource } from '../../src/engine/sync/bootstrap.ts';
import { Keyrings } from '../../src/main/keyring/keyrings.ts';
import { scopesOf } from '../../src/contract/scopes.ts';
import { succeed } from '../../src/contract/failures.ts';
import type { SignInAnswer } from '../../src/contract/wire.ts';
import { projectFolder } from '../../scripts/centre-process.ts';

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

type AnyRow = { id: string } & Record<string, unknown>;

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
  const tables = new Map<string, AnyRow[]>();
  const keep = ({ table, rows }: Batch): void => {
    const kept = tables.get(table) ?? [];
    for (const row of rows) kept.push(row as unknown as AnyRow);
    tables.set(table, kept);
  };
  councilRows(council, Date.now()).forEach(keep);
  for (const batch of generateBorough(catalogue.value, { residents, now: Date.now() })) keep(batch);
  for (const rows of tables.values()) rows.sort((a, b) => a.id < b.id ? -1 : 1);
  const generateSeconds = (performance.now() - beganGenerating) / 1000;

  const places = new Map<string, number>();
  const source: RowSource = {
    head: () => Promise.resolve(succeed({ epoch: 'bench', version: 1 })),
    totals: () => Promise.resolve(succeed({ rows: Object.fromEntries([...tables].map(([table, some]) => [table, some.length])), recentContacts: 0 })),
    page: ({ table, after, limit }) => {
      const rows = tables.get(table) ?? [];
      const from = after === '' ? 0 : places.get(table) ?? 0;
      const page = rows.slice(from, from + limit);
      places.set(table, from + page.length);
      return Promise.resolve(succeed({
        rows: page.map((row) => [...encodeRow(table, row), 1, null]), last: page.at(-1)?.id ?? null, more: from + page.length < rows.length,
      }));
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
  const rows = [...tables.values()].reduce((sum, some) => sum + some.length, 0);
  return { userData, folder, key: Uint8Array.from(key), username: account.username, personName: person.name, rows, generateSeconds, fetchSeconds };
}
