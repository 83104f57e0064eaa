/**
 * Search and the single view as the engine answers them, against the very statements they run, replayed on the bare
 * driver with nothing decoded and nothing shaped.
 */
import path from 'node:path';
import Database from 'better-sqlite3';
import type { SubjectRef } from '../../src/contract/views/subject-ref.ts';
import { openDesk } from '../../src/engine/open-desk.ts';
import { findSubjects } from '../../src/engine/queries/search.ts';
import { subjectQuery } from '../../src/engine/queries/subject.ts';
import { createCentralClient } from '../../src/engine/sync/central-client.ts';
import { BENCH_DEVICE, NO_CENTRE, type BoroughDesk } from './borough.ts';
import { work, workTogether, type Row } from './figures.ts';

const RESULTS = 20;
type Method = 'get' | 'all';
interface Run { file: string; sql: string; method: Method; parameters: unknown[]; shape: 'pluck' | 'raw' | null }

/** Every read that `work` runs, in order, taken down from the driver's own statements. */
function recorded(runs: Run[]): { restore: () => void } {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the database as `this` below
  const prepare = Database.prototype.prepare;
  Database.prototype.prepare = function patched(this: Database.Database, sql: string) {
    const statement = prepare.call(this, sql) as unknown as Record<string, (...values: unknown[]) => unknown>;
    let shape: Run['shape'] = null;
    const file = path.basename(this.name);
    for (const method of ['get', 'all'] as const) {
      const original = statement[method];
      if (original === undefined) continue;
      statement[method] = (...parameters: unknown[]) => {
        runs.push({ file, sql, method, parameters, shape });
        return original.apply(statement, parameters);
      };
    }
    for (const way of ['pluck', 'raw'] as const) {
      const original = statement[way];
      if (original !== undefined) statement[way] = (...values: unknown[]) => { shape = way; return original.apply(statement, values); };
    }
    return statement as never;
  };
  return { restore: () => { Database.prototype.prepare = prepare; } };
}

const openArgs = (desk: BoroughDesk) => ({
  folder: desk.folder, key: Uint8Array.from(desk.key), deviceId: BENCH_DEVICE, signIn: null, rebuildCache: false, setOutboxAside: false,
});
const openOptions = () => {
  let subscriptions = 0;
  return {
    client: createCentralClient(NO_CENTRE, fetch), now: Date.now, deliver: () => undefined, trouble: () => undefined, wipe: () => undefined, leaseOver: () => undefined, unsent: () => undefined, forward: () => performance.now(),
    onError: (error: unknown) => { throw error; }, nextSubscription: () => (subscriptions += 1),
  };
};

/** `busiest`: what finds the resident with most contacts, and nobody else. */
export async function engineBench(borough: BoroughDesk): Promise<{ rows: Row[]; busiest: string; contacts: number }> {
  const texts = ['smi', 'john smith', 'ok', 'margaret o', 'ZQ1 ', '0770090', 'high st', '12 mill'];
  const runs = new Map<string, Run[]>();

  // One pass with a driver that takes notes, on a desk of its own.
  const notes: Run[] = [];
  const recorder = recorded(notes);
  const noted = await openDesk(openArgs(borough), openOptions());
  if (!noted.ok) throw new Error(noted.failure.sentence);
  const take = (name: string, read: () => unknown): void => {
    read();
    notes.length = 0;
    read();
    runs.set(name, notes.splice(0));
  };
  for (const text of texts) take(`search ${text}`, () => findSubjects(noted.value.desk, text, RESULTS));
  const subjects = texts.flatMap((text) => findSubjects(noted.value.desk, text, RESULTS).hits.slice(0, 3).flatMap(({ subject }) => subject ?? []));
  const busiest = noted.value.desk.cache.select('resident', 'WHERE id = (SELECT resident_id FROM contact GROUP BY resident_id ORDER BY count(*) DESC LIMIT 1)', [])[0];
  const contacts = noted.value.desk.cache.count('contact', 'WHERE resident_id = ?', [busiest?.row.id ?? '']);
  const found = busiest?.row.contactPoints.find(({ kind }) => kind === 'phone')?.value ?? busiest?.row.accountReferences[0]?.reference ?? busiest?.row.preferredName ?? '';
  const busiestSubject: SubjectRef = { kind: 'resident', id: busiest?.row.id ?? '' };
  const nameOf = (subject: SubjectRef): string => `view ${subject.kind} ${subject.id}`;
  for (const subject of [...subjects, busiestSubject]) take(nameOf(subject), () => subjectQuery.read(noted.value.desk, subject));
  await noted.value.close();
  recorder.restore();

  const opened = await openDesk(openArgs(borough), openOptions());
  if (!opened.ok) throw new Error(opened.failure.sentence);
  const { desk } = opened.value;
  const openRaw = (file: string): Database.Database => {
    const database = new Database(path.join(borough.folder, file), { readonly: true });
    database.pragma(`cipher='chacha20'`);
    database.pragma(`key="x'${Buffer.from(borough.key).toString('hex')}'"`);
    return database;
  };
  const raw: Record<string, Database.Database> = { 'cache.db': openRaw('cache.db'), 'outbox.db': openRaw('outbox.db') };
  const prepared = new Map<string, Database.Statement<unknown[]>>();
  const replay = (name: string): void => {
    for (const { file, sql, method, parameters, shape } of runs.get(name) ?? []) {
      const id = `${file} ${String(shape)} ${sql}`;
      let statement = prepared.get(id);
      if (statement === undefined) {
        statement = raw[file]?.prepare<unknown[]>(sql);
        if (statement === undefined) throw new Error(`A statement was run on ${file}, which is none of this desk's.`);
        if (shape !== null) statement[shape]();
        prepared.set(id, statement);
      }
      statement[method](...parameters);
    }
  };

  const rows: Row[] = [];
  const rounds = 150;
  const search = (text: string): unknown => findSubjects(desk, text, RESULTS);
  const view = (subject: SubjectRef): unknown => subjectQuery.read(desk, subject);
  rows.push(work(`search, ${String(texts.length)} ways of typing`, ...workTogether(texts, rounds, search, (text) => { replay(`search ${text}`); })));
  rows.push(work('single view, the first people found', ...workTogether(subjects, rounds, view, (subject) => { replay(nameOf(subject)); })));
  rows.push(work(`single view, the resident with most contacts (${String(contacts)})`, ...workTogether([busiestSubject], rounds * 2, view, (subject) => { replay(nameOf(subject)); })));
  for (const database of Object.values(raw)) database.close();
  await opened.value.close();
  return { rows, busiest: found, contacts };
}
