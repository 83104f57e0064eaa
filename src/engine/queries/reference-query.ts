/** What every screen needs names from: services, staff, sites, and the scheme in force for reading. */
import type { Snapshot } from '#contract/views.ts';
import type { ReferenceCollections } from '#contract/views/governance.ts';
import type { LiveQuery } from '../live/live-query.ts';
import { schemeInForce } from '#domain/delegation/in-force.ts';
import { dateAt } from '#domain/time/dates.ts';
import { referenceTables } from './reference.ts';

const keyed = <T extends { id: string }>(rows: Iterable<T>): (T & { key: string })[] => [...rows].map((row) => ({ ...row, key: row.id }));

export const referenceQuery: LiveQuery<'reference'> = {
  always: referenceTables,
  related: new Set(),
  signals: new Set(['time']),
  read(desk) {
    const { sites, staff, services, schemes, councillors, holidays } = desk.reference;
    const today = dateAt(desk.now());
    const collections: Snapshot<ReferenceCollections> = {
      services: keyed(services.values()), staff: keyed(staff.values()), sites: keyed(sites.values()),
      councillors: keyed([...councillors.values()].filter(({ endedOn }) => endedOn === null || endedOn >= today)), holidays: keyed(holidays),
      clauses: keyed(schemeInForce(schemes, desk.now(), desk.actor.teamId)?.clauses ?? []),
    };
    return { collections, about: new Set() };
  },
};
