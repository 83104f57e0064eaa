/**
 * Search and the single view as the engine answers them, against the very statements they run, replayed on the bare
 * driver with nothing decoded and nothing shaped.
 */
import path from 'node:path';
import Database from 'better-sqlite3';
import type { SubjectRef } from '../../src/contract/views.ts';
import { openDesk } from '../../src/engine/open-desk.ts';
import { findSubjects } from '../../src/engine/queries/search.ts';
import { subjectQuery } from '../../src/engine/queries/subject.ts';
import { createCentralClient } from '../../src/engine/sync/central-client.ts';
import { BENCH_DEVICE, NO_CENTRE, type BoroughDesk } from './borough.ts';
import { compared, timed, type Row } from './figures.ts';

const RESULTS = 20;
type Method = 'get' | 'all';
interface Run { sql: string; method: Method; parameters: unknown[]; pluck: boolean }

/** Every read that `work` runs, in order, taken down from the driver's own statements. */
function recorded(runs: Run[]): { restore: () => void } {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the database as `this` below
  const prepare = Database.prototype.prepare;
  Database.prototype.prepare = function patched(this: Database.Database, sql: string) {
    const statement = prepare.call(this, sql) as unknown as Record<string, (...values: unknown[]) => unknown>;
    let pluck = false;
    for (const method of ['get', 'all'] as const) {
      const original = statement[method];
      if (original === undefined) continue;
      statement[method] = (...parameters: unknown[]) => {
        runs.push({ sql, method, parameters, pluck });
        return original.apply(statement, parameters);
      };
    }
    const setPluck = statement['pluck'];
    if (setPluck !== undefined) statement['pluck'] = (...values: unknown[]) => { pluck = true; return setPluck.apply(statement, values); };
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

export async function engineBench(borough: BoroughDesk): Promise<Row[]> {
  const texts = ['smi', 'john smith', 'ok', 'margaret o', 'ZQ1 ', '0770090', 'high st', '12 mill'];
  const runs = new Map<string, Run[]>();

  // One pass with a driver that takes notes, on a desk of its own.
  const notes: Run[] = [];
  const recorder = recorded(notes);
  const noted = await openDesk(openArgs(borough), openOptions());
  if (!noted.ok) throw new Error(noted.failure.sentence);
  const take = (name: string, work: () => unknown): void => {
    work();
    notes.length = 0;
    work();
    runs.set(name, notes.splice(0));
  };
  for (const text of texts) take(`search ${text}`, () => findSubjects(noted.value.desk, text, RESULTS));
  const subjects = texts.flatMap((text) => findSubjects(noted.value.desk, text, RESULTS).hits.slice(0, 3).map((hit) => hit.subject));
  const busiest = noted.value.desk.cache.select('resident', 'WHERE id = (SELECT resident_id FROM contact GROUP BY resident_id ORDER BY count(*) DESC LIMIT 1)', [])[0];
  const busiestSubject: SubjectRef = { kind: 'resident', id: busiest?.row.id ?? '' };
  const nameOf = (subject: SubjectRef): string => `view ${subject.kind} ${subject.id}`;
  for (const subject of [...subjects, busiestSubject]) take(nameOf(subject), () => subjectQuery.read(noted.value.desk, subject));
  await noted.value.close();
  recorder.restore();

  const opened = await openDesk(openArgs(borough), openOptions());
  if (!opened.ok) throw new Error(opened.failure.sentence);
  const { desk } = opened.value;
  const raw = new Database(path.join(borough.folder, 'cache.db'), { readonly: true });
  raw.pragma(`cipher='chacha20'`);
  raw.pragma(`key="x'${Buffer.from(borough.key).toString('hex')}'"`);
  const prepared = new Map<string, Database.Statement<unknown[]>>();
  const replay = (name: string): void => {
    for (const { sql, method, parameters, pluck } of runs.get(name) ?? []) {
      const id = `${String(pluck)} ${sql}`;
      let statement = prepared.get(id);
      if (statement === undefined) {
        statement = raw.prepare<unknown[]>(sql);
        if (pluck) statement.pluck();
        prepared.set(id, statement);
      }
      statement[method](...parameters);
    }
  };

  const rows: Row[] = [];
  const rounds = 40;
  rows.push(compared(`search, ${String(texts.length)} ways of typing`,
    timed(texts, rounds, (text) => findSubjects(desk, text, RESULTS)), timed(texts, rounds, (text) => { replay(`search ${text}`); })));
  rows.push(compared('single view, the first people found',
    timed(subjects, rounds, (subject) => subjectQuery.read(desk, subject)), timed(subjects, rounds, (subject) => { replay(nameOf(subject)); })));
  rows.push(compared('single view, the resident with most contacts',
    timed([busiestSubject], rounds * 5, (subject) => subjectQuery.read(desk, subject)), timed([busiestSubject], rounds * 5, (subject) => { replay(nameOf(subject)); })));
  raw.close();
  await opened.value.close();
  return rows;
}
