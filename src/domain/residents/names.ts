import type { Resident } from '../records/people.ts';

/** The name as papers have it; the preferred one where there is no other. */
export const fullName = ({ givenName, familyName, preferredName }: Pick<Resident, 'givenName' | 'familyName' | 'preferredName'>): string =>
  [givenName, familyName].filter((part) => part !== '').join(' ') || preferredName;
