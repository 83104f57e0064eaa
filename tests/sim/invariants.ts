/** What must hold whatever happened. Each is worked out from files and tables, never from what the code under test says of itself. */
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { scheme } from '#domain/testing/fixtures.ts';
import { tableNames, tables } from '#contract/tables.ts';
import { personOf } from '../../src/central/commands/people.ts';
import { scopeCondition } from '../../src/central/feed/scope-filter.ts';
import { tableSql } from '../../src/central/pg/ddl.ts';
import { openSealed, type SealedDatabase } from '../../src/engine/store/sealed-database.ts';
import { testKey } from '../fixtures/test-desk.ts';
import { unharmed } from './broken-sql.ts';
import type { SimDesk, World } from './world.ts';

export class Broken extends Error {
  readonly invariant: string;

  constructor(invariant: string, found: string) {
    super(`${invariant}: ${found}`);
    this.invariant = invariant;
  }
}

export const invariants = {
  once: 'every acknowledged command takes effect exactly once or has one durable refusal',
  order: 'the order at a desk is the order at the centre',
  inSight: 'what a person has done stays in sight until the centre’s own row is there',
  together: 'rows and cursor move together',
  alike: 'at rest every desk equals the centre’s scoped query',
  index: 'the search index names what the desk holds and nothing else',
  paid: 'nothing is paid twice',
  authority: 'nobody’s authority is exceeded at execution time',
  drafts: 'what was typed is kept',
  bugs: 'no fault of the app’s own',
} as const;

const read = <T>(desk: SimDesk, file: string, query: (database: SealedDatabase) => T): T => unharmed(() => {
  const opened = openSealed(path.join(desk.folder, file), testKey(), { synchronous: 'NORMAL', thorough: false });
  if (!opened.ok) throw new Error(`${desk.name}'s ${file} is ${opened.fault}`);
  try {
    return query(opened.value);
  } finally {
    opened.value.close();
  }
});

const meta = (database: SealedDatabase, name: string): unknown => {
  const value = database.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck().get(name);
  return value === undefined ? null : JSON.parse(value) as unknown;
};

/** Whether a desk has read all that is meant for it, sent what it owes, and believes what the centre says it may see. Asked at every turn: the cheapest first. */
export async function isCaughtUp(world: World, desk: SimDesk): Promise<boolean> {
  const { version } = await world.store.head();
  const held = read(desk, 'cache.db', (database) => ({ cursor: Number(meta(database, 'cursor') ?? 0), arriving: (meta(database, 'arriving') ?? []) as unknown[], scopes: (meta(database, 'scopes') ?? []) as string[] }));
  if (held.cursor < version || held.arriving.length > 0) return false;
  if (read(desk, 'outbox.db', (database) => (meta(database, 'purgeReceipts') ?? []) as unknown[]).length > 0) return false;
  const scopes = [...(await personOf(world.store, desk.person))?.scopes ?? []].toSorted();
  return isDeepStrictEqual(held.scopes.toSorted(), scopes);
}

/** The same of every desk; once one is behind, the others are not looked into. */
export async function areCaughtUp(world: World): Promise<boolean> {
  for (const desk of world.desks) {
    if (!await isCaughtUp(world, desk)) return false;
  }
  return true;
}

/** Of a desk as it was left by a kill, too: no row of a later version than the feed was read to. */
export function checkTogether(desk: SimDesk): void {
  read(desk, 'cache.db', (database) => {
    const cursor = Number(meta(database, 'cursor') ?? 0);
    const arriving = (meta(database, 'arriving') ?? []) as unknown[];
    if (arriving.length > 0) return;
    for (const table of tableNames) {
      const newest = database.prepare<[], number | null>(`SELECT max(row_version) FROM server_${tables[table].sql}`).pluck().get() ?? 0;
      if (newest > cursor) throw new Broken(invariants.together, `${desk.name} has a row of ${table} of version ${String(newest)} and has read to ${String(cursor)}`);
    }
  });
}

/** States in which work is on the list of what needs attention instead, or was taken off it by its person. */
const LISTED: ReadonlySet<string> = new Set(['refused', 'parked', 'discarded', 'resubmitted']);

const statesAt = (desk: SimDesk): Map<string, string> => read(desk, 'outbox.db', (database) => new Map(
  database.prepare<[], { command_id: string; state: string }>('SELECT command_id, state FROM command').all().map(({ command_id: id, state }) => [id, state])));

/** What was logged is on the timeline from then on: as work of this desk's own, then as the centre's row, with no moment between. */
export async function checkInSight(desk: SimDesk): Promise<void> {
  const { open } = desk;
  const status = open?.status() ?? null;
  if (open === null || status === null || status.phase === 'first-fetch' || status.partial) return;
  const states = statesAt(desk);
  for (const subject of new Set(desk.given.map((one) => one.subject))) {
    const page = await open.screen('timeline.page', { subject: { kind: 'resident', id: subject }, before: Number.MAX_SAFE_INTEGER, beforeKey: '', limit: 500 });
    if (!page.ok) continue;
    const shown = JSON.stringify(page.value.entries);
    const lost = desk.given.find((one) => one.name === 'log-contact' && one.subject === subject && !LISTED.has(states.get(one.commandId) ?? '') && !shown.includes(`"${String(one.contactId)}"`) && !shown.includes(`:${String(one.contactId)}"`));
    if (lost !== undefined) throw new Broken(invariants.inSight, `${desk.name} does not show ${String(lost.contactId)}, which it acknowledged`);
  }
}

interface Result { command_id: string; seq: number; status: string; times: number }

async function checkCommands(world: World, desk: SimDesk): Promise<void> {
  const { rows } = await world.store.query<Result>(
    `SELECT command_id, min(seq) AS seq, status, count(*)::int AS times FROM command_result WHERE device_id = $1 GROUP BY command_id, status`, [desk.deviceId]);
  const kept = statesAt(desk);
  const order: number[] = [];
  for (const { commandId, name } of desk.given) {
    const accepted = rows.filter((row) => row.command_id === commandId && row.status === 'accepted');
    const times = accepted.reduce((sum, row) => sum + row.times, 0);
    const state = kept.get(commandId) ?? 'gone';
    if (times > 1) throw new Broken(invariants.once, `${desk.name}: ${name} ${commandId} took effect ${String(times)} times`);
    if (times === 0 && !LISTED.has(state)) {
      throw new Broken(invariants.once, `${desk.name}: ${name} ${commandId} took no effect, and at the desk it is ${state}`);
    }
    if (times === 1 && ['waiting', 'sent'].includes(state)) throw new Broken(invariants.once, `${desk.name}: ${name} ${commandId} took effect and would be sent again`);
    if (accepted[0] !== undefined) order.push(accepted[0].seq);
  }
  if (order.some((seq, n) => seq <= (order[n - 1] ?? 0))) throw new Broken(invariants.order, `${desk.name}: ${order.join(', ')}`);
}

interface Filed { table: string; id: string; version: number }

async function checkAlike(world: World, desk: SimDesk): Promise<void> {
  const scopes = (await personOf(world.store, desk.person))?.scopes ?? [];
  const { rows: due } = await world.store.query<Filed>(tableNames
    .map((table) => `SELECT '${table}' AS table, id, row_version AS version FROM ${tableSql(table)} WHERE council = $1 AND ${scopeCondition('row_scope', scopes, 2)}`)
    .join(' UNION ALL '), [world.store.council, scopes]);
  const held = read(desk, 'cache.db', (database) => tableNames.flatMap((table) => database
    .prepare<[], { id: string; version: number }>(`SELECT id, row_version AS version FROM server_${tables[table].sql}`).all().map((row) => ({ table, ...row }))));
  const words = (rows: Filed[]): Set<string> => new Set(rows.map(({ table, id, version }) => `${table} ${id} at ${String(version)}`));
  const [at, there] = [words(held), words(due)];
  const missing = [...there].filter((one) => !at.has(one));
  const extra = [...at].filter((one) => !there.has(one));
  if (missing.length + extra.length > 0) throw new Broken(invariants.alike, `${desk.name} lacks ${missing.slice(0, 3).join('; ') || 'nothing'} and holds besides ${extra.slice(0, 3).join('; ') || 'nothing'}`);

  const shown = held.filter(({ table }) => ['resident', 'property', 'caseFile', 'decision', 'escalation'].includes(table)).map(({ table, id }) => `${table} ${id}`).toSorted();
  const documents = read(desk, 'cache.db', (database) => database.prepare<[], string>(`SELECT kind || ' ' || id FROM search_document ORDER BY 1`).pluck().all()).toSorted();
  const lost = shown.filter((one) => !documents.includes(one));
  const ghosts = documents.filter((one) => !shown.includes(one));
  if (lost.length + ghosts.length > 0) throw new Broken(invariants.index, `${desk.name} does not find ${lost.slice(0, 3).join('; ') || 'nothing'} and names besides ${ghosts.slice(0, 3).join('; ') || 'nothing'}`);
}

const goodwill = scheme.clauses.find(({ id }) => id === 'goodwill');
const YEAR_MS = 365 * 86_400_000;

/** From the clause's own amounts and the centre's rows: a decision counted as within authority must fit when it was made. */
async function checkMoney(world: World): Promise<void> {
  const { rows: paid } = await world.store.query<{ decision_id: string; times: number }>('SELECT decision_id, count(*)::int AS times FROM payment GROUP BY decision_id HAVING count(*) > 1');
  if (paid[0] !== undefined) throw new Broken(invariants.paid, `decision ${paid[0].decision_id} was paid ${String(paid[0].times)} times`);
  const perDecision = goodwill?.limits[0]?.perDecision ?? 0;
  const perResident = goodwill?.cumulative[0]?.total ?? 0;
  const { rows } = await world.store.query<{ id: string; resident_id: string; amount: number; decided_by: string; status: string; at: number; escalation_id: string | null; version: number }>(
    `SELECT id, resident_id, amount, decided_by, status, decided_at AS at, escalation_id, row_version AS version FROM decision ORDER BY row_version, id`);
  const used = new Map<string, { at: number; amount: number }[]>();
  for (const decision of rows) {
    const uses = used.get(decision.resident_id) ?? [];
    const before = uses.filter(({ at }) => at > decision.at - YEAR_MS).reduce((sum, { amount }) => sum + amount, 0);
    if (decision.status === 'made' && decision.escalation_id === null) {
      if (decision.amount > perDecision) throw new Broken(invariants.authority, `${decision.id} is ${String(decision.amount)} where ${String(perDecision)} may be decided`);
      if (before + decision.amount > perResident) throw new Broken(invariants.authority, `${decision.id} brings a resident to ${String(before + decision.amount)} of ${String(perResident)}`);
    }
    used.set(decision.resident_id, [...uses, { at: decision.at, amount: decision.amount }]);
  }
}

export async function checkAtRest(world: World): Promise<void> {
  for (const desk of world.desks) {
    checkTogether(desk);
    await checkCommands(world, desk);
    await checkAlike(world, desk);
    const drafts = read(desk, 'outbox.db', (database) => new Map(database.prepare<[], { key: string; value: string }>('SELECT key, value FROM draft').all().map(({ key, value }) => [key, value])));
    for (const [key, value] of desk.drafts) {
      if (drafts.get(key) !== value) throw new Broken(invariants.drafts, `${desk.name} lost ${key}`);
    }
    const bugs = desk.open?.bugs ?? [];
    if (bugs.length > 0) throw new Broken(invariants.bugs, `${desk.name}: ${bugs.map((bug) => bug instanceof Error ? bug.stack ?? bug.message : String(bug)).join('; ')}`);
  }
  await checkMoney(world);
}
