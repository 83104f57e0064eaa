/** What each kind of record can be found by. */
import type { CaseFile } from '#domain/records/contacts.ts';
import type { Property } from '#domain/records/council.ts';
import type { Resident } from '#domain/records/people.ts';
import { birthWord } from './birth-dates.ts';
import { emailWords, phoneWords, postcodeWords, wordsOf } from './words.ts';

export interface SearchText {
  /** Words of what somebody is or was called. */
  name: string[];
  /** Words of everything else: the address, phones, emails, references. */
  other: string[];
}

export const addressWords = (property: Property | null): string[] =>
  property === null ? [] : [...wordsOf(property.addressLine, property.locality), ...postcodeWords(property.postcode)];

export const namesText = (resident: Pick<Resident, 'preferredName' | 'givenName' | 'familyName' | 'previousNames'>): string[] =>
  wordsOf(resident.preferredName, resident.givenName, resident.familyName, ...resident.previousNames);

export function residentText(resident: Resident, home: Property | null): SearchText {
  return {
    name: namesText(resident),
    other: [
      // Whoever knows the address of somebody who hides must not find them by it.
      ...resident.confidential ? [] : addressWords(home),
      ...resident.dateOfBirth === null ? [] : [birthWord(resident.dateOfBirth)],
      ...resident.contactPoints.flatMap(({ kind, value }) => kind === 'phone' ? phoneWords(value) : emailWords(value)),
      ...resident.accountReferences.flatMap(({ reference }) => wordsOf(reference)),
    ],
  };
}

/** A property's id is its UPRN where it has one, and people do quote it. */
export const propertyText = (property: Property): SearchText =>
  ({ name: [], other: /^\d+$/.test(property.id) ? [...addressWords(property), property.id] : addressWords(property) });

export const caseText = (caseFile: CaseFile): SearchText => ({ name: [], other: wordsOf(caseFile.reference, caseFile.externalReference) });

export const referenceText = (reference: string): SearchText => ({ name: [], other: wordsOf(reference) });
