/**
 * The full-text index in the cache. A document's number says what it is and how recent it is: each kind has a range of
 * its own and a resident's latest contact moves them to its top, so that "newest first" is reading numbers downwards,
 * never a sort. Ranking every match of a two-letter prefix by bm25 takes 24 ms on a borough.
 */
import type { SearchText } from '../search/documents.ts';
import type { SealedDatabase } from './sealed-database.ts';

export type DocumentKind = 'resident' | 'property' | 'caseFile' | 'decision' | 'escalation';
export type SearchRange = 'residents' | 'properties' | 'references';

const SPAN = 2 ** 40;
const PAGES_MERGED_AT_ONCE = 500;
const ranges: Record<SearchRange, { from: number; upTo: number }> = {
  properties: { from: 1, upTo: SPAN }, references: { from: SPAN, upTo: 2 * SPAN }, residents: { from: 2 * SPAN, upTo: 3 * SPAN },
};
const rangeOf: Record<DocumentKind, SearchRange> = {
  resident: 'residents', property: 'properties', caseFile: 'references', decision: 'references', escalation: 'references',
};

export const searchLayout: string[] = [
  'CREATE TABLE search_document (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, recency INTEGER NOT NULL) STRICT',
  'CREATE UNIQUE INDEX search_document_of ON search_document (kind, id)',
  // Words are folded before they come here; the tokenizer only splits at spaces.
  `CREATE VIRTUAL TABLE search_text USING fts5 (name, address, codes, content='', contentless_delete=1, detail=column,
    prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0")`,
];

export interface Found {
  kind: DocumentKind;
  id: string;
}

export interface SearchIndex {
  /** Puts a document in, in place of the one before; a higher recency than before brings it to the top of its range. */
  put: (kind: DocumentKind, id: string, text: SearchText, recency: number) => void;
  /** The same for a document known to be new, while the index is built. */
  add: (kind: DocumentKind, id: string, text: SearchText, recency: number) => void;
  remove: (kind: DocumentKind, id: string) => void;
  /** Merges a little of what building has scattered; false when there is nothing left to merge. */
  mergeSome: () => boolean;
  /** Documents of a range that match an FTS5 expression, newest first. */
  match: (range: SearchRange, expression: string, limit: number) => Found[];
}

export function createSearchIndex(database: SealedDatabase): SearchIndex {
  const changes = database.prepare<[], number>('SELECT total_changes()').pluck();
  const merge = database.prepare('INSERT INTO search_text (search_text, rank) VALUES (?, ?)');
  let mergeStarted = false;
  const documentOf = database.prepare<[string, string], { number: number; recency: number }>(
    'SELECT number, recency FROM search_document WHERE kind = ? AND id = ?');
  const dropDocument = database.prepare('DELETE FROM search_document WHERE number = ?');
  const dropText = database.prepare('DELETE FROM search_text WHERE rowid = ?');
  const addDocument = database.prepare('INSERT INTO search_document (number, kind, id, recency) VALUES (?, ?, ?, ?)');
  const addText = database.prepare('INSERT INTO search_text (rowid, name, address, codes) VALUES (?, ?, ?, ?)');
  const matching = database.prepare<[string, number, number, number], Found>(
    `SELECT d.kind, d.id FROM search_text AS t CROSS JOIN search_document AS d ON d.number = t.rowid
     WHERE t.search_text MATCH ? AND t.rowid >= ? AND t.rowid < ? ORDER BY t.rowid DESC LIMIT ?`);
  const topOf = database.prepare<[number], number | null>('SELECT max(number) FROM search_document WHERE number < ?').pluck();
  const next = new Map<SearchRange, number>();

  const nextNumber = (range: SearchRange): number => {
    const { from, upTo } = ranges[range];
    const number = next.get(range) ?? Math.max(from, (topOf.get(upTo) ?? 0) + 1);
    next.set(range, number + 1);
    return number;
  };
  const remove = (kind: DocumentKind, id: string): { number: number; recency: number } | undefined => {
    const document = documentOf.get(kind, id);
    if (document === undefined) return undefined;
    dropText.run(document.number);
    dropDocument.run(document.number);
    return document;
  };

  const write = (number: number, kind: DocumentKind, id: string, text: SearchText, recency: number): void => {
    addDocument.run(number, kind, id, recency);
    addText.run(number, text.name, text.address, text.codes);
  };

  return {
    put(kind, id, text, recency) {
      const before = remove(kind, id);
      const number = before === undefined || recency > before.recency ? nextNumber(rangeOf[kind]) : before.number;
      write(number, kind, id, text, recency);
    },
    add(kind, id, text, recency) { write(nextNumber(rangeOf[kind]), kind, id, text, recency); },
    remove(kind, id) { remove(kind, id); },
    mergeSome() {
      const before = changes.get() ?? 0;
      // FTS5: a negative count starts a merge of everything, a positive one goes on; fewer than two changes means done.
      merge.run('merge', mergeStarted ? PAGES_MERGED_AT_ONCE : -PAGES_MERGED_AT_ONCE);
      mergeStarted = true;
      return (changes.get() ?? 0) - before >= 2;
    },
    match: (range, expression, limit) => matching.all(expression, ranges[range].from, ranges[range].upTo, limit),
  };
}
