/** What a desk holds, gathered into the kinds a person thinks of. */
import type { DeskHoldings } from '#contract/views/sync.ts';
import { numberWords } from '../../ui/idiom.ts';

type TableCount = DeskHoldings['rows'][number];
export type HeldKind = 'residents' | 'addresses' | 'cases' | 'contacts' | 'decisions' | 'requests' | 'needs' | 'reference' | 'other';

const kindOf: Partial<Record<TableCount['table'], HeldKind>> = {
  resident: 'residents', property: 'addresses', caseFile: 'cases', contact: 'contacts', decision: 'decisions', escalation: 'requests',
  need: 'needs', marker: 'needs', site: 'reference', staff: 'reference', service: 'reference', scheme: 'reference', pause: 'reference',
};
const order: HeldKind[] = ['residents', 'addresses', 'cases', 'contacts', 'decisions', 'requests', 'needs', 'reference', 'other'];

/** Every row is in one of them; a kind with none is left out. */
export function kindsHeld(rows: readonly TableCount[]): { kind: HeldKind; count: number }[] {
  const sums = new Map<HeldKind, number>();
  for (const { table, count } of rows) {
    const kind = kindOf[table] ?? 'other';
    sums.set(kind, (sums.get(kind) ?? 0) + count);
  }
  return order.flatMap((kind) => (sums.get(kind) ?? 0) > 0 ? [{ kind, count: sums.get(kind) ?? 0 }] : []);
}

/** "412 MB": as file managers count, in thousands. */
export function bytesText(bytes: number, language: string): string {
  const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const power = Math.min(units.length, Math.max(1, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** power;
  return numberWords(value, language, { style: 'unit', unit: units[power - 1] ?? 'kilobyte', maximumFractionDigits: value < 10 ? 1 : 0 });
}

export interface ScopeWords {
  key: 'scope-reference' | 'scope-council' | 'scope-leaders' | 'scope-services' | 'scope-sites' | 'scope-service' | 'scope-site' | 'scope-restricted' | 'scope-other';
  /** What it is of, where it is of one thing: a category, a site, a service. */
  of: { kind: 'category' | 'site' | 'service'; id: string } | null;
}

const whole: Partial<Record<string, ScopeWords['key']>> = {
  reference: 'scope-reference', council: 'scope-council', leaders: 'scope-leaders', service: 'scope-services', site: 'scope-sites',
};
const parts: Partial<Record<string, Pick<ScopeWords, 'key'> & { kind: 'category' | 'site' | 'service' }>> = {
  service: { key: 'scope-service', kind: 'category' }, site: { key: 'scope-site', kind: 'site' }, restricted: { key: 'scope-restricted', kind: 'service' },
};

/** A scope in words. One that this version has no words for is named as it is. */
export function scopeWords(scope: string): ScopeWords {
  const all = whole[scope];
  if (all !== undefined) return { key: all, of: null };
  const [prefix = '', id = ''] = scope.split(':', 2);
  const part = parts[prefix];
  return part === undefined || id === '' ? { key: 'scope-other', of: null } : { key: part.key, of: { kind: part.kind, id } };
}
