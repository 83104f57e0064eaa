/** Small tables that nearly every query needs: read once, and again when one of them changes. */
import { schemeInForce } from '#domain/delegation/in-force.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import type { TableName } from '#domain/records.ts';
import type { Authorisation, Councillor, Deputy, Holiday, SchemeVersion, Service, Site, StaffMember, SubDelegation, SystemPause } from '#domain/records/council.ts';
import type { Instant } from '#domain/time/instant.ts';
import { calendarOf, type WorkingCalendar } from '#domain/time/working-days.ts';
import type { CacheReader } from '../store/cache.ts';

export const referenceTables: ReadonlySet<TableName> = new Set(['site', 'staff', 'service', 'scheme', 'authorisation', 'subDelegation', 'deputy', 'pause', 'holiday', 'councillor']);

export interface Reference {
  sites: ReadonlyMap<string, Site>;
  staff: ReadonlyMap<string, StaffMember>;
  services: ReadonlyMap<string, Service>;
  councillors: ReadonlyMap<string, Councillor>;
  holidays: readonly Holiday[];
  schemes: readonly SchemeVersion[];
  pauses: readonly SystemPause[];
  /** Working days, by the bank holidays of England and Wales. */
  calendar: WorkingCalendar;
  authorisations: readonly Authorisation[];
  subDelegations: readonly SubDelegation[];
  deputies: readonly Deputy[];
}

export function readReference(cache: Pick<CacheReader, 'select'>): Reference {
  const byId = <T extends { id: string }>(rows: { row: T }[]): Map<string, T> => new Map(rows.map(({ row }) => [row.id, row]));
  const holidays = cache.select('holiday', 'ORDER BY date, id', []).map(({ row }) => row);
  return {
    holidays, councillors: byId(cache.select('councillor', 'ORDER BY name, id', [])),
    sites: byId(cache.select('site', 'ORDER BY name, id', [])),
    staff: byId(cache.select('staff', 'ORDER BY name, id', [])),
    services: byId(cache.select('service', 'ORDER BY name, id', [])),
    schemes: readSchemes(cache),
    pauses: cache.select('pause', 'ORDER BY starts_at, id', []).map(({ row }) => row),
    calendar: calendarOf(holidays),
    authorisations: cache.select('authorisation', 'ORDER BY expires_on, id', []).map(({ row }) => row),
    subDelegations: cache.select('subDelegation', 'ORDER BY valid_to, id', []).map(({ row }) => row),
    deputies: cache.select('deputy', 'ORDER BY from_date, id', []).map(({ row }) => row),
  };
}

/** Newest version first. */
export const readSchemes = (cache: Pick<CacheReader, 'select'>): SchemeVersion[] =>
  cache.select('scheme', 'ORDER BY version DESC, id', []).map(({ row }) => row);

/** A clause as it is now for a team; as the record's own version has it where it is no longer in force. */
export function clauseOf(reference: Reference, clauseId: string, version: number, now: Instant, teamId: string): Clause | null {
  const inForce = schemeInForce(reference.schemes, now, teamId);
  const own = reference.schemes.find((scheme) => scheme.version === version) ?? null;
  return [inForce, own].flatMap((scheme) => scheme?.clauses ?? []).find((clause) => clause.id === clauseId) ?? null;
}

export const staffName = (reference: Reference, id: string): string => reference.staff.get(id)?.name ?? 'Unknown';
export const nameOrNull = (names: ReadonlyMap<string, { name: string }>, id: string | null): string | null =>
  id === null ? null : names.get(id)?.name ?? null;
export const serviceName = (reference: Reference, id: string): string => reference.services.get(id)?.name ?? id;
