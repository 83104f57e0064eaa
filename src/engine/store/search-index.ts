/**
 * The full-text index in the cache. A document's number says how recent it is: a new contact moves a resident to the
 * top, so that "newest first" is reading numbers downwards, never a sort. Ranking every match of a two-letter prefix by
 * bm25 takes 24 ms on a borough; this takes 0.1, because prefixes up to eight letters are kept ready and read only as
 * far as a page of results goes.
 */
import type { SearchText } from '../search/documents.ts';
import type { SealedDatabase, Statement } from './sealed-database.ts';

export type DocumentKind = 'resident' | 'property' | 'caseFile' | 'decision' | 'escalation';
/** What is searched: residents by name, residents by anything, addresses, references of cases and decisions. */
export type SearchPart = 'names' | 'residents' | 'properties' | 'references';

const SPAN = 2 ** 40;
const parts: Record<SearchPart, { prefixes: string; from: number }> = {
  names: { prefixes: '1 2 3 4 5 6', from: 2 * SPAN },
  residents: { prefixes: '1 2 3 4 5 6 7 8', from: 2 * SPAN },
  properties: { prefixes: '1 2 3 4 5 6 7 8', from: 1 },
  references: { prefixes: '1 2 3 4 5 6 7 8', from: SPAN },
};
const partNames = Object.keys(parts) as SearchPart[];
const partOf: Record<DocumentKind, SearchPart> = {
  resident: 'residents', property: 'properties', caseFile: 'references', decision: 'references', escalation: 'references',
};

/** In the order in which an index is built. */
export const documentKinds = ['resident', 'property', 'caseFile', 'decision', 'escalation'] as const satisfies readonly DocumentKind[];

const PAGES_MERGED_AT_ONCE = 500;
/** FTS5's own default, in bytes. */
const GATHERED_USUALLY = 1024 * 1024;

export const searchLayout: string[] = [
  'CREATE TABLE search_document (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, recency INTEGER NOT NULL) STRICT',
  'CREATE UNIQUE INDEX search_document_of ON search_document (kind, id)',
  // Words are folded and split before they come here. The ascii tokenizer takes every letter beyond ASCII as it is.
  ...partNames.map((part) => `CREATE VIRTUAL TABLE search_${part} USING fts5 (words, content='', contentless_delete=1, detail=none,
    prefix='${parts[part].prefixes}', tokenize='ascii')`),
];
export const dropSearch: string[] = [
  ...partNames.map((part) => `DROP TABLE IF EXISTS search_${part}`), 'DROP TABLE IF EXISTS search_document',
];

export interface Found {
  kind: DocumentKind;
  id: string;
}

export interface SearchIndex {
  /** Puts a document in, in place of the one before; a higher recency than before brings it to the top of its kind. */
  put: (kind: DocumentKind, id: string, text: SearchText, recency: number) => void;
  /** The same for a document known to be new, while the index is built. */
  add: (kind: DocumentKind, id: string, text: SearchText, recency: number) => void;
  /** A resident by name only, where the rest follows with another file. */
  addName: (id: string, name: string[], recency: number) => void;
  remove: (kind: DocumentKind, id: string) => void;
  /** Documents that match an FTS5 expression, newest first. */
  match: (part: SearchPart, expression: string, limit: number) => Found[];
  /** Every word beginning with a letter that a part is found by. */
  words: (part: SearchPart) => string[];
  /** Rewrites the parts a document was removed from: a removed one is else only marked, and its words stay in the file. */
  forgetRemoved: (kinds: Iterable<DocumentKind>) => void;
  /** While everything is put in at once, merging as it goes only costs. Gathers up to so many bytes in memory. */
  beginBuilding: (gathered: number) => void;
  /** Ends building without merging; later changes merge as they come. */
  settle: () => void;
  /** Merges what building has scattered, a little at each step. */
  endBuilding: () => Generator<void>;
}

export function createSearchIndex(database: SealedDatabase): SearchIndex {
  const documentOf = database.prepare<[string, string], { number: number; recency: number }>(
    'SELECT number, recency FROM search_document WHERE kind = ? AND id = ?');
  const dropDocument = database.prepare('DELETE FROM search_document WHERE number = ?');
  const addDocument = database.prepare('INSERT INTO search_document (number, kind, id, recency) VALUES (?, ?, ?, ?)');
  const topOf = database.prepare<[number], number | null>('SELECT max(number) FROM search_document WHERE number < ?').pluck();
  const each = (sql: (part: SearchPart) => string): Record<SearchPart, Statement> =>
    Object.fromEntries(partNames.map((part) => [part, database.prepare<(string | number | null)[]>(sql(part))])) as Record<SearchPart, Statement>;
  const drop = each((part) => `DELETE FROM search_${part} WHERE rowid = ?`);
  const add = each((part) => `INSERT INTO search_${part} (rowid, words) VALUES (?, ?)`);
  // A bound number arrives as a float, and FTS5 takes whole numbers only.
  const setting = each((part) => `INSERT INTO search_${part} (search_${part}, rank) VALUES (?, CAST(? AS INTEGER))`);
  const matching = each((part) => `SELECT d.kind, d.id FROM search_${part} AS t CROSS JOIN search_document AS d ON d.number = t.rowid
    WHERE t.search_${part} MATCH ? ORDER BY t.rowid DESC LIMIT ?`);
  const changes = database.prepare<[], number>('SELECT total_changes()').pluck();
  const next = new Map<SearchPart, number>();

  const nextNumber = (part: SearchPart): number => {
    const { from } = parts[part];
    const number = next.get(part) ?? Math.max(from, (topOf.get(from + SPAN - 1) ?? 0) + 1);
    next.set(part, number + 1);
    return number;
  };
  const remove = (kind: DocumentKind, id: string): { number: number; recency: number } | undefined => {
    const document = documentOf.get(kind, id);
    if (document === undefined) return undefined;
    drop[partOf[kind]].run(document.number);
    if (kind === 'resident') drop.names.run(document.number);
    dropDocument.run(document.number);
    return document;
  };
  const write = (number: number, kind: DocumentKind, id: string, { name, other }: SearchText, recency: number): void => {
    addDocument.run(number, kind, id, recency);
    add[partOf[kind]].run(number, [...new Set([...name, ...other])].join(' '));
    if (kind === 'resident') add.names.run(number, name.join(' '));
  };

  const settle = (): void => {
    for (const part of partNames) {
      setting[part].run('automerge', 4);
      setting[part].run('crisismerge', 16);
      setting[part].run('hashsize', GATHERED_USUALLY);
    }
  };

  return {
    put(kind, id, text, recency) {
      const before = remove(kind, id);
      const number = before === undefined || recency > before.recency ? nextNumber(partOf[kind]) : before.number;
      write(number, kind, id, text, recency);
    },
    add(kind, id, text, recency) { write(nextNumber(partOf[kind]), kind, id, text, recency); },
    addName(id, name, recency) {
      const number = nextNumber('residents');
      addDocument.run(number, 'resident', id, recency);
      add.names.run(number, name.join(' '));
    },
    remove(kind, id) { remove(kind, id); },
    forgetRemoved(kinds) {
      const touched = new Set([...kinds].flatMap((kind): SearchPart[] => kind === 'resident' ? ['residents', 'names'] : [partOf[kind]]));
      for (const part of touched) database.exec(`INSERT INTO search_${part} (search_${part}) VALUES ('optimize')`);
    },
    words(part) {
      database.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_of_${part} USING fts5vocab ('main', 'search_${part}', 'row')`);
      // Those that begin with a letter: numbers of houses and properties are no words, and there are more of them.
      return database.prepare<[], string>(`SELECT term FROM temp.words_of_${part} WHERE term >= 'a' AND term < '{'`).pluck().all();
    },
    match: (part, expression, limit) => matching[part].all(expression, limit) as Found[],
    beginBuilding(gathered) {
      for (const part of partNames) {
        setting[part].run('hashsize', gathered);
        setting[part].run('automerge', 0);
        setting[part].run('crisismerge', 64);
      }
    },
    settle,
    *endBuilding() {
      settle();
      for (const part of partNames) {
        // FTS5: a negative count starts a merge of everything, a positive one goes on; fewer than two changes is done.
        for (let pages = -PAGES_MERGED_AT_ONCE; ; pages = PAGES_MERGED_AT_ONCE) {
          const before = changes.get() ?? 0;
          setting[part].run('merge', pages);
          if ((changes.get() ?? 0) - before < 2) break;
          yield;
        }
      }
    },
  };
}
