/** The things that one contact was about. */
import type { Contact, ContactMatter } from '../records/contacts.ts';

type Matters = ContactMatter & Pick<Contact, 'furtherMatters'>;

/** All of them, the first first. */
export const mattersOf = (contact: Matters): ContactMatter[] => {
  const { reason, outcome, avoidable, serviceId, caseId, furtherMatters } = contact;
  return [{ reason, outcome, avoidable, serviceId, caseId }, ...furtherMatters ?? []];
};
