/**
 * Which residents are probably entered twice, kept with the rows: all of them judged at once now and then, and whoever is
 * recorded or changed in between judged by the model of the last time, against those that share a key.
 */
import { createHash } from 'node:crypto';
import { asId, type ResidentId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import type { Records, RowChange, TableName } from '#domain/records.ts';
import type { Property } from '#domain/records/council.ts';
import type { Resident } from '#domain/records/people.ts';
import type { Duplicate } from '#domain/records/twice.ts';
import type { DuplicateSource } from '#domain/vocabulary.ts';
import { lockHead } from '../feed/write-changes.ts';
import type { CentralStore, CentralTransaction } from '../pg/central-store.ts';
import { tableSql } from '../pg/ddl.ts';
import { rowAsJson } from '../pg/rows.ts';
import type { OnProgress } from '../progress.ts';
import { keysOf, LARGEST_BLOCK } from './blocking.ts';
import type { PersonRecord } from '#domain/matching/compare.ts';
import { pairId } from '#domain/matching/pair.ts';
import { recordOf } from '#domain/matching/person-record.ts';
import { AT_LEAST, type Judged } from './judge.ts';
import { modelFrom, score, type Match, type MatchingModel } from './model.ts';
import { residentRecords } from './resident-records.ts';

/** Of fewer records nothing can be learned. */
export const ENOUGH = 100;
const BATCH = 100;
const MANY = 2000;
/** So many residents written together came from a file and not from a form. */
const FEW_TOGETHER = 5;

export interface Ran { residents: number; found: number }
interface Found extends Match { foundBy: DuplicateSource }
interface JudgingAll {
  now: number;
  foundBy: DuplicateSource;
  judging: (records: PersonRecord[]) => Promise<Judged>;
  onProgress?: OnProgress;
}

/** All residents at once, by a model learned from them; null where they are too few. */
export async function judgeAll(store: CentralStore, { now, foundBy, judging, onProgress = () => undefined }: JudgingAll): Promise<Ran | null> {
  const { version } = await store.head();
  onProgress({ step: 'reading', done: 0, total: null });
  const records = await residentRecords(store);
  if (records.length < ENOUGH) return null;
  const { model, modelId, matches } = await judging(records);
  await store.transaction(async (transaction) => {
    await transaction.query('DELETE FROM matching_key WHERE council = $1', [transaction.council]);
    for (let from = 0; from < records.length; from += MANY) {
      onProgress({ step: 'writing', done: from, total: records.length });
      await writeKeys(transaction, records.slice(from, from + MANY));
    }
    await transaction.query(`INSERT INTO matching_state (council, model_id, model, records, trained_at, version) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (council) DO UPDATE SET model_id = excluded.model_id, model = excluded.model, records = excluded.records, trained_at = excluded.trained_at, version = excluded.version`,
    [transaction.council, modelId, model, records.length, now, version]);
    await keep(transaction, { found: matches.map((match) => ({ ...match, foundBy })), judged: null, modelId, now });
  });
  return { residents: records.length, found: matches.length };
}

/** Whoever was recorded or changed since the last time. False where all are to be judged anew: there is no model, or too much has changed. */
export async function judgeChanged(store: CentralStore, now: number): Promise<boolean> {
  const state = await stateOf(store);
  const { version: head, floor } = await store.head();
  if (state === null || state.version < floor) return false;
  if (state.version >= head) return true;
  const { rows } = await store.query<{ pk: string; together: number }>(`SELECT pk, min(together)::int AS together FROM (
      SELECT pk, count(*) OVER (PARTITION BY version) AS together FROM change WHERE council = $1 AND version > $2 AND version <= $3 AND table_name = 'resident' AND op = 'put') AS changed
    GROUP BY pk ORDER BY pk`, [store.council, state.version, head]);
  if (rows.length > Math.max(MANY, state.records / 5)) return false;
  for (let from = 0; from < rows.length; from += BATCH) {
    const some = new Map(rows.slice(from, from + BATCH).map(({ pk, together }) => [pk, together > FEW_TOGETHER ? 'import' as const : 'creation' as const]));
    await store.transaction((transaction) => judgeSome(transaction, some, state, now));
  }
  await store.query('UPDATE matching_state SET version = greatest(version, $2) WHERE council = $1', [store.council, head]);
  return true;
}

interface State { model: MatchingModel; modelId: string; records: number; trainedAt: number; version: number }

/** A model of a large council is some megabytes of text. */
let lastModel: { modelId: string; model: MatchingModel } | null = null;

export async function stateOf(store: CentralStore): Promise<State | null> {
  const { rows: [row] } = await store.query<{ model_id: string; records: number; trained_at: number; version: number }>(
    'SELECT model_id, records, trained_at, version FROM matching_state WHERE council = $1', [store.council]);
  if (row === undefined) return null;
  if (lastModel?.modelId !== row.model_id) {
    const { rows: [text] } = await store.query<{ model: string; model_id: string }>('SELECT model_id, model FROM matching_state WHERE council = $1', [store.council]);
    if (text === undefined) return null;
    lastModel = { modelId: text.model_id, model: modelFrom(text.model) };
  }
  return { model: lastModel.model, modelId: lastModel.modelId, records: row.records, trainedAt: row.trained_at, version: row.version };
}

async function judgeSome(transaction: CentralTransaction, some: ReadonlyMap<string, DuplicateSource>, { model, modelId }: State, now: number): Promise<void> {
  const changed = await unlikeBefore(transaction, await recordsOf(transaction, [...some.keys()]));
  // A record that was merged is behind another, and not to be found for itself.
  const here = new Set(changed.map(({ id }) => id));
  const gone = [...some.keys()].filter((id) => !here.has(id));
  await transaction.query(`DELETE FROM matching_key k WHERE k.council = $1 AND k.resident_id IN (SELECT json_array_elements_text($2::json))
    AND NOT EXISTS (SELECT 1 FROM resident r WHERE r.council = $1 AND r.id = k.resident_id AND r.merged_into IS NULL)`, [transaction.council, JSON.stringify(gone)]);
  if (changed.length === 0) return;
  await transaction.query('DELETE FROM matching_key WHERE council = $1 AND resident_id IN (SELECT json_array_elements_text($2::json))', [transaction.council, JSON.stringify([...here])]);
  await writeKeys(transaction, changed);
  const { rows: pairs } = await transaction.query<{ one: string; other: string }>(`SELECT DISTINCT mine.resident_id AS one, theirs.resident_id AS other
    FROM matching_key mine JOIN matching_key theirs ON theirs.council = $1 AND theirs.key = mine.key AND theirs.resident_id <> mine.resident_id
    WHERE mine.council = $1 AND mine.resident_id IN (SELECT json_array_elements_text($2::json))
      AND (SELECT count(*) FROM matching_key every WHERE every.council = $1 AND every.key = mine.key) <= $3`, [transaction.council, JSON.stringify([...here]), LARGEST_BLOCK]);
  const records = new Map([...changed, ...await recordsOf(transaction, pairs.map(({ other }) => other).filter((id) => !here.has(id)))].map((record) => [record.id, record]));
  const found = new Map<string, Found>();
  for (const { one, other } of pairs) {
    const [first, second] = [records.get(one), records.get(other)];
    if (first === undefined || second === undefined || found.has(pairId(one, other))) continue;
    const match = score(first, second, model);
    if (match.probability >= AT_LEAST) found.set(pairId(one, other), { ...match, foundBy: some.get(one) ?? 'creation' });
  }
  await keep(transaction, { found: [...found.values()], judged: here, modelId, now });
}

async function recordsOf(transaction: CentralTransaction, ids: string[]): Promise<PersonRecord[]> {
  const residents: Resident[] = (await rowsWithIds(transaction, 'resident', ids)).filter((one) => one.kind === 'person' && one.mergedInto === null);
  const homes = new Map((await rowsWithIds(transaction, 'property', residents.flatMap(({ propertyId }) => propertyId ?? []))).map((home: Property) => [home.id, home]));
  return residents.map((resident) => recordOf(resident, resident.propertyId === null ? null : homes.get(resident.propertyId) ?? null));
}

async function rowsWithIds<T extends TableName>(transaction: CentralTransaction, table: T, ids: string[]): Promise<Records[T][]> {
  const { rows } = await transaction.query<{ json: string }>(
    `SELECT ${rowAsJson(table)} AS json FROM ${tableSql(table)} WHERE council = $1 AND id IN (SELECT json_array_elements_text($2::json)) ORDER BY id`, [transaction.council, JSON.stringify(ids)]);
  return rows.map(({ json }) => JSON.parse(json) as Records[T]);
}

/** Kept among a record's keys: most changes of a resident's row (somebody rang) are none of what is compared. */
const printOf = (record: PersonRecord): string => `=${createHash('sha256').update(JSON.stringify(record)).digest('hex').slice(0, 24)}`;

async function unlikeBefore(transaction: CentralTransaction, records: PersonRecord[]): Promise<PersonRecord[]> {
  const { rows } = await transaction.query<{ resident_id: string; key: string }>(
    `SELECT resident_id, key FROM matching_key WHERE council = $1 AND resident_id IN (SELECT json_array_elements_text($2::json)) AND key LIKE '=%'`,
    [transaction.council, JSON.stringify(records.map(({ id }) => id))]);
  const prints = new Map(rows.map((row) => [row.resident_id, row.key]));
  return records.filter((record) => prints.get(record.id) !== printOf(record));
}

async function writeKeys(transaction: CentralTransaction, records: PersonRecord[]): Promise<void> {
  const keys = records.flatMap((record) => [...keysOf(record), printOf(record)].map((key) => ({ key, id: record.id })));
  await transaction.query('INSERT INTO matching_key (council, key, resident_id) SELECT $1, k, r FROM unnest($2::text[], $3::text[]) AS t(k, r) ON CONFLICT DO NOTHING',
    [transaction.council, keys.map(({ key }) => key), keys.map(({ id }) => id)]);
}

interface Kept { found: readonly Found[]; /** Null where everybody was judged. */ judged: ReadonlySet<string> | null; modelId: string; now: number }

/** Writes what was found and is new or another than before. What somebody has answered stays as they answered it. */
async function keep(transaction: CentralTransaction, { found, judged, modelId, now }: Kept): Promise<void> {
  await lockHead(transaction, transaction.council);
  const ids = new Map(found.map((match) => [pairId(...match.ids), match]));
  const standing = new Map([...await standingOf(transaction, judged), ...await rowsWithIds(transaction, 'duplicate', [...ids.keys()])].map((row) => [row.id, row]));
  const changes: RowChange[] = [];
  for (const [id, match] of ids) {
    const [oneId = '', otherId = ''] = match.ids.toSorted();
    const known = standing.get(id);
    const evidence = { likelihood: Math.floor(match.probability * 10_000), weight: Math.round(match.weight * 100), levels: { ...match.comparison }, modelId };
    if (known === undefined) {
      changes.push(put('duplicate', {
        id, oneId: asId<ResidentId>(oneId), otherId: asId<ResidentId>(otherId), ...evidence, foundBy: match.foundBy, foundAt: now, status: 'open', mergeId: null, answeredBy: null, answeredAt: null, reasons: null,
      }));
    } else if (isUnanswered(known) && (known.status === 'faded' || !sameEvidence(known, evidence))) {
      changes.push(put('duplicate', { ...known, ...evidence, status: known.status === 'faded' ? 'open' : known.status }));
    }
  }
  for (const one of standing.values()) if (!ids.has(one.id) && (one.status === 'open' || one.status === 'later')) changes.push(put('duplicate', { ...one, status: 'faded' }));
  if (changes.length > 0) await transaction.write(changes);
}

const isUnanswered = ({ status }: Duplicate): boolean => status === 'open' || status === 'later' || status === 'faded';
const sameEvidence = (one: Duplicate, other: Pick<Duplicate, 'likelihood' | 'weight'>): boolean => one.likelihood === other.likelihood && one.weight === other.weight;

async function standingOf(transaction: CentralTransaction, judged: ReadonlySet<string> | null): Promise<Duplicate[]> {
  const about = judged === null ? '' : 'AND (one_id IN (SELECT json_array_elements_text($2::json)) OR other_id IN (SELECT json_array_elements_text($2::json)))';
  const { rows } = await transaction.query<{ json: string }>(`SELECT ${rowAsJson('duplicate')} AS json FROM ${tableSql('duplicate')} WHERE council = $1 AND status IN ('open', 'later') ${about} ORDER BY id`,
    [transaction.council, ...judged === null ? [] : [JSON.stringify([...judged])]]);
  return rows.map(({ json }) => JSON.parse(json) as Duplicate);
}
