/** The council's residents as records to compare. */
import type { Property } from '#domain/records/council.ts';
import type { Resident } from '#domain/records/people.ts';
import type { CentralStore } from '../pg/central-store.ts';
import type { PersonRecord } from '#domain/matching/compare.ts';
import { recordOf } from '#domain/matching/person-record.ts';

/** Everybody who is a person; organisations are told apart by their names alone. */
export async function residentRecords(store: CentralStore): Promise<PersonRecord[]> {
  const { residents, properties } = await store.transaction(async (transaction) => ({
    residents: await transaction.load({ kind: 'rows', table: 'resident', where: { kind: 'person', mergedInto: null } }) as Resident[],
    properties: await transaction.load({ kind: 'rows', table: 'property', where: {} }) as Property[],
  }));
  const homes = new Map(properties.map((property) => [property.id, property]));
  return residents.map((resident) => recordOf(resident, resident.propertyId === null ? null : homes.get(resident.propertyId) ?? null));
}
