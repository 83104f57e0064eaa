/**
 * Keeps prepared copies for desks that have none: the whole, and of a borough the part that work can begin with. They are
 * written by a process of its own (`src/prepared`), in the background, one at a time, from short reads by primary key. The
 * keys are in this process alone, so a file that outlives the centre opens for nobody; each start begins with an empty folder.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { BOROUGH_ROWS, PREPARED_SCOPES, type FetchPart, type FromWriter, type PreparedAsk, type PreparedDone, type ToWriter } from '#contract/prepared.ts';
import { tableNames } from '#contract/tables.ts';
import type { PreparedOffer } from '#contract/wire.ts';
import { floorOf } from '../feed/compact.ts';
import { rowsLines } from '../feed/rows-page.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { tableSql } from '../pg/ddl.ts';

/** As it is written, or beside the bundle of the centre. */
const WRITER = ['../../prepared/write-copy.ts', './write-copy.js', '../write-copy.js'].map((file) => fileURLToPath(new URL(file, import.meta.url))).find((file) => existsSync(file)) ?? '';
const LOOK_MS = 60_000;
/** A desk reads so many changes in a second or two; behind by more, the copy is written anew. */
const MOST_VERSIONS_BEHIND = 5000;
const OLDEST_MS = 24 * 60 * 60 * 1000;
/** Fewer rows than this a desk pages in a second. */
const FEWEST_ROWS = 10_000;

export interface PreparedOptions {
  /** The files are kept here and nothing else is. */
  folder: string;
  clock: () => number;
  onError: (error: unknown) => void;
  /** Milliseconds before the first look, and between two. */
  firstAfterMs?: number;
  everyMs?: number;
  fewestRows?: number;
  boroughRows?: number;
  mostVersionsBehind?: number;
}

export interface PreparedCopies {
  /** A copy, where there is one in that format that the feed can still be followed from. */
  offer: (layout: number, wanted: 'soonest' | 'whole') => Promise<PreparedOffer | null>;
  /** The file of an id; null where it is gone. */
  fileOf: (id: string) => { file: string; bytes: number } | null;
  /** Looks now whether copies are to be written, and resolves when they are. */
  look: () => Promise<void>;
  stop: () => Promise<void>;
}

interface Copy extends PreparedOffer { file: string; layout: number; madeAt: number }

export function startPreparing(store: CentralStore, options: PreparedOptions): PreparedCopies {
  const {
    folder, clock, onError, firstAfterMs = LOOK_MS / 3, everyMs = LOOK_MS, fewestRows = FEWEST_ROWS, boroughRows = BOROUGH_ROWS, mostVersionsBehind = MOST_VERSIONS_BEHIND,
  } = options;
  const stopping = new AbortController();
  const copies = new Map<FetchPart, Copy>();
  let emptied = false;
  let running: Promise<void> | null = null;

  const usable = async (one: Copy): Promise<boolean> => {
    const head = await store.head();
    return one.epoch === head.epoch && one.version <= head.version && one.version >= await floorOf(store);
  };
  const isDue = async (part: FetchPart): Promise<boolean> => {
    const copy = copies.get(part);
    if (copy === undefined) return await hasRows(store, part === 'people' ? boroughRows : fewestRows);
    return !await usable(copy) || clock() - copy.madeAt > OLDEST_MS || (await store.head()).version - copy.version > mostVersionsBehind;
  };

  async function run(): Promise<void> {
    if (!emptied) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const name of await readdir(folder)) if (isOurs(name)) await rm(path.join(folder, name), { force: true });
      emptied = true;
    }
    // The smaller first: it is ready in a fraction of the time, and a desk can begin with it.
    for (const part of ['people', 'whole'] as const) {
      if (stopping.signal.aborted || !await isDue(part)) continue;
      const made = await writeCopy(store, { part, folder, now: clock() }, stopping.signal);
      if (made === null) return;
      const before = copies.get(part);
      copies.set(part, made);
      // A desk in the middle of the one before asks again and begins with this one.
      if (before !== undefined) await rm(before.file, { force: true });
    }
  }
  const look = (): Promise<void> => {
    running ??= run().catch((error: unknown) => { if (!stopping.signal.aborted) onError(error); }).finally(() => { running = null; });
    return running;
  };
  const first = setTimeout(() => void look(), firstAfterMs);
  const timer = setInterval(() => void look(), everyMs);
  for (const one of [first, timer]) one.unref();

  return {
    look,
    async offer(layout, wanted) {
      for (const part of wanted === 'soonest' ? ['people', 'whole'] as const : ['whole'] as const) {
        const copy = copies.get(part);
        if (copy?.layout !== layout || !await usable(copy)) continue;
        const { id, epoch, version, rows, bytes, sha256, key } = copy;
        return { id, part, epoch, version, rows, bytes, sha256, key };
      }
      return null;
    },
    fileOf: (id) => [...copies.values()].find((copy) => copy.id === id) ?? null,
    async stop() {
      clearTimeout(first);
      clearInterval(timer);
      stopping.abort();
      await running;
      for (const { file } of copies.values()) await rm(file, { force: true });
      copies.clear();
    },
  };
}

const isOurs = (name: string): boolean => /^copy-[\da-f]{32}\.db(-wal|-shm|-journal)?$/.test(name);

async function hasRows(store: CentralStore, fewest: number): Promise<boolean> {
  let rows = 0;
  for (const table of tableNames) {
    const left = fewest - rows;
    if (left <= 0) return true;
    const counted = await store.query<{ n: number }>(
      `SELECT count(*) AS n FROM (SELECT 1 FROM ${tableSql(table)} WHERE council = $1 LIMIT ${String(left)}) AS counted`, [store.council]);
    rows += counted.rows[0]?.n ?? 0;
  }
  return rows >= fewest;
}

/** Null where it is stopped. What leaves a scope or changes while it is written stands in the feed behind its version. */
async function writeCopy(store: CentralStore, { part, folder, now }: { part: FetchPart; folder: string; now: number }, signal: AbortSignal): Promise<Copy | null> {
  const { epoch, version } = await store.head();
  const id = randomBytes(16).toString('hex');
  const key = randomBytes(32);
  const file = path.join(folder, `copy-${id}.db`);
  // Its key goes over the channel: arguments and surroundings of a process can be read by others.
  const writer = fork(WRITER, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [], signal });
  try {
    const done = await converse(writer, { kind: 'order', part, file, key, epoch, version, now }, (asked) => pageOf(store, asked));
    // The centre was put back to an earlier day meanwhile: rows of both histories would stand in it.
    if ((await store.head()).epoch !== epoch) throw new Error('the centre was restored while a copy was prepared');
    return { id, part, epoch, version, rows: done.rows, bytes: done.bytes, sha256: done.sha256, key: key.toString('hex'), file, layout: done.layout, madeAt: now };
  } catch (error) {
    for (const end of ['', '-wal', '-shm', '-journal']) await rm(file + end, { force: true });
    if (signal.aborted) return null;
    throw error;
  } finally {
    if (writer.exitCode === null && writer.signalCode === null) writer.kill('SIGKILL');
  }
}

async function pageOf(store: CentralStore, { table, after, limit, since }: PreparedAsk): Promise<ToWriter> {
  const lines: Buffer[] = [];
  for await (const line of rowsLines(store, { scopes: [...PREPARED_SCOPES], table, after, limit, since })) lines.push(Buffer.from(line));
  return { kind: 'page', lines: Buffer.concat(lines) };
}

function converse(writer: ChildProcess, order: ToWriter, answer: (asked: PreparedAsk) => Promise<ToWriter>): Promise<PreparedDone> {
  return new Promise((resolve, reject) => {
    writer.once('error', reject);
    writer.once('exit', (code) => { reject(new Error(`the writer of prepared copies ended with ${String(code)}`)); });
    writer.on('message', (message) => {
      const said = message as FromWriter;
      if (said.kind === 'done') resolve(said);
      else answer(said).then((page) => { if (writer.connected) writer.send(page); }, reject);
    });
    writer.send(order, (error) => { if (error !== null) reject(error); });
  });
}
