import { Kysely, sql } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { columnSql, columnsOf, tableNames, tables } from '#contract/tables.ts';
import type { Database } from './database.ts';
import * as firstTables from './migrations/0001-first-tables.ts';
import * as feedUpkeep from './migrations/0002-feed-upkeep.ts';
import * as pausesAndDiagnostics from './migrations/0003-pauses-and-diagnostics.ts';
import * as scopesAndWipes from './migrations/0004-scopes-and-wipes.ts';
import * as restores from './migrations/0005-restores.ts';
import * as decisionRecord from './migrations/0007-decision-record.ts';
import * as holidays from './migrations/0008-holidays.ts';
import * as contactMatters from './migrations/0009-contact-matters.ts';
import * as lives from './migrations/0010-lives.ts';
import * as queue from './migrations/0010-queue.ts';
import * as merges from './migrations/0013-merges.ts';
import * as markersThatWait from './migrations/0014-markers-that-wait.ts';
import * as tasksDone from './migrations/0015-tasks-done.ts';
import * as councillorsReached from './migrations/0016-councillors-reached.ts';
import * as partnersContacts from './migrations/0017-partners-contacts.ts';
import * as wholeDelegation from './migrations/0006-whole-delegation.ts';

/** By number, in order; a migration that has been released is never changed. */
const migrations: Record<string, Migration> = {
  '0001-first-tables': firstTables, '0002-feed-upkeep': feedUpkeep, '0003-pauses-and-diagnostics': pausesAndDiagnostics,
  '0004-scopes-and-wipes': scopesAndWipes, '0005-restores': restores,
  '0006-whole-delegation': wholeDelegation, '0007-decision-record': decisionRecord, '0008-holidays': holidays,
  '0009-contact-matters': contactMatters, '0010-queue': queue,
  '0010-lives': lives,
  '0013-merges': merges,
  '0014-markers-that-wait': markersThatWait, '0015-tasks-done': tasksDone, '0016-councillors-reached': councillorsReached,
  '0017-partners-contacts': partnersContacts,
};

/** Brings a database's tables up to date. Several centres may start at once: the migrator takes a lock. */
export async function migrate(database: Database): Promise<void> {
  const kysely = new Kysely<Record<string, never>>({ dialect: database.dialect });
  const migrator = new Migrator({
    db: kysely, provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableName: 'casefront_migration', migrationLockTableName: 'casefront_migration_lock',
    // Several were written side by side, and none leans on another's number.
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('the central store could not be brought up to date');
  await checkColumns(kysely);
}

/** The first migration follows the contract as it was then: a column added since without a migration is found here. */
async function checkColumns(kysely: Kysely<Record<string, never>>): Promise<void> {
  const { rows } = await sql<{ name: string }>`SELECT table_name || '.' || column_name AS name
    FROM information_schema.columns WHERE table_schema = current_schema()`.execute(kysely);
  const present = new Set(rows.map(({ name }) => name));
  const missing = tableNames.flatMap((table) => columnsOf(table).map(([field]) => `${tables[table].sql}.${columnSql(field)}`))
    .filter((name) => !present.has(name));
  if (missing.length > 0) throw new Error(`the central store has no ${missing.join(', ')}: a migration for it is missing`);
}
