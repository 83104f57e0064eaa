/** A resident as a record to compare. */
import type { Property } from '../records/council.ts';
import type { Resident } from '../records/people.ts';
import type { PersonRecord } from './compare.ts';

/** Lower case, without accents or what stands between words. */
const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^\p{L}\p{N}@.]+/gu, ' ').trim();

/** An address that is confidential is not compared: how far it agrees with another that is known would tell it. */
export function recordOf(resident: Resident, address: Property | null): PersonRecord {
  const home = resident.confidential ? null : address;
  const point = (kind: 'phone' | 'email'): string => resident.contactPoints.find((one) => one.kind === kind)?.value.toLowerCase() ?? '';
  return {
    id: resident.id, source: '', given: folded(resident.givenName), family: folded(resident.familyName), born: resident.dateOfBirth ?? '',
    address: folded(home?.addressLine ?? ''), locality: folded(home?.locality ?? ''), postcode: folded(home?.postcode ?? '').replaceAll(' ', ''),
    phone: point('phone'), email: point('email'), reference: folded(resident.accountReferences[0]?.reference ?? ''),
  };
}
