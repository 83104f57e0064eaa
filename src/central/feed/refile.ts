/** Rows whose scope changes because of another's: written again under the same version, so that every desk hears of it. */
import type { FactRequest } from '#domain/commands/command.ts';
import type { RowChange, TableName } from '#domain/records.ts';
import type { Service } from '#domain/records/council.ts';
import { follows, isMovable, usualScope } from '#contract/scope-of-row.ts';
import { isRestrictedCategory, isRestrictedScope } from '#contract/scopes.ts';
import { columnsOf, tableNames } from '#contract/tables.ts';
import type { Session } from '../pg/database.ts';
import { loadFact, type PlainRow } from '../pg/rows.ts';
import type { Categories } from './scope-of-row.ts';

type Rows = Map<string, RowChange['row']>;
export type Work = Map<TableName, Rows>;

/** Adds a row unless the transaction writes it anyway, with its own content. */
function add(work: Work, table: TableName, row: PlainRow): void {
  const rows = work.get(table) ?? new Map<string, PlainRow>();
  work.set(table, rows);
  if (!rows.has(row.id)) rows.set(row.id, row);
}

const rowsWhere = async (session: Session, council: string, table: TableName, field: string, id: string): Promise<PlainRow[]> =>
  await loadFact(session, council, { kind: 'rows', table, where: { [field]: id } } as FactRequest) as PlainRow[];

const byService = tableNames.filter((table) => isMovable(table) && columnsOf(table).some(([field]) => field === 'serviceId'));

/** A service that moves to another category takes what is filed under it along. */
export async function addRowsOfMovedServices(session: Session, council: string, work: Work, categories: Categories): Promise<void> {
  for (const row of (work.get('service')?.values() ?? []) as Iterable<Service>) {
    const before = categories.services.get(row.id) ?? row.category;
    if (before === row.category) continue;
    const restricts = isRestrictedCategory(before) !== isRestrictedCategory(row.category);
    for (const table of byService) {
      // Only a restricted service decides where its contacts belong.
      if (usualScope(table) !== null && !restricts) continue;
      const filed = await rowsWhere(session, council, table, 'serviceId', row.id);
      for (const one of filed) add(work, table, one);
    }
  }
}

export interface Moved { id: string; before: string | null; scope: string }

/** What follows rows that became restricted, or no longer are. A decision may come before the contact it was made in. */
export async function addFollowers(session: Session, council: string, work: Work, table: TableName, moved: Moved[]): Promise<void> {
  const crossing = moved.filter(({ before, scope }) => before !== scope && (isRestrictedScope(scope) || (before !== null && isRestrictedScope(before))));
  if (crossing.length === 0) return;
  for (const follower of tableNames) {
    for (const [field, followed] of follows[follower] ?? []) {
      if (followed !== table) continue;
      for (const { id } of crossing) {
        const found = await rowsWhere(session, council, follower, field, id);
        for (const row of found) add(work, follower, row);
      }
    }
  }
}
