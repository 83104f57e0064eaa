/**
 * Bring a borough to a desk over HTTP from a centre of its own on PostgreSQL, against raw encrypted inserts of the very
 * same rows; then changes from desk to desk, commands a second, work drained after a day offline, and a fetch resumed.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';
import { readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { startCentre, projectFolder, type CentreProcess } from '../../scripts/centre-process.ts';
import { columnsOf, tableNames, tables } from '../../src/contract/tables.ts';
import { signInAnswerSchema, type SignInAnswer } from '../../src/contract/wire.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '../../src/contract/versions.ts';
import type { TableName } from '../../src/domain/records.ts';
import { layoutAfterFetch, layoutForFetch, upsertServer } from '../../src/engine/store/schema.ts';
import { openCache } from '../../src/engine/store/cache-store.ts';
import { bootstrapFrom, type RowSource } from '../../src/engine/sync/bootstrap.ts';
import { createCentralClient } from '../../src/engine/sync/central-client.ts';
import type { SqlValue } from '../../src/engine/store/row-codec.ts';
import { commandFigures } from './commands-a-second.ts';
import { deskToDesk } from './desk-to-desk.ts';
import { watchTurns } from './figures.ts';
import type { FetchOrder } from './fetch-child.ts';
import { fetchPrepared, type PreparedTimes } from './prepared-fetch.ts';
import { replicateWithPouch } from './pouchdb/replicate.ts';

const FETCH_CHILD = fileURLToPath(new URL('./fetch-child.ts', import.meta.url));
export const key = (): Uint8Array => new Uint8Array(32).fill(7);
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

export interface FetchHow { wanted: 'soonest' | 'whole'; gently: boolean }

/** Told how many rows have come, after each page. */
export async function fetchInto(base: string, person: SignInAnswer, stagedFile: string, how: FetchHow, onRows: (rows: number) => void = () => undefined): Promise<FetchTimes> {
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
      const page = await client.rows(await good(), asked, signal);
      if (page.ok) onRows(rows += page.value.rows.length);
      return page;
    },
  };
  const turns = watchTurns();
  const began = performance.now();
  const cpuBegan = process.cpuUsage();
  const fetched = await bootstrapFrom(source, { stagedFile, key: key(), scopes: person.scopes, now: Date.now, onProgress: () => undefined, ...how });
  const { waits: stalls, peakMb } = turns.end();
  if (!fetched.ok) throw new Error(fetched.failure.sentence);
  const cpu = process.cpuUsage(cpuBegan);
  return { ms: performance.now() - began, cpuMs: (cpu.user + cpu.system) / 1000, rows, stalls, peakMb };
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

async function againstPouch(folder: string, file: string, rate: number, rows: number, say: (line: string) => void): Promise<string> {
  const figure = await replicateWithPouch(folder, asDocuments(file, rows), say);
  if (typeof figure === 'string') return `| the same | ${whole(rate)} | PouchDB: left out, it could not be had (${figure}) | |`;
  const theirs = figure.rows / (figure.ms / 1000);
  return `| the same | ${whole(rate)} | PouchDB from its HTTP server, ${whole(figure.rows)} of the same rows as documents, unencrypted, no index: ${whole(theirs)} | ${(rate / theirs).toFixed(1)} |`;
}

const remove = (file: string): void => { for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true }); };

/** A first fetch by the copies the centre has prepared, beside raw inserts of the very rows that came. */
async function preparedFetch(centre: CentreProcess, hello: Hello, folder: string, say: (line: string) => void): Promise<string[]> {
  const { username } = leaderOf(hello);
  const signInAgain = (): Promise<SignInAnswer> => signIn(centre.url, username, hello.demoPassphrase, 'bench-desk');
  const file = path.join(folder, 'prepared.db');
  const copy = await fetchPrepared(centre.url, signInAgain, file, key(), 'whole');
  if (copy === null) return ['The centre had no prepared copy in a quarter of an hour.'];
  say(`A copy of the whole was ready after ${seconds(copy.waitedMs)}.`);
  const first = path.join(folder, 'prepared-first.db');
  const soonest = await fetchPrepared(centre.url, signInAgain, first, key(), 'soonest') ?? copy;
  remove(first);
  say(`By it the whole came in ${seconds(copy.ms)}, and the first search took ${seconds(soonest.firstSearchMs)}.`);
  const raw = rawInserts(file, path.join(folder, 'raw.db'));
  for (const one of [file, path.join(folder, 'raw.db')]) remove(one);
  const rate = copy.rows / (copy.ms / 1000);
  const against = (what: string, ms: number): string => `| the same | ${whole(rate)} | ${what}: ${whole(raw.rows / (ms / 1000))} | ${(rate / (raw.rows / (ms / 1000))).toFixed(2)} |`;
  const line = (what: string, of: (times: PreparedTimes) => string): string => `| ${what} | ${of(soonest)} | ${soonest.part === 'people' ? `the whole: ${of(copy)}` : ''} | |`;
  return [
    '| first fetch, by a prepared copy | Casefront | baseline | ratio |', '|---|---|---|---|',
    `| rows/s, whole, to a cache of the desk's own | ${whole(rate)} | raw encrypted inserts of the same rows, no index: ${whole(raw.rows / (raw.bareMs / 1000))} | ${(copy.rows / copy.ms / (raw.rows / raw.bareMs)).toFixed(2)} |`,
    against('raw inserts and the same indexes after, no search', raw.bareMs + raw.indexMs),
    line(`until the first search (${soonest.part === 'people' ? 'people, recent contacts' : 'all of it'})`, ({ firstSearchMs, rows }) => `${seconds(firstSearchMs)} for ${whole(rows)} rows`),
    line('bytes on the wire', ({ bytes }) => `${(bytes / 2 ** 20).toFixed(1)} MB`),
    line('of that, fetching', ({ downloadMs }) => seconds(downloadMs)),
    line('processor time of the desk', ({ cpuMs }) => seconds(cpuMs)),
    line('longest turn of its process', ({ longestTurnMs }) => `${longestTurnMs.toFixed(0)} ms`),
    line('its memory, highest', ({ peakMb }) => `${peakMb.toFixed(0)} MB`),
    `| memory of the centre, highest so far | ${String(memoryOf(centre))} MB | | |`,
  ];
}

/** The most a process has held, in MB, by the kernel's own count. */
const memoryOf = ({ child }: CentreProcess): number =>
  Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${String(child.pid)}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024);

/** Fetches in a process of its own, which is killed outright once half has come, and once more to the end. */
async function resumedAfterKill(base: string, person: SignInAnswer, stagedFile: string, rows: number): Promise<{ beforeMs: number; afterMs: number; again: number }> {
  const begin = (): ChildProcess => fork(FETCH_CHILD, [], { serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const order: FetchOrder = { base, person, stagedFile };
  const began = performance.now();
  const first = begin();
  first.send(order);
  for await (const [told] of on(first, 'message')) if (Number(told) > rows / 2) break;
  first.kill('SIGKILL');
  await once(first, 'exit');
  const killed = performance.now();
  const second = begin();
  second.send(order);
  let again = 0;
  second.on('message', (told) => { again = Number(told); });
  const [status] = await once(second, 'exit') as [number];
  if (status !== 0) throw new Error('The fetch did not go on after a kill.');
  return { beforeMs: killed - began, afterMs: performance.now() - killed, again };
}

interface Hello { demoPassphrase: string; demoPeople: { username: string; post: string; siteName: string }[] }

function leaderOf({ demoPeople }: Hello): { username: string } {
  const leader = demoPeople.find(({ post }) => post === 'team-leader') ?? demoPeople[0];
  if (leader === undefined) throw new Error('The demo council has nobody to sign in as.');
  return leader;
}

/** A first fetch page by page, beside raw inserts and PouchDB over the same rows. */
async function firstFetch(centre: CentreProcess, hello: Hello, folder: string, say: (line: string) => void): Promise<string[]> {
  const person = await signIn(centre.url, leaderOf(hello).username, hello.demoPassphrase, 'bench-desk');

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
  const pouch = await againstPouch(folder, file, rate, full.rows, say);
  remove(file);

  const behind = await fetchInto(centre.url, person, file, { wanted: 'whole', gently: true });
  const { stalls } = behind;
  const at = (share: number): number => stalls[Math.min(stalls.length - 1, Math.floor(stalls.length * share))] ?? 0;
  remove(file);

  const resumed = await resumedAfterKill(centre.url, await signIn(centre.url, leaderOf(hello).username, hello.demoPassphrase, 'bench-desk'), file, full.rows);
  remove(file);

  const wire = await bytesOnTheWire(centre.url, person);
  const perRow = wire.compressed / wire.rows;
  return [
    '| first fetch | Casefront | baseline | ratio |', '|---|---|---|---|',
    `| rows/s, whole, over HTTP from PostgreSQL, with indexes and search | ${whole(rate)} | raw encrypted inserts of the same rows, no index: ${whole(bareRate)} | ${(rate / bareRate).toFixed(2)} |`,
    `| the same | ${whole(rate)} | raw inserts and the same indexes after, no search: ${whole(indexedRate)} | ${(rate / indexedRate).toFixed(2)} |`,
    pouch,
    `| until the first search (${part === 'people' ? `${whole(early.rows)} rows: people, recent contacts` : 'all of it'}) | ${seconds(firstSearch)} | the whole: ${seconds(full.ms)} | ${(firstSearch / full.ms).toFixed(2)} |`,
    `| the whole behind a person at work | ${seconds(behind.ms)} | | |`,
    `| how long it holds the process up, per turn | median ${at(0.5).toFixed(0)} ms, p99 ${at(0.99).toFixed(0)}, longest ${at(1).toFixed(0)} | | |`,
    `| killed half way, to the end in another process | ${seconds(resumed.afterMs)} for ${whole(resumed.again)} rows | before the kill: ${seconds(resumed.beforeMs)} | |`,
    `| bytes on the wire | ${perRow.toFixed(0)} a row, some ${whole(perRow * full.rows / 2 ** 20)} MB | file: ${whole(size / 2 ** 20)} MB | |`,
    `| memory of the fetching process, highest | ${full.peakMb.toFixed(0)} MB | | |`,
    `| memory of the centre, highest so far | ${String(memoryOf(centre))} MB | | |`,
  ];
}

export const syncParts = ['fetch', 'prepared', 'commands', 'live'] as const;
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
    if (only === null || only === 'prepared') add(await preparedFetch(centre, hello, folder, say));
    if (only === null || only === 'commands') add(await commandFigures(centre.url, hello.demoPassphrase, staff));
    if (only === null || only === 'live') add(await deskToDesk(centre.url, hello.demoPassphrase, staff));
  } finally {
    await centre.stop();
  }
  return parts;
}
