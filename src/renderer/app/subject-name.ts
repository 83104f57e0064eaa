import type { SubjectHeader } from '#contract/views/subject.ts';

/** What a record is called where one line must do: the name a person goes by, or the address. */
export const nameOf = ({ resident, property, sealed }: SubjectHeader): string => sealed ?? resident?.preferredName ?? property?.addressLine ?? '';

export const addressOf = ({ property }: SubjectHeader): string =>
  property === null ? '' : [property.addressLine, property.locality, property.postcode].filter((part) => part !== '').join(', ');
