import { usualScope } from '#contract/scope-of-row.ts';
import { isTableName } from '#contract/tables.ts';
import { rowKnownTo } from '#contract/schema-history.ts';
import { sealedEnd } from '#contract/wire.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { Lines } from './lines.ts';
import { scopeCondition } from './scope-filter.ts';

/** The feed was compacted past a page while it was being read: the answer ends there. */
export class FloorPassed extends Error {}

export const DEFAULT_PULL_LIMIT = 5000;
/** Changes fetched at a time while a page is written; a large import is one version and never in memory as a whole. */
const FETCH = 1000;

export interface PullInput {
  scopes: string[];
  cursor: number;
  limit: number;
  head: { epoch: string; version: number };
  /** What the desk speaks: this centre's protocol and schema, or the ones before. */
  protocol: number;
  schema: number;
  /** The centre's word that it stood at a version; see `restore/head-proof.ts`. */
  prove?: (epoch: string, version: number) => string;
}

interface ChangeRow { version: number; n: number; table_name: string; pk: string; op: 'put' | 'leave'; scope: string; row: string | null; stays: boolean }

/**
 * The last version of a page: the one its `limit`th visible change belongs to, whole, or the head. Changes at or below
 * the head never change again, so the page may be read in pieces without a transaction.
 */
async function lastVersion(store: CentralStore, { scopes, cursor, limit, head }: PullInput): Promise<number> {
  const { rows } = await store.query<{ version: number }>(
    `SELECT version FROM change WHERE council = $1 AND version > $2 AND version <= $3 AND ${scopeCondition('scope', scopes, 4)}
     ORDER BY version, n OFFSET $5 LIMIT 1`, [store.council, cursor, head.version, scopes, limit - 1]);
  return rows[0]?.version ?? head.version;
}

type Place = Pick<ChangeRow, 'version' | 'n'>;

/** Some changes after a place, up to a version. The floor is read in the same statement as the changes: one view of both. */
async function someChanges(store: CentralStore, { scopes, cursor }: PullInput, after: Place, last: number): Promise<ChangeRow[]> {
  const { rows } = await store.query<ChangeRow & { floor: number; version: number | null }>(
    `SELECT h.floor, c.* FROM sync_head h LEFT JOIN LATERAL (
       SELECT c.version, c.n, c.table_name, c.pk, c.op, c.scope, c."row"::text AS "row",
         c.op = 'leave' AND EXISTS (SELECT 1 FROM change p WHERE p.council = c.council AND p.version = c.version AND p.n = c.n + 1
           AND p.op = 'put' AND p.pk = c.pk AND ${scopeCondition('p.scope', scopes, 4)}) AS stays
       FROM change c WHERE c.council = $1 AND (c.version, c.n) > ($2::bigint, $3::bigint) AND ${scopeCondition('c.scope', scopes, 4)} AND c.version <= $5
       ORDER BY c.version, c.n LIMIT ${String(FETCH)}) AS c ON true WHERE h.council = $1 ORDER BY c.version, c.n`,
    [store.council, after.version, after.n, scopes, last]);
  // Raised meanwhile, it may have taken rows out from under this page: what has been sent stands, the rest is not sent.
  if ((rows[0]?.floor ?? 0) > cursor) throw new FloorPassed();
  return rows.filter(({ version }) => version !== null);
}

interface Page {
  /** The last version of the page. */
  last: number;
  changes: AsyncIterable<ChangeRow> | Iterable<ChangeRow>;
}

/** Nearly every page is a few changes up to the head, and takes one statement. */
async function pageOf(store: CentralStore, input: PullInput): Promise<Page> {
  const { cursor, limit, head } = input;
  const start = { version: cursor, n: Number.MAX_SAFE_INTEGER };
  const first = await someChanges(store, input, start, head.version);
  if (first.length < Math.min(FETCH, limit)) return { last: head.version, changes: first };
  const last = await lastVersion(store, input);
  return { last, changes: changesUpTo(store, input, first, last) };
}

async function* changesUpTo(store: CentralStore, input: PullInput, first: ChangeRow[], last: number): AsyncGenerator<ChangeRow> {
  for (let some = first; ;) {
    yield* some.filter(({ version }) => version <= last);
    const end = some.at(-1);
    if (end === undefined || some.length < FETCH || end.version > last) return;
    some = await someChanges(store, input, end, last);
  }
}

/** The lines of a pull. A version is never split, and `end` moves the cursor past versions that hold nothing for this person. */
export async function* pullLines(store: CentralStore, input: PullInput): AsyncGenerator<string> {
  const lines = new Lines();
  const { head, scopes, protocol, schema } = input;
  const commit = (version: number): string =>
    lines.line(JSON.stringify(protocol === 1 ? { kind: 'commit', version } : { kind: 'commit', version, checksum: lines.checksumSoFar() }));
  yield lines.line(JSON.stringify({ kind: 'header', protocol, schema, epoch: head.epoch, scopes }));
  const { last, changes } = await pageOf(store, input);
  let version: number | null = null;
  for await (const change of changes) {
    // Moved from one scope to another of this person's: it never left their desk.
    if (change.stays) continue;
    const row = rowKnownTo(schema, change.table_name, change.row);
    if (row === undefined) continue;
    if (version !== null && change.version !== version) yield commit(version);
    version = change.version;
    const start = JSON.stringify({ kind: 'change', version, table: change.table_name, id: change.pk, op: change.op, scope: saidScope(change) });
    yield lines.line(`${start.slice(0, -1)},"row":${row ?? 'null'}}`);
  }
  if (version !== null) yield commit(version);
  const end = { version: last, more: last < head.version };
  const seal = protocol === 1 ? {} : { seal: lines.checksumSoFar(sealedEnd(end)) };
  const proof = protocol === 1 || input.prove === undefined ? {} : { proof: input.prove(head.epoch, last) };
  yield `${JSON.stringify({ kind: 'end', ...end, checksum: lines.checksum(), ...seal, ...proof })}\n`;
}

/** A scope that goes without saying is left out: undefined is no part of a line. */
const saidScope = ({ op, scope, table_name: table }: ChangeRow): string | undefined =>
  op === 'leave' || (isTableName(table) && usualScope(table) === scope) ? undefined : scope;
