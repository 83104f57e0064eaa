/** Keeps the search index with the rows, inside the transaction that changed them. */
import { caseText, propertyText, referenceText, residentText, type SearchText } from '../search/documents.ts';
import type { TableName } from '#domain/records.ts';
import type { CacheReader } from './cache-store.ts';
import type { DocumentKind, SearchIndex } from './search-index.ts';

const searched = new Set<TableName>(['resident', 'property', 'caseFile', 'decision', 'escalation']);

export interface Reindexer {
  touched: (table: TableName, id: string) => void;
  /** Writes what was touched; called before the commit. */
  finish: () => void;
  /** After a rollback. */
  forget: () => void;
}

type Rows = Pick<CacheReader, 'row' | 'select'>;

export function createReindexer(rows: Rows, index: SearchIndex): Reindexer {
  const waiting = new Map<DocumentKind, Set<string>>();
  const add = (kind: DocumentKind, id: string): void => {
    const ids = waiting.get(kind) ?? new Set<string>();
    waiting.set(kind, ids.add(id));
  };
  return {
    touched(table, id) {
      if (searched.has(table)) add(table as DocumentKind, id);
    },
    finish() {
      // An address is part of what its residents are found by.
      for (const id of waiting.get('property') ?? []) {
        for (const { row } of rows.select('resident', 'WHERE property_id = ?', [id])) add('resident', row.id);
      }
      for (const [kind, ids] of waiting) {
        for (const id of ids) {
          const text = documentText(rows.row, kind, id);
          if (text === null) index.remove(kind, id);
          else index.put(kind, id, text);
        }
      }
      waiting.clear();
    },
    forget() { waiting.clear(); },
  };
}

type Row = Pick<CacheReader, 'row'>['row'];

/** What a record can be found by; null where there is no such record any more. */
export function documentText(row: Row, kind: DocumentKind, id: string): SearchText | null {
  switch (kind) {
    case 'resident': {
      const resident = row('resident', id)?.row;
      return resident === undefined ? null : residentText(resident, row('property', resident.propertyId)?.row ?? null);
    }
    case 'property': {
      const property = row('property', id)?.row;
      return property === undefined ? null : propertyText(property);
    }
    case 'caseFile': {
      const caseFile = row('caseFile', id)?.row;
      return caseFile === undefined ? null : caseText(caseFile);
    }
    case 'decision':
    case 'escalation': {
      const found = row(kind, id)?.row;
      return found === undefined ? null : referenceText(found.reference);
    }
  }
}
