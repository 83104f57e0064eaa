/** Keeps the search index with the rows, inside the transaction that changed them. */
import { caseText, propertyText, referenceText, residentText, type SearchText } from '../search/documents.ts';
import type { TableName } from '#domain/records.ts';
import type { CacheReader } from './cache.ts';
import type { DocumentKind, SearchIndex } from './search-index.ts';

const searched = new Set<TableName>(['resident', 'property', 'caseFile', 'decision', 'escalation']);
export const isSearched = (table: TableName): table is DocumentKind => searched.has(table);

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
      if (isSearched(table)) add(table, id);
    },
    finish() {
      // An address is part of what its residents are found by.
      for (const id of waiting.get('property') ?? []) {
        for (const { row } of rows.select('resident', 'WHERE property_id = ?', [id])) add('resident', row.id);
      }
      for (const [kind, ids] of waiting) {
        for (const id of ids) {
          const document = documentOf(rows.row, kind, id);
          if (document === null) index.remove(kind, id);
          else index.put(kind, id, document.text, document.recency);
        }
      }
      waiting.clear();
    },
    forget() { waiting.clear(); },
  };
}

type Row = Pick<CacheReader, 'row'>['row'];

export interface SearchDocument {
  text: SearchText;
  /** When it was last of interest, an instant: what ranks above an equal. */
  recency: number;
}

/** What a record can be found by; null where there is no such record any more. */
export function documentOf(row: Row, kind: DocumentKind, id: string): SearchDocument | null {
  switch (kind) {
    case 'resident': {
      const resident = row('resident', id)?.row;
      if (resident === undefined) return null;
      return { text: residentText(resident, row('property', resident.propertyId)?.row ?? null), recency: resident.lastContactAt ?? 0 };
    }
    case 'property': {
      const property = row('property', id)?.row;
      return property === undefined ? null : { text: propertyText(property), recency: 0 };
    }
    case 'caseFile': {
      const caseFile = row('caseFile', id)?.row;
      return caseFile === undefined ? null : { text: caseText(caseFile), recency: caseFile.openedAt };
    }
    case 'decision': {
      const decision = row('decision', id)?.row;
      return decision === undefined ? null : { text: referenceText(decision.reference), recency: decision.decidedAt };
    }
    case 'escalation': {
      const escalation = row('escalation', id)?.row;
      return escalation === undefined ? null : { text: referenceText(escalation.reference), recency: escalation.requestedAt };
    }
  }
}
