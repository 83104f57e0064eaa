/** Details of somebody as a form holds them, and what keeps them from being saved. */
import type { ContactPoint, Resident } from '#domain/records/people.ts';
import { isPhone, phoneText, phoneValue } from '../../ui/phone-text.ts';

export type Details = Pick<Resident, 'kind' | 'organisationKind' | 'preferredName' | 'givenName' | 'familyName' | 'dateOfBirth' | 'propertyId' | 'correspondence' | 'contactPoints' | 'language' | 'confidential' | 'restricted'>;

export const NOBODY: Details = {
  kind: 'person', organisationKind: null, preferredName: '', givenName: '', familyName: '', dateOfBirth: null, propertyId: null, correspondence: null, contactPoints: [], language: 'en', confidential: false, restricted: false,
};

export const detailsOf = (
  { kind, organisationKind, preferredName, givenName, familyName, dateOfBirth, propertyId, correspondence, contactPoints, language, confidential, restricted }: Resident,
): Details => ({ kind, organisationKind, preferredName, givenName, familyName, dateOfBirth, propertyId, correspondence, contactPoints, language, confidential, restricted });

/** As it is kept: no spaces around, phones as they are dialled, empty lines left out. */
export function tidied(details: Details): Details {
  const contactPoints = details.contactPoints.flatMap((point): ContactPoint[] => {
    const value = point.value.trim();
    return value === '' ? [] : [{ ...point, value: point.kind === 'phone' ? phoneValue(value) : value.toLowerCase() }];
  });
  const words = details.correspondence?.words.trim() ?? '';
  const correspondence = details.correspondence === null || (details.correspondence.propertyId === null && words === '') ? null : { ...details.correspondence, words };
  return { ...details, correspondence, preferredName: details.preferredName.trim(), givenName: details.givenName.trim(), familyName: details.familyName.trim(), contactPoints };
}

/** The same as a form shows it: phones as they are said. */
export const spoken = (details: Details): Details =>
  ({ ...details, contactPoints: details.contactPoints.map((point) => (point.kind === 'phone' ? { ...point, value: phoneText(point.value) } : point)) });

/** Whether somebody is called otherwise than before: a reason is asked for. */
export const isRenamed = (before: Details, after: Details): boolean => before.givenName !== after.givenName || before.familyName !== after.familyName
  || (before.kind === 'organisation' && before.preferredName !== after.preferredName);

export const nameMissing = ({ preferredName, givenName, familyName }: Details): boolean => `${preferredName}${givenName}${familyName}`.trim() === '';

/** What is doubtful about a line; a number is kept as it was given where somebody insists. */
export function pointDoubt({ kind, value }: Pick<ContactPoint, 'kind' | 'value'>): 'bad-phone' | 'bad-email' | null {
  if (value.trim() === '') return null;
  if (kind === 'phone') return isPhone(value) ? null : 'bad-phone';
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()) ? null : 'bad-email';
}

/** Languages asked for most often at the counters; whatever a record holds besides is offered with it. */
export const languages = ['en', 'cy', 'ar', 'bn', 'zh', 'fr', 'gu', 'it', 'lt', 'fa', 'pl', 'pt', 'pa', 'ro', 'so', 'es', 'ta', 'tr', 'uk', 'ur', 'bfi'] as const;
