/** What must hold when everything has come to rest, worked out from the centre's tables, the desks' files and the journal. */
import { tableNames, tables } from '#contract/tables.ts';
import { personOf } from '../../src/central/commands/people.ts';
import { scopeCondition } from '../../src/central/feed/scope-filter.ts';
import type { CentralStore } from '../../src/central/pg/central-store.ts';
import { tableSql } from '../../src/central/pg/ddl.ts';
import type { Work } from '../histories/journal.ts';
import { GOODWILL } from './council-folder.ts';
import type { KillDesk } from './kill-desk.ts';

interface Result { command_id: string; device_id: string; seq: number; status: string; version: number | null; made: string | null }

/** One line for each thing that is wrong. */
export async function faultsAtRest(store: CentralStore, desks: readonly KillDesk[], works: readonly Work[]): Promise<string[]> {
  const { rows: results } = await store.query<Result>(
    `SELECT command_id, device_id, seq, status, version, coalesce(envelope -> 'args' ->> 'contactId', envelope -> 'args' ->> 'decisionId', envelope -> 'args' ->> 'escalationId') AS made
     FROM command_result WHERE council = $1 ORDER BY device_id, seq`, [store.council]);
  return [
    ...await onceEach(store, results, works), ...desks.flatMap((desk) => inOrder(desk, results, works)),
    ...await money(store), ...(await Promise.all(desks.map((desk) => alike(store, desk)))).flat(),
    ...desks.flatMap(({ complaints }) => complaints),
  ];
}

const tableOf = { 'log-contact': 'contact', 'make-decision': 'decision', 'request-approval': 'escalation' } as const;

/** Every acknowledged command took effect once or has one refusal that says why; and nothing took effect that nobody asked for. */
async function onceEach(store: CentralStore, results: readonly Result[], works: readonly Work[]): Promise<string[]> {
  const faults: string[] = [];
  const byCommand = Map.groupBy(results, ({ command_id }) => command_id);
  for (const [id, some] of byCommand) {
    const accepted = some.filter(({ status }) => status === 'accepted');
    if (new Set(accepted.map(({ version }) => version)).size > 1) faults.push(`command ${id} took effect ${String(accepted.length)} times`);
  }
  const effective = new Map<string, string[]>();
  for (const { command_id: id, made, status } of results) if (status === 'accepted' && made !== null) effective.set(made, [...new Set([...effective.get(made) ?? [], id])]);
  for (const name of ['log-contact', 'make-decision', 'request-approval'] as const) {
    const { rows } = await store.query<{ id: string }>(`SELECT id FROM ${tableOf[name]} WHERE council = $1`, [store.council]);
    const standing = new Set(rows.map(({ id }) => id));
    for (const work of works.filter((one) => one.name === name)) {
      const answers = byCommand.get(work.commandId ?? '') ?? [];
      if (work.acknowledgedAt !== null && answers.length === 0) faults.push(`${work.desk} was told that ${work.value} is kept, and the centre never had it`);
      if (work.acknowledgedAt !== null && answers.some(({ status }) => status === 'accepted') && !standing.has(work.value)) faults.push(`${work.value} was accepted and is not there`);
      if (work.acknowledgedAt === null && work.turnedDown !== null && !work.unsure && standing.has(work.value)) faults.push(`${work.value} was turned down at the desk and is there`);
    }
    const asked = new Set(works.map(({ value }) => value));
    for (const made of effective.keys()) if (made.startsWith(tableOf[name]) && !asked.has(made) && !works.some(({ key }) => key === made)) faults.push(`${made} is there and nobody asked for it`);
  }
  for (const work of works.filter(({ name, acknowledgedAt }) => name === 'answer-escalation' && acknowledgedAt !== null)) {
    if (!byCommand.has(work.commandId ?? '')) faults.push(`${work.desk} was told that the answer to ${work.key} is kept, and the centre never had it`);
  }
  const { rows: audited } = await store.query<{ subject: string; times: number }>(
    `SELECT subject, count(*)::int AS times FROM audit WHERE council = $1 AND subject = ANY ($2) AND detail ->> 'status' = 'accepted' AND action = ANY ($3) GROUP BY subject HAVING count(*) > 1`,
    [store.council, [...byCommand.keys()], ['log-contact', 'make-decision', 'request-approval', 'answer-escalation']]);
  return [...faults, ...audited.map(({ subject, times }) => `command ${subject} has ${String(times)} lines in the audit`)];
}

/**
 * The order in which a person was told is the order at the centre. What was on its way when the engine died may have been
 * kept before they were told so, at the second press.
 */
function inOrder(desk: KillDesk, results: readonly Result[], works: readonly Work[]): string[] {
  const told = works.filter((work) => work.desk === desk.name && work.acknowledgedAt !== null && work.commandId !== null && !work.unsure)
    .toSorted((one, other) => (one.acknowledgedAt ?? 0) - (other.acknowledgedAt ?? 0)).map(({ commandId }) => commandId);
  const mine = results.filter(({ device_id }) => device_id === desk.deviceId);
  const place = new Map(mine.map(({ command_id }, n) => [command_id, n]));
  const faults: string[] = [];
  let before = -1;
  for (const id of told) {
    const at = place.get(id ?? '');
    if (at === undefined) continue;
    if (at < before) faults.push(`${desk.name}: ${String(id)} came to the centre out of its order`);
    before = Math.max(before, at);
  }
  const gap = mine.find(({ seq }, n) => n > 0 && seq !== (mine[n - 1]?.seq ?? 0) + 1);
  return gap === undefined ? faults : [...faults, `${desk.name}: the numbers have a gap before ${String(gap.seq)}`];
}

const YEAR_MS = 365 * 86_400_000;

async function money(store: CentralStore): Promise<string[]> {
  const faults: string[] = [];
  const { rows } = await store.query<{ id: string; resident_id: string; amount: number; status: string; escalation_id: string | null; at: number; payments: number; paid: number | null }>(
    `SELECT d.id, d.resident_id, d.amount, d.status, d.escalation_id, d.decided_at AS at, count(p.id)::int AS payments, sum(p.amount)::int AS paid
     FROM decision d LEFT JOIN payment p ON p.council = d.council AND p.decision_id = d.id
     WHERE d.council = $1 AND d.clause_id = 'goodwill' AND d.id LIKE 'decision-%' OR d.escalation_id LIKE 'escalation-%'
     GROUP BY d.council, d.id ORDER BY d.row_version, d.id`, [store.council]);
  const used = new Map<string, { at: number; amount: number }[]>();
  for (const one of rows) {
    const pays = one.status === 'made' || one.status === 'ratified';
    if (one.payments !== (pays ? 1 : 0)) faults.push(`decision ${one.id}, ${one.status}, has ${String(one.payments)} payments`);
    if (pays && one.paid !== one.amount) faults.push(`decision ${one.id} is ${String(one.amount)} and ${String(one.paid)} was paid`);
    const uses = used.get(one.resident_id) ?? [];
    if (one.status === 'made' && one.escalation_id === null) {
      const before = uses.filter(({ at }) => at > one.at - YEAR_MS).reduce((sum, { amount }) => sum + amount, 0);
      if (one.amount > GOODWILL.perDecision) faults.push(`decision ${one.id} is above what anybody may decide`);
      if (before + one.amount > GOODWILL.perResident) faults.push(`decision ${one.id} brings a resident to ${String(before + one.amount)}`);
    }
    // One that waits for a team leader has paid nothing yet, and uses nothing up.
    if (pays) used.set(one.resident_id, [...uses, { at: one.at, amount: one.amount }]);
  }
  return faults;
}

/** The desk's copy is the centre's rows in this person's scopes, with nothing of its own left over them. */
async function alike(store: CentralStore, desk: KillDesk): Promise<string[]> {
  const scopes = (await personOf(store, desk.person.staffId))?.scopes ?? [];
  const due = new Set<string>();
  for (const table of tableNames) {
    const { rows } = await store.query<{ id: string; version: number }>(
      `SELECT id, row_version AS version FROM ${tableSql(table)} WHERE council = $1 AND ${scopeCondition('row_scope', scopes, 2)}`, [store.council, scopes]);
    for (const { id, version } of rows) due.add(`${table} ${id} at ${String(version)}`);
  }
  const { held, pending } = desk.files.read('cache.db', (database) => ({
    held: new Set(tableNames.flatMap((table) => database.prepare<[], string>(`SELECT '${table} ' || id || ' at ' || row_version FROM server_${tables[table].sql}`).pluck().all())),
    pending: tableNames.flatMap((table) => database.prepare<[], string>(`SELECT '${table} ' || id FROM pending_${tables[table].sql}`).pluck().all()),
  }));
  const unsent = desk.files.commands().filter(({ state }) => state === 'waiting' || state === 'sent' || state === 'accepted');
  const say = (words: string, some: string[]): string[] => some.length === 0 ? [] : [`${desk.name} ${words} ${some.slice(0, 3).join('; ')} (${String(some.length)} in all)`];
  return [
    ...say('lacks', [...due.difference(held)]), ...say('holds besides', [...held.difference(due)]),
    ...say('still shows as its own', pending), ...say('has not done with', unsent.map(({ name, state }) => `${name} (${state})`)),
  ];
}
