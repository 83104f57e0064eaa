/** Builds the search index of a cache that is fetched, from the rows in it. */
import type { FetchPart } from '#contract/prepared.ts';
import { tables } from '#contract/tables.ts';
import { namesText } from '../search/documents.ts';
import type { CacheReader } from './cache.ts';
import { documentOf } from './reindex.ts';
import { createSearchIndex, documentKinds, dropSearch, searchLayout, type DocumentKind } from './search-index.ts';
import { inTransaction, type SealedDatabase } from './sealed-database.ts';

const DOCUMENTS_AT_ONCE = 20_000;
/** Between two breaths. Some 40 microseconds each. */
const STEP = 2000;
const GENTLE_STEP = 200;
/** What FTS5 gathers in memory before it writes: more makes fewer pieces to merge, and each takes longer to write. */
const GATHERED = 16 * 1024 * 1024;

/** Last contact last, so that the highest numbers are the most recent people. */
const documentOrder: Record<DocumentKind, string> = {
  property: 'id', caseFile: 'opened_at, id', decision: 'decided_at, id', escalation: 'requested_at, id', resident: 'last_contact_at, id',
};

export function* buildSearch(database: SealedDatabase, row: CacheReader['row'], part: FetchPart, gently: boolean): Generator<{ done: number }> {
  for (const sql of [...dropSearch, ...searchLayout]) database.exec(sql);
  const index = createSearchIndex(database);
  if (!gently) index.beginBuilding(GATHERED);
  let done = 0;
  for (const kind of part === 'people' ? ['resident'] as const : documentKinds) {
    const ids = database.prepare<[], string>(`SELECT id FROM server_${tables[kind].sql} ORDER BY ${documentOrder[kind]}`).pluck().all();
    const names = database.prepare<[string], NameColumns>(
      'SELECT preferred_name, given_name, family_name, previous_names, last_contact_at FROM server_resident WHERE id = ?');
    const add = (id: string): void => {
      if (part === 'people') {
        const found = names.get(id);
        if (found !== undefined) index.addName(id, namesText(nameOf(found)), found.last_contact_at ?? 0);
        return;
      }
      const document = documentOf(row, kind, id);
      if (document !== null) index.add(kind, id, document.text, document.recency);
    };
    const step = gently ? GENTLE_STEP : STEP;
    for (let from = 0; from < ids.length; from += DOCUMENTS_AT_ONCE) {
      const to = Math.min(ids.length, from + DOCUMENTS_AT_ONCE);
      yield* inTransaction(database, function* work() {
        for (let at = from; at < to; at += step) {
          for (const id of ids.slice(at, Math.min(to, at + step))) add(id);
          yield { done: done += Math.min(to, at + step) - at };
        }
      });
    }
  }
  // A part stands for a minute or two; what merging saves each search is less than it takes.
  if (part === 'people') index.settle();
  else for (const _step of index.endBuilding()) yield { done };
}

interface NameColumns { preferred_name: string; given_name: string; family_name: string; previous_names: string; last_contact_at: number | null }
const nameOf = (stored: NameColumns) => ({
  preferredName: stored.preferred_name, givenName: stored.given_name, familyName: stored.family_name,
  previousNames: stored.previous_names === '[]' ? [] : JSON.parse(stored.previous_names) as string[],
});
