import { accepted, defineCommand, refused, row } from '../commands/command.ts';
import type { PropertyId, ResidentId } from '../ids.ts';
import { put } from '../records.ts';
import type { ContactPoint } from '../records/people.ts';
import { dateAt } from '../time/dates.ts';
import type { CalendarDate } from '../time/instant.ts';
import type { OrganisationKind } from '../vocabulary.ts';
import { fullName } from './names.ts';

export interface RecordResidentArgs {
  residentId: ResidentId;
  kind: 'person' | 'organisation';
  organisationKind: OrganisationKind | null;
  preferredName: string;
  givenName: string;
  familyName: string;
  dateOfBirth: CalendarDate | null;
  propertyId: PropertyId | null;
  /** As given; nothing of it is verified yet. */
  contactPoints: Pick<ContactPoint, 'kind' | 'value'>[];
  language: string;
  confidential: boolean;
}

/** Puts somebody new on the record. Who may be the same was offered before; what is entered twice all the same is for matching. */
export const recordResident = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: RecordResidentArgs) => ({ existing: row('resident', args.residentId), home: row('property', args.propertyId) }),
  needsThen: () => ({}),
  decide: ({ existing, home }, args, context) => {
    if (existing !== null) return accepted();
    const name = fullName(args).trim();
    if (name === '') return refused('command.name-needed');
    if (args.propertyId !== null && home === null) return refused('command.unknown-property');
    if (args.dateOfBirth !== null && args.dateOfBirth > dateAt(context.now)) return refused('command.born-in-future');
    return accepted(put('resident', {
      id: args.residentId, kind: args.kind, organisationKind: args.kind === 'organisation' ? args.organisationKind : null, preferredName: args.preferredName.trim() || name, givenName: args.givenName.trim(), familyName: args.familyName.trim(),
      previousNames: [], dateOfBirth: args.dateOfBirth, propertyId: args.propertyId, householdId: null, correspondence: null,
      contactPoints: args.contactPoints.map((point) => ({ ...point, verifiedAt: null, safeToVoicemail: false, safeToText: false })),
      accountReferences: [], language: args.language, deceasedOn: null, lastContactAt: null, confidential: args.confidential, restricted: false, mergedInto: null,
    }));
  },
});
