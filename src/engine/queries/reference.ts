/** Small tables that nearly every query needs: read once, and again when one of them changes. */
import type { Clause } from '#domain/delegation/scheme.ts';
import type { SchemeVersion, Service, Site, StaffMember, SystemPause, TableName } from '#domain/records.ts';
import type { Instant } from '#domain/time/instant.ts';
import type { CacheReader } from '../store/cache.ts';

export const referenceTables: ReadonlySet<TableName> = new Set(['site', 'staff', 'service', 'scheme', 'pause']);

export interface Reference {
  sites: ReadonlyMap<string, Site>;
  staff: ReadonlyMap<string, StaffMember>;
  services: ReadonlyMap<string, Service>;
  schemes: readonly SchemeVersion[];
  pauses: readonly SystemPause[];
}

export function readReference(cache: Pick<CacheReader, 'select'>): Reference {
  const byId = <T extends { id: string }>(rows: { row: T }[]): Map<string, T> => new Map(rows.map(({ row }) => [row.id, row]));
  return {
    sites: byId(cache.select('site', 'ORDER BY name, id', [])),
    staff: byId(cache.select('staff', 'ORDER BY name, id', [])),
    services: byId(cache.select('service', 'ORDER BY name, id', [])),
    schemes: readSchemes(cache),
    pauses: cache.select('pause', 'ORDER BY starts_at, id', []).map(({ row }) => row),
  };
}

/** Newest version first. */
export const readSchemes = (cache: Pick<CacheReader, 'select'>): SchemeVersion[] =>
  cache.select('scheme', 'ORDER BY version DESC, id', []).map(({ row }) => row);

export const schemeInForce = (schemes: readonly SchemeVersion[], at: Instant): SchemeVersion | null =>
  schemes.find(({ effectiveFrom, effectiveTo }) => at >= effectiveFrom && (effectiveTo === null || at < effectiveTo)) ?? null;

/** A clause as it is now; as the record's own version has it where it is no longer in force. */
export function clauseOf(reference: Reference, clauseId: string, version: number, now: Instant): Clause | null {
  const inForce = schemeInForce(reference.schemes, now);
  const own = reference.schemes.find((scheme) => scheme.version === version) ?? null;
  return [inForce, own].flatMap((scheme) => scheme?.clauses ?? []).find((clause) => clause.id === clauseId) ?? null;
}

export const staffName = (reference: Reference, id: string): string => reference.staff.get(id)?.name ?? 'Unknown';
export const nameOrNull = (names: ReadonlyMap<string, { name: string }>, id: string | null): string | null =>
  id === null ? null : names.get(id)?.name ?? null;
export const serviceName = (reference: Reference, id: string): string => reference.services.get(id)?.name ?? id;
