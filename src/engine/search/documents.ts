/** What each kind of record can be found by. */
import type { CaseFile, Property, Resident } from '#domain/records.ts';
import { emailWords, phoneWords, postcodeWords, wordsOf } from './words.ts';

/** `codes` are phones, emails and references: what a person reads out rather than what they are called. */
export interface SearchText {
  name: string;
  address: string;
  codes: string;
}

export const addressWords = (property: Property | null): string[] =>
  property === null ? [] : [...wordsOf(property.addressLine, property.locality), ...postcodeWords(property.postcode)];

export function residentText(resident: Resident, home: Property | null): SearchText {
  const codes = [
    ...resident.contactPoints.flatMap(({ kind, value }) => kind === 'phone' ? phoneWords(value) : emailWords(value)),
    ...resident.accountReferences.flatMap(({ reference }) => wordsOf(reference)),
  ];
  return {
    name: wordsOf(resident.preferredName, resident.givenName, resident.familyName, ...resident.previousNames).join(' '),
    address: addressWords(home).join(' '),
    codes: [...new Set(codes)].join(' '),
  };
}

/** A property's id is its UPRN where it has one, and people do quote it. */
export const propertyText = (property: Property): SearchText => ({
  name: '', address: [...new Set(addressWords(property))].join(' '), codes: /^\d+$/.test(property.id) ? property.id : '',
});

export const caseText = (caseFile: CaseFile): SearchText =>
  ({ name: '', address: '', codes: wordsOf(caseFile.reference, caseFile.externalReference).join(' ') });

export const referenceText = (reference: string): SearchText => ({ name: '', address: '', codes: wordsOf(reference).join(' ') });
