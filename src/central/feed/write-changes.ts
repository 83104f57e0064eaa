/**
 * Writing to the feed. One row of `sync_head` counts versions: incrementing it locks it until commit, so versions are
 * handed out in the order in which transactions become visible and a reader that follows them misses nothing. (A
 * sequence hands out numbers before the commit; under concurrent writers a reader then skips rows. DESIGN section 3.)
 */
import type { RowChange, TableName } from '#domain/records.ts';
import { isMovable, scopeOrder } from '#contract/scope-of-row.ts';
import { RESTRICTED } from '#contract/scopes.ts';
import type { Session } from '../pg/database.ts';
import { replaceRows, upsertRows, type PlainRow } from '../pg/rows.ts';
import { BY_THE_CENTRE } from './direct-changes.ts';
import { addFollowers, addRowsOfMovedServices, type Work } from './refile.ts';
import { loadCategories, noCategories, scopesFor, type Categories } from './scope-of-row.ts';

/** Rows a statement: large enough to cost little each, small enough to keep its parameters under some megabytes. */
const BATCH = 2000;

interface FeedEntry {
  version: number;
  /** Its place among the entries of its version, from 1. */
  n: number;
  table: TableName;
  pk: string;
  scope: string;
  op: 'put' | 'leave';
  row: unknown;
  /** The version the row had before this one, null where it is new: what a desk held that has not read this far. */
  before: number | null;
}

export async function lockHead(session: Session, council: string): Promise<number> {
  const { rows } = await session.query<{ version: number }>('SELECT version FROM sync_head WHERE council = $1 FOR UPDATE', [council]);
  return headIn(rows);
}

function headIn(rows: { version: number }[]): number {
  const head = rows[0];
  if (head === undefined) throw new Error('the council has no feed');
  return head.version;
}

function* batches<T>(all: T[]): Generator<T[]> {
  for (let start = 0; start < all.length; start += BATCH) yield all.slice(start, start + BATCH);
}

/** The last word on each row, by table. */
function workOf(changes: RowChange[]): Work {
  const work: Work = new Map();
  for (const { table, row } of changes) {
    const rows = work.get(table) ?? new Map<string, RowChange['row']>();
    rows.set(row.id, row);
    work.set(table, rows);
  }
  return work;
}

/** What a transaction that holds the head has read and nobody else can change meanwhile. */
export interface Known {
  categories: Categories | null;
  /** Entries of the feed that nobody can see before the commit anyway: written together before it, by `appendEntries`. */
  entries: FeedEntry[];
}

/** Writes rows and notes their feed entries under one new version, and returns it. Holds the head until the transaction ends. */
export async function writeChanges(session: Session, council: string, changes: RowChange[], known: Known): Promise<number> {
  if (changes.length === 0) return lockHead(session, council);
  const { rows: heads } = await session.query<{ version: number }>(
    `UPDATE sync_head SET version = version + 1 WHERE council = $1 RETURNING version, ${BY_THE_CENTRE}`, [council]);
  const version = headIn(heads);
  const work = workOf(changes);
  const movable = [...work.keys()].some((table) => table === 'service' || isMovable(table));
  let categories = movable ? known.categories ?? await loadCategories(session, council) : noCategories;
  if (movable) known.categories = categories;
  await addRowsOfMovedServices(session, council, work, categories);
  let n = 0;
  const note = (entry: Omit<FeedEntry, 'version' | 'n'>): void => {
    n += 1;
    known.entries.push({ version, n, ...entry });
  };
  for (const table of scopeOrder) {
    // What was written so far may have added rows to tables that come later.
    for (const batch of batches([...work.get(table)?.values() ?? []])) {
      const scopes = await scopesFor(session, council, table, batch, categories);
      const standing = await replaceRows(session, council, table, batch, scopes, version);
      for (const [index, row] of batch.entries()) {
        const before = standing.get(row.id);
        const entry = { table, pk: row.id, scope: scopes[index] ?? '', op: 'put' as const, row, before: before?.version ?? null };
        if (before !== undefined && before.scope !== entry.scope) note({ ...entry, scope: before.scope, op: 'leave', row: null });
        note(entry);
      }
      if (known.entries.length >= BATCH) await appendEntries(session, council, known);
      if (isMovable(table)) {
        await addFollowers(session, council, work, table,
          batch.map(({ id }, index) => ({ id, before: standing.get(id)?.scope ?? null, scope: scopes[index] ?? '' })));
      }
    }
    if ((table === 'service' || table === 'staff') && work.has(table)) known.categories = categories = await loadCategories(session, council);
  }
  return version;
}

export async function appendEntries(session: Session, council: string, known: Known): Promise<void> {
  const entries = known.entries.splice(0);
  if (entries.length === 0) return;
  await session.query(`INSERT INTO change (council, version, n, table_name, pk, scope, op, "row", before)
    SELECT $1, (e.item ->> 'version')::bigint, (e.item ->> 'n')::int, e.item ->> 'table', e.item ->> 'pk', e.item ->> 'scope', e.item ->> 'op',
      nullif(e.item -> 'row', 'null'), (e.item ->> 'before')::bigint
    FROM jsonb_array_elements($2::jsonb) AS e(item)`, [council, JSON.stringify(entries)]);
}

/** Writes rows without feed entries, under the head as it stands, for a store no desk has fetched from yet. */
export async function seedRows(session: Session, council: string, table: TableName, rows: PlainRow[]): Promise<void> {
  const { rows: heads } = await session.query<{ version: number }>(`SELECT version, ${BY_THE_CENTRE} FROM sync_head WHERE council = $1`, [council]);
  const version = headIn(heads);
  const categories = isMovable(table) ? await loadCategories(session, council) : noCategories;
  for (const batch of batches(rows)) {
    const scopes = await scopesFor(session, council, table, batch, categories);
    await upsertRows(session, council, table, batch, scopes, version);
    // A large fill brings contacts in pieces, and a case may come after the first of them.
    if (table === 'caseFile') await fileContactsOf(session, council, batch.filter((_row, index) => scopes[index]?.startsWith(RESTRICTED)));
  }
}

async function fileContactsOf(session: Session, council: string, restricted: PlainRow[]): Promise<void> {
  if (restricted.length === 0) return;
  await session.query(`UPDATE contact SET row_scope = c.row_scope FROM case_file c
    WHERE contact.council = $1 AND contact.case_id = ANY($2::text[]) AND c.council = $1 AND c.id = contact.case_id`, [council, restricted.map(({ id }) => id)]);
}
