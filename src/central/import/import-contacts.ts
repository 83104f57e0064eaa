/** Brings another system's contact history into the store: all of a file or nothing of it, and twice is the same as once. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { Records, TableName } from '#domain/records.ts';
import type { CaseFile } from '#domain/records/contacts.ts';
import type { Property } from '#domain/records/council.ts';
import { readCouncil, readCouncilFile } from '../demo/council-files.ts';
import { lockHead } from '../feed/write-changes.ts';
import type { CentralStore, CentralTransaction } from '../pg/central-store.ts';
import { tableSql } from '../pg/ddl.ts';
import { rowAsJson } from '../pg/rows.ts';
import type { OnProgress } from '../progress.ts';
import { createRowMapper, type MappedRow, type RowVerdict } from './map-row.ts';
import { columnsOf, mappingSchema, type Mapping } from './mapping.ts';
import { contactIdOf, planImport, type Standing } from './plan-import.ts';
import { readCsv, type SourceRow } from './read-csv.ts';
import type { ImportReport, RejectedRow } from './report.ts';

export interface ImportOptions {
  csvPath: string;
  mapping: Mapping;
  onProgress: OnProgress;
  /** Who owns a service's cases; its name where not given. */
  teams?: ReadonlyMap<string, string>;
  now?: number;
}

/** Rows between two reports of progress. */
const STRIDE = 2000;

/**
 * Imports one file under one mapping. The file is read and judged to its end before the store is touched; then one
 * transaction compares and writes, under one version of the feed, so that desks receive it and a kill leaves nothing.
 */
export async function importContacts(store: CentralStore, options: ImportOptions): Promise<Outcome<ImportReport>> {
  const { csvPath, mapping, onProgress } = options;
  const read = await readRows(csvPath, mapping, options.now ?? Date.now(), onProgress);
  if (!read.ok) return read;
  const { rows, rejected, rowsRead } = read.value;

  return store.transaction(async (transaction) => {
    // Held from here: what is compared below is still so when it is written.
    await lockHead(transaction, transaction.council);
    const services = new Map((await transaction.load({ kind: 'rows', table: 'service', where: {} }) as Records['service'][]).map((one) => [one.id as string, one]));
    const unknown = Object.values(mapping.requestType.values).find((type) => !services.has(type.serviceId));
    if (unknown !== undefined) {
      return fail('bad-input', `The mapping sends “${unknown.title}” to service ${unknown.serviceId}, which this council doesn’t have. Change the mapping, or add it to services.json.`);
    }
    onProgress({ step: 'comparing', done: 0, total: rows.length });
    const standing = await loadStanding(transaction, mapping, rows);
    const plan = planImport(rows, mapping, standing, (serviceId) => options.teams?.get(serviceId) ?? services.get(serviceId)?.name ?? '');
    onProgress({ step: 'writing', done: 0, total: plan.changes.length });
    const version = plan.changes.length === 0 ? null : await transaction.write(plan.changes);
    onProgress({ step: 'writing', done: plan.changes.length, total: plan.changes.length });
    return succeed({
      file: path.basename(csvPath), mappingId: mapping.id, rowsRead, imported: plan.imported, merged: plan.merged, unchanged: plan.unchanged,
      rejected, created: plan.created, version,
    });
  });
}

interface ReadRows { rows: MappedRow[]; rejected: RejectedRow[]; rowsRead: number }

async function readRows(csvPath: string, mapping: Mapping, now: number, onProgress: OnProgress): Promise<Outcome<ReadRows>> {
  const rows: MappedRow[] = [];
  const rejected: RejectedRow[] = [];
  const lines = new Map<string, number>();
  let map: ((source: SourceRow) => RowVerdict) | null = null;
  const outcome = await readCsv(csvPath, mapping, columnsOf(mapping), {
    onHeading: (heading) => { map = createRowMapper(mapping, heading, now); return true; },
    onRow: (source) => {
      const verdict = map?.(source) ?? { ok: false as const, reference: null, reason: 'stands before the heading' };
      const first = verdict.ok ? lines.get(verdict.row.reference) : undefined;
      if (!verdict.ok) rejected.push({ line: source.line, reference: verdict.reference, reason: verdict.reason });
      else if (first !== undefined) rejected.push({ line: source.line, reference: verdict.row.reference, reason: `same reference as line ${String(first)}` });
      else { lines.set(verdict.row.reference, source.line); rows.push(verdict.row); }
      const done = rows.length + rejected.length;
      if (done % STRIDE === 0) onProgress({ step: 'reading', done, total: null });
    },
  });
  return outcome.ok ? succeed({ rows, rejected, rowsRead: outcome.value.rows }) : outcome;
}

async function loadStanding(transaction: CentralTransaction, mapping: Mapping, rows: readonly MappedRow[]): Promise<Standing> {
  const { rows: contacts } = await transaction.query<{ id: string }>(
    `SELECT id FROM ${tableSql('contact')} WHERE council = $1 AND id IN (SELECT json_array_elements_text($2::json))`,
    [transaction.council, JSON.stringify(rows.map((row) => contactIdOf(mapping, row.reference)))]);
  const properties: Property[] = await rowsWhere(transaction, 'property', 'postcode', [...new Set(rows.map((row) => row.address.postcode))]);
  const cases: CaseFile[] = await rowsWhere(transaction, 'caseFile', 'property_id', properties.map((property) => property.id));
  return { contactIds: new Set(contacts.map((contact) => contact.id)), properties, cases };
}

async function rowsWhere<T extends TableName>(transaction: CentralTransaction, table: T, column: string, values: string[]): Promise<Records[T][]> {
  const { rows } = await transaction.query<{ json: string }>(
    `SELECT ${rowAsJson(table)} AS json FROM ${tableSql(table)} WHERE council = $1 AND ${column} IN (SELECT json_array_elements_text($2::json)) ORDER BY id`,
    [transaction.council, JSON.stringify(values)]);
  return rows.map(({ json }) => JSON.parse(json) as Records[T]);
}

/** Imports with whichever of the council's mappings fits the file's heading. */
export async function importIntoCouncil(store: CentralStore, councilFolder: string, csvPath: string, onProgress: OnProgress): Promise<Outcome<ImportReport>> {
  const council = await readCouncil(councilFolder);
  if (!council.ok) return council;
  const names = (await readdir(path.join(councilFolder, 'import')).catch(() => [] as string[])).filter((name) => name.endsWith('.mapping.json')).sort();
  if (names.length === 0) return fail('bad-input', 'The council’s folder has no import/*.mapping.json. Write one, as docs/administrator-guide.md shows, and import again.');
  let firstFailure: Outcome<ImportReport> | null = null;
  for (const name of names) {
    const mapping = await readCouncilFile(councilFolder, path.join('import', name), mappingSchema);
    if (!mapping.ok) return mapping;
    const fits = await readCsv(csvPath, mapping.value, columnsOf(mapping.value), { onHeading: () => false, onRow: () => undefined });
    if (fits.ok) return importContacts(store, { csvPath, mapping: mapping.value, onProgress, teams: council.value.teams });
    firstFailure ??= fits;
  }
  return firstFailure ?? fail('bad-input', 'No mapping of this council fits the file.');
}
