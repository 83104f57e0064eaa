import type { Property } from '#domain/records/council.ts';

export const addressText = (property: Property | null): string | null => property === null ? null
  : [property.addressLine, property.locality, property.postcode].filter((part) => part !== '').join(', ');
