/**
 * What each schema version changed in `tables.ts`, so that a desk of the version before is served rows as it knows them
 * while desks are updated over days. A change of a table needs one entry here.
 */
import { schemeBeforeForms } from './scheme-before-forms.ts';
import { SCHEMA_VERSION } from './versions.ts';

export interface SchemaChange {
  /** Tables that are new: an older desk never hears of them. */
  tables?: readonly string[];
  /** Columns that are new, by table: left out for an older desk. */
  added?: Readonly<Record<string, readonly string[]>>;
  /** Rows that mean the same in another shape, by table: as an older desk reads them. */
  rewritten?: Readonly<Record<string, (row: Record<string, unknown>) => Record<string, unknown>>>;
  /** Columns that are gone, by table: what an older desk is given in their place. */
  removed?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export type SchemaHistory = Readonly<Record<number, SchemaChange>>;

/** By the version that made the change. */
export const schemaHistory: SchemaHistory = {
  2: {
    tables: ['pause', 'holiday', 'authorisation', 'subDelegation', 'deputy', 'approvalCode', 'entitlement', 'verification', 'access', 'authorityToAct', 'deathNotice', 'promise', 'duplicate', 'merge', 'article', 'articleVote', 'councillor', 'ticket', 'transfer', 'interpreting', 'link', 'lifeChange'],
    added: {
      resident: ['confidential', 'restricted', 'mergedInto', 'organisationKind', 'correspondence'],
      need: ['recordedBy', 'recordedAt', 'bookings', 'endedAt', 'endedBy', 'endReasons'],
      marker: ['incidentOn', 'authorId', 'recordedAt', 'toldOn', 'approvedBy'],
      markerNarrative: ['reviews'],
      message: ['language', 'formats'],
      scheme: ['pilotTeams', 'authorisations', 'answerWithin', 'splitWithin', 'offlineHours'],
      decision: ['details', 'verifiedLevel', 'interest', 'noticed'],
      authorityUse: ['vehicle', 'until'],
      escalation: ['details', 'verifiedLevel', 'interest', 'confirmed', 'alternativesRejected', 'noticed', 'answerBy', 'thread', 'firstApprovedBy'],
      task: ['notes', 'dueOn', 'done'],
      contact: ['furtherMatters', 'enquiry'],
    },
    rewritten: { scheme: schemeBeforeForms },
  },
};

/** Whether a desk of this schema has the table. */
export const isTableKnownTo = (schema: number, table: string, history: SchemaHistory = schemaHistory, latest: number = SCHEMA_VERSION): boolean =>
  changesSince(schema, history, latest).every(({ tables = [] }) => !tables.includes(table));

const changesSince = (schema: number, history: SchemaHistory, latest: number): SchemaChange[] =>
  Array.from({ length: Math.max(0, latest - schema) }, (_, n) => history[latest - n]).filter((change) => change !== undefined);

/**
 * A row's JSON text as a desk of an older schema knows it: undefined where it has no such table, the text itself where
 * nothing differs. Null, a row that left, stays null.
 */
export function rowKnownTo(
  schema: number, table: string, row: string | null, history: SchemaHistory = schemaHistory, latest: number = SCHEMA_VERSION,
): string | null | undefined {
  if (schema >= latest) return row;
  if (!isTableKnownTo(schema, table, history, latest)) return undefined;
  // Undone from the latest change backwards.
  const changes = changesSince(schema, history, latest).filter(({ added, removed, rewritten }) => added?.[table] !== undefined || removed?.[table] !== undefined || rewritten?.[table] !== undefined);
  if (row === null || changes.length === 0) return row;
  let known = JSON.parse(row) as Record<string, unknown>;
  for (const { added, removed, rewritten } of changes) {
    known = rewritten?.[table]?.(known) ?? known;
    for (const column of added?.[table] ?? []) delete known[column];
    Object.assign(known, removed?.[table]);
  }
  return JSON.stringify(known);
}
