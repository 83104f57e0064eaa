/**
 * Bring a borough to a desk over HTTP from a centre of its own on PostgreSQL, against raw encrypted inserts of the very
 * same rows; then changes from desk to desk, commands a second, work drained after a day offline, and a fetch resumed.
 */
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { startCentre, projectFolder, type CentreProcess } from '../../scripts/centre-process.ts';
import { columnsOf, tableNames, tables } from '../../src/contract/tables.ts';
import { signInAnswerSchema, type SignInAnswer } from '../../src/contract/wire.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '../../src/contract/versions.ts';
import { fail } from '../../src/contract/failures.ts';
import type { TableName } from '../../src/domain/records.ts';
import { layoutAfterFetch, layoutForFetch, upsertServer } from '../../src/engine/store/schema.ts';
import { openCache } from '../../src/engine/store/cache-store.ts';
import { bootstrapFrom, type RowSource } from '../../src/engine/sync/bootstrap.ts';
import { createCentralClient } from '../../src/engine/sync/central-client.ts';
import type { SqlValue } from '../../src/engine/store/row-codec.ts';
import { commandFigures } from './commands-a-second.ts';
import { deskToDesk } from './desk-to-desk.ts';
import { fetchPrepared, type PreparedTimes } from './prepared-fetch.ts';
import { replicateWithPouch } from './pouchdb/replicate.ts';

export interface SyncFigure { what: string; figure: string; baseline: string; ratio: string }

const STOPPED = 'Stopped on purpose.';
const key = (): Uint8Array => new Uint8Array(32).fill(7);
export const versions = { protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION };
const whole = (count: number): string => Math.round(count).toLocaleString('en-GB');
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export async function signIn(base: string, username: string, passphrase: string, deviceId: string): Promise<SignInAnswer> {
  const response = await fetch(`${base}/v1/sign-in`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...versions, username, passphrase, deviceId }),
  });
  return signInAnswerSchema.parse(await response.json());
}

interface FetchTimes { ms: number; cpuMs: number; rows: number; stalls: number[]; peakMb: number }

async function fetchInto(base: string, person: SignInAnswer, stagedFile: string, how: { wanted: 'soonest' | 'whole'; gently: boolean }, stopAfter = Infinity): Promise<FetchTimes & { stopped: boolean }> {
  const client = createCentralClient(base, fetch);
  const signal = new AbortController().signal;
  let { token } = person;
  let rows = 0;
  let refresh = person.refreshToken;
  let renewAt = person.tokenExpiresAt - 120_000;
  const good = async (): Promise<string> => {
    if (Date.now() < renewAt) return token;
    const next = await client.refresh({ refreshToken: refresh, deviceId: 'bench-desk' }, signal);
    if (next.ok) [token, refresh, renewAt] = [next.value.token, next.value.refreshToken, next.value.tokenExpiresAt - 120_000];
    return token;
  };
  const source: RowSource = {
    head: async () => client.head(await good(), 0, 0, signal),
    totals: async (since) => client.totals(await good(), since, signal),
    page: async (asked) => {
      if (rows > stopAfter) return fail('centre-unreachable', STOPPED);
      const page = await client.rows(await good(), asked, signal);
      if (page.ok) rows += page.value.rows.length;
      return page;
    },
  };
  // How long a keystroke would have waited: the longest turns of the process.
  const stalls: number[] = [];
  let last = performance.now();
  let peakMb = 0;
  const tick = setInterval(() => {
    const now = performance.now();
    stalls.push(Math.max(0, now - last - 5));
    last = now;
    peakMb = Math.max(peakMb, process.memoryUsage.rss() / 2 ** 20);
  }, 5);
  const began = performance.now();
  const cpuBegan = process.cpuUsage();
  let stopped = false;
  try {
    const fetched = await bootstrapFrom(source, { stagedFile, key: key(), scopes: person.scopes, now: Date.now, onProgress: () => undefined, ...how });
    stopped = !fetched.ok && fetched.failure.sentence === STOPPED;
    if (!fetched.ok && !stopped) throw new Error(fetched.failure.sentence);
  } finally {
    clearInterval(tick);
  }
  const cpu = process.cpuUsage(cpuBegan);
  return { ms: performance.now() - began, cpuMs: (cpu.user + cpu.system) / 1000, rows, stalls, peakMb, stopped };
}

/** The same rows from the file that was fetched into another, row by row, one prepared insert each, in transactions of 2,000. */
function rawInserts(from: string, to: string): { bareMs: number; indexMs: number; rows: number } {
  const read = sealed(from);
  const write = sealed(to);
  for (const sql of layoutForFetch) write.exec(sql);
  let rows = 0;
  let bareMs = 0;
  for (const table of tableNames) {
    const names = [...columnsOf(table).map(([field]) => field), 'row_version', 'row_scope'];
    const insert = write.prepare<[SqlValue[]]>(upsertServer(table));
    const page = read.prepare<[string], SqlValue[]>(`SELECT * FROM server_${tables[table].sql} WHERE id > ? ORDER BY id LIMIT 2000`).raw();
    const order = read.prepare(`SELECT * FROM server_${tables[table].sql} LIMIT 0`).columns().map(({ name }) => name);
    const scopeAt = order.indexOf('row_scope');
    const versionAt = order.indexOf('row_version');
    const add = write.transaction((some: SqlValue[][]) => { for (const row of some) insert.run(row); });
    for (let after = ''; ;) {
      const some = page.all(after).map((row) => [...row.filter((_value, at) => at !== scopeAt && at !== versionAt), row[versionAt] ?? null, row[scopeAt] ?? null]);
      if (some.length === 0) break;
      after = String(some.at(-1)?.[0]);
      const began = performance.now();
      add(some);
      bareMs += performance.now() - began;
      rows += some.length;
    }
    if (names.length !== order.length) throw new Error(`${table} has other columns than it should`);
  }
  const began = performance.now();
  for (const sql of layoutAfterFetch) write.exec(sql);
  const indexMs = performance.now() - began;
  read.close();
  write.close();
  return { bareMs, indexMs, rows };
}

function sealed(file: string): Database.Database {
  const database = new Database(file);
  database.pragma(`cipher='chacha20'`);
  database.pragma(`key="x'${Buffer.from(key()).toString('hex')}'"`);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('temp_store = MEMORY');
  return database;
}

/** From the first residents and contacts, at most 8,000 of each. */
async function bytesOnTheWire(base: string, person: SignInAnswer): Promise<{ compressed: number; rows: number }> {
  // Measured apart: counting while fetching would take part in what is measured.
  let compressed = 0;
  let rows = 0;
  for (const table of ['resident', 'contact'] as const) {
    const { bytes, count } = await pageBytes(base, person.token, table);
    compressed += bytes;
    rows += count;
  }
  return { compressed, rows };
}

async function pageBytes(base: string, token: string, table: TableName): Promise<{ bytes: number; count: number }> {
  const { request } = await import('node:http');
  const body = JSON.stringify({ ...versions, table, after: '', limit: 8000 });
  return new Promise((resolve, reject) => {
    const asked = request(`${base}/v1/rows`, {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'content-length': Buffer.byteLength(body) },
    }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => { chunks.push(chunk); }).on('error', reject).on('end', () => {
        const packed = Buffer.concat(chunks);
        const lines = gunzipSync(packed).toString().trim().split('\n').map((line) => JSON.parse(line) as { kind: string; rows?: unknown[] });
        resolve({ bytes: packed.length, count: lines.reduce((sum, { rows }) => sum + (rows?.length ?? 0), 0) });
      });
    });
    asked.on('error', reject).end(body);
  });
}

/** Slow enough that a part of the rows must do; its figure is a rate. */
const POUCH_ROWS = 10_000;

/** Rows from every table in its share, spread evenly, as PouchDB would hold them. */
function asDocuments(file: string, rows: number): Record<string, unknown>[] {
  const read = sealed(file);
  const oneIn = Math.max(1, Math.ceil(rows / POUCH_ROWS));
  const documents: Record<string, unknown>[] = [];
  let at = 0;
  for (const table of tableNames) {
    for (const row of read.prepare<[], Record<string, unknown>>(`SELECT * FROM server_${tables[table].sql} ORDER BY id`).iterate()) {
      if (at % oneIn === 0) documents.push({ ...row, _id: `${table}:${String(row['id'])}` });
      at += 1;
    }
  }
  read.close();
  return documents;
}

async function againstPouch(folder: string, file: string, full: FetchTimes, rate: number, say: (line: string) => void): Promise<{ theirs: number | null; line: string }> {
  const figure = await replicateWithPouch(folder, asDocuments(file, full.rows), say);
  if (typeof figure === 'string') return { theirs: null, line: `| the same | ${whole(rate)} | PouchDB: left out, it could not be had (${figure}) | |` };
  const theirs = figure.rows / (figure.ms / 1000);
  return { theirs, line: `| the same | ${whole(rate)} | PouchDB from its HTTP server, ${whole(figure.rows)} of the same rows as documents, unencrypted, no index: ${whole(theirs)} | ${(rate / theirs).toFixed(1)} |` };
}

const remove = (file: string): void => { for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true }); };

interface Paged { ms: number; cpuMs: number; firstSearch: number; rate: number; bareRate: number; indexedRate: number; pouch: number | null; bytes: number }

function preparedLines(copy: PreparedTimes | null, paged: Paged): string[] {
  if (copy === null) return ['| by a prepared copy | the centre had none ready in ten minutes | | |'];
  const rate = copy.rows / (copy.ms / 1000);
  const against = (what: string, theirs: number): string => `| the same | ${whole(rate)} | ${what}: ${whole(theirs)} | ${(rate / theirs).toFixed(2)} |`;
  return [
    `| rows/s, by a prepared copy, to a cache of the desk's own | ${whole(rate)} | page by page: ${whole(paged.rate)} | ${(rate / paged.rate).toFixed(1)} |`,
    against('raw encrypted inserts, no index', paged.bareRate),
    against('raw inserts and the same indexes after, no search', paged.indexedRate),
    ...paged.pouch === null ? [] : [against('PouchDB', paged.pouch)],
    `| until the first search, by a prepared copy | ${seconds(copy.firstSearchMs)} | page by page: ${seconds(paged.firstSearch)} | ${(copy.firstSearchMs / paged.firstSearch).toFixed(2)} |`,
    `| processor time of the desk, by a prepared copy | ${seconds(copy.cpuMs)} | page by page: ${seconds(paged.cpuMs)} | ${(copy.cpuMs / paged.cpuMs).toFixed(2)} |`,
    `| bytes on the wire, by a prepared copy | ${(copy.bytes / 2 ** 20).toFixed(1)} MB | page by page, compressed: ${(paged.bytes / 2 ** 20).toFixed(1)} MB | ${(copy.bytes / paged.bytes).toFixed(1)} |`,
    `| memory while it is fetched, highest | ${copy.peakMb.toFixed(0)} MB | | |`,
  ];
}

interface Hello { demoPassphrase: string; demoPeople: { username: string; post: string; siteName: string }[] }

/** A first fetch, page by page and by a prepared copy, beside raw inserts and PouchDB over the same rows. */
async function firstFetch(centre: CentreProcess, hello: Hello, folder: string, say: (line: string) => void): Promise<string[]> {
  const leader = hello.demoPeople.find(({ post }) => post === 'team-leader') ?? hello.demoPeople[0];
  if (leader === undefined) throw new Error('The demo council has nobody to sign in as.');
  const person = await signIn(centre.url, leader.username, hello.demoPassphrase, 'bench-desk');

  const file = path.join(folder, 'fetched.db');
  const early = await fetchInto(centre.url, person, file, { wanted: 'soonest', gently: false });
  const beganSearching = performance.now();
  const opened = openCache(file, key());
  if (!opened.ok) throw new Error(opened.fault);
  const found = opened.value.search.match('names', '"smi"*', 5).length;
  const { part } = opened.value.meta();
  opened.value.close();
  const firstSearch = early.ms + performance.now() - beganSearching;
  say(`First search after ${seconds(firstSearch)}, ${seconds(early.cpuMs)} of them this process's own (${whole(early.rows)} rows, ${part}; ${String(found)} found).`);
  remove(file);

  const full = await fetchInto(centre.url, person, file, { wanted: 'whole', gently: false });
  say(`Whole: ${whole(full.rows)} rows in ${seconds(full.ms)}, ${seconds(full.cpuMs)} of them this process's own.`);
  const size = statSync(file).size;
  const raw = rawInserts(file, path.join(folder, 'raw.db'));
  remove(path.join(folder, 'raw.db'));
  const rate = full.rows / (full.ms / 1000);
  const bareRate = raw.rows / (raw.bareMs / 1000);
  const indexedRate = raw.rows / ((raw.bareMs + raw.indexMs) / 1000);
  const pouch = await againstPouch(folder, file, full, rate, say);
  remove(file);

  const behind = await fetchInto(centre.url, person, file, { wanted: 'whole', gently: true });
  const stalls = behind.stalls.toSorted((a, b) => a - b);
  const at = (share: number): number => stalls[Math.min(stalls.length - 1, Math.floor(stalls.length * share))] ?? 0;
  remove(file);

  const cut = await fetchInto(centre.url, person, file, { wanted: 'whole', gently: false }, full.rows / 2);
  const resumed = await fetchInto(centre.url, person, file, { wanted: 'whole', gently: false });
  remove(file);

  const copy = await fetchPrepared(centre.url, () => signIn(centre.url, leader.username, hello.demoPassphrase, 'bench-desk'), file, key());
  remove(file);

  const wire = await bytesOnTheWire(centre.url, person);
  const perRow = wire.compressed / wire.rows;
  return [
    '| first fetch | Casefront | baseline | ratio |', '|---|---|---|---|',
    `| rows/s, whole, over HTTP from PostgreSQL, with indexes and search | ${whole(rate)} | raw encrypted inserts of the same rows, no index: ${whole(bareRate)} | ${(rate / bareRate).toFixed(2)} |`,
    `| the same | ${whole(rate)} | raw inserts and the same indexes after, no search: ${whole(indexedRate)} | ${(rate / indexedRate).toFixed(2)} |`,
    pouch.line,
    `| until the first search (${part === 'people' ? `${whole(early.rows)} rows: people, recent contacts` : 'all of it'}) | ${seconds(firstSearch)} | the whole: ${seconds(full.ms)} | ${(firstSearch / full.ms).toFixed(2)} |`,
    `| the whole behind a person at work | ${seconds(behind.ms)} | | |`,
    `| how long it holds the process up, per turn | median ${at(0.5).toFixed(0)} ms, p99 ${at(0.99).toFixed(0)}, longest ${at(1).toFixed(0)} | | |`,
    `| resumed after a stop half way | ${seconds(resumed.ms)} for ${whole(resumed.rows)} rows (${seconds(cut.ms)} before) | | |`,
    `| bytes on the wire | ${perRow.toFixed(0)} a row, some ${whole(perRow * full.rows / 2 ** 20)} MB | file: ${whole(size / 2 ** 20)} MB | |`,
    `| memory of the fetching process, highest | ${full.peakMb.toFixed(0)} MB | | |`,
    ...preparedLines(copy, { ms: full.ms, cpuMs: full.cpuMs, firstSearch, rate, bareRate, indexedRate, pouch: pouch.theirs, bytes: perRow * full.rows }),
  ];
}

export const syncParts = ['fetch', 'commands', 'live'] as const;
export type SyncPart = (typeof syncParts)[number];

export async function syncBench(folder: string, residents: number, postgres: string, only: SyncPart | null): Promise<string[]> {
  const parts: string[] = [];
  const say = (line: string): void => { console.log(line); };
  // Each table is shown as soon as it stands: a run that is ended half way has said what it measured.
  const add = (lines: string[]): void => {
    parts.push(...parts.length === 0 ? [] : [''], ...lines);
    say(lines.join('\n'));
  };
  say(`Making a centre with ${whole(residents)} residents on PostgreSQL…`);
  const beganLoading = performance.now();
  const centre: CentreProcess = await startCentre({
    councilFolder: path.join(projectFolder, 'resources/demo-council'), dataFolder: '', postgres, residents,
  });
  say(`It listens after ${seconds(performance.now() - beganLoading)}.`);
  try {
    const hello = await (await fetch(`${centre.url}/v1/hello`)).json() as Hello;
    // What nobody is named in is seen at its own site: all of these see all of it.
    const site = hello.demoPeople.find(({ post }) => post === 'customer-service-operative')?.siteName;
    const staff = hello.demoPeople.filter(({ post, siteName }) => post !== 'partner-officer' && siteName === site).map(({ username }) => username);
    if (only === null || only === 'fetch') add(await firstFetch(centre, hello, folder, say));
    if (only === null || only === 'commands') add(await commandFigures(centre.url, hello.demoPassphrase, staff));
    if (only === null || only === 'live') add(await deskToDesk(centre.url, hello.demoPassphrase, staff));
  } finally {
    await centre.stop();
  }
  return parts;
}
