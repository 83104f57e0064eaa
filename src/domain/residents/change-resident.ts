import { accepted, defineCommand, refused, row } from '../commands/command.ts';
import { derivedId, type LifeChangeId, type ResidentId } from '../ids.ts';
import { put } from '../records.ts';
import type { RowChange } from '../records.ts';
import type { Resident } from '../records/people.ts';
import { dateAt } from '../time/dates.ts';
import { fullName } from './names.ts';

/** What may be changed of somebody at a desk. */
export const changeableFields = [
  'preferredName', 'givenName', 'familyName', 'dateOfBirth', 'propertyId', 'correspondence', 'contactPoints', 'language', 'organisationKind', 'confidential', 'restricted',
] as const;
export type ChangeableField = (typeof changeableFields)[number];
export type Changes = Partial<Pick<Resident, ChangeableField>>;

export interface ChangeResidentArgs {
  /** Of the change itself: two presses are one. */
  changeId: string;
  residentId: ResidentId;
  /** The fields that change, as they stood on the screen when somebody changed them. */
  before: Changes;
  after: Changes;
  /** Why a name changed: "married", "deed poll seen". */
  reason: string;
}

const same = (one: unknown, other: unknown): boolean => {
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((part, n) => same(part, other[n]));
  if (one !== null && other !== null && typeof one === 'object' && typeof other === 'object') {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].every((key) => same((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]));
  }
  return one === other;
};

/** Fields that somebody else has changed since: neither as they stood on the screen nor as they are to be. */
export const changedMeanwhile = (current: Resident, { before, after }: Pick<ChangeResidentArgs, 'before' | 'after'>): ChangeableField[] =>
  changeableFields.filter((field) => Object.hasOwn(after, field) && !same(current[field], before[field]) && !same(current[field], after[field]));

/** The fields that differ between a record and a form filled from it. */
export function changesBetween(current: Resident, edited: Pick<Resident, ChangeableField>): Pick<ChangeResidentArgs, 'before' | 'after'> {
  const fields = changeableFields.filter((field) => !same(current[field], edited[field]));
  const of = (from: Pick<Resident, ChangeableField>): Changes => Object.fromEntries(fields.map((field) => [field, from[field]]));
  return { before: of(current), after: of(edited) };
}

/** A name that is left is a previous name, so that whoever knows only that one still finds them. */
function namesAfter(current: Resident, next: Resident): string[] {
  const left = [fullName(current), current.preferredName].filter((name) => name !== '' && name !== fullName(next) && name !== next.preferredName);
  return [...new Set([...current.previousNames, ...left])];
}

/**
 * Changes what is known of somebody, field by field. Two people may change different fields at once; of one field the
 * first stands, and the second is shown both.
 */
export const changeResident = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: ChangeResidentArgs) => ({ resident: row('resident', args.residentId), home: row('property', args.after.propertyId ?? null), letters: row('property', args.after.correspondence?.propertyId ?? null) }),
  needsThen: () => ({}),
  decide: ({ resident, home, letters }, args, context) => {
    if (resident === null) return refused('command.unknown-resident');
    const fields = changeableFields.filter((field) => Object.hasOwn(args.after, field));
    if (fields.every((field) => same(resident[field], args.after[field]))) return accepted();
    if (changedMeanwhile(resident, args).length > 0) return refused('command.changed-meanwhile');
    if (fields.includes('restricted') && context.actor.role !== 'approver') return refused('command.restricting-is-for-leaders');
    if (args.after.propertyId != null && home === null) return refused('command.unknown-property');
    if (args.after.correspondence?.propertyId != null && letters === null) return refused('command.unknown-property');
    if (args.after.dateOfBirth != null && args.after.dateOfBirth > dateAt(context.now)) return refused('command.born-in-future');
    const next: Resident = { ...resident, ...args.after };
    // Who is called by their full name goes on being so under another.
    if (args.after.preferredName === undefined && resident.preferredName === fullName(resident)) next.preferredName = fullName(next);
    if (next.preferredName === '') next.preferredName = fullName(next);
    if (fullName(next).trim() === '') return refused('command.name-needed');
    // Whoever moves leaves the household; who lives with them now is not known yet.
    const householdId = fields.includes('propertyId') && args.after.propertyId !== resident.propertyId ? null : resident.householdId;
    const changes: RowChange[] = [put('resident', { ...next, householdId, previousNames: namesAfter(resident, next) })];
    if (fullName(next) !== fullName(resident)) {
      changes.push(put('lifeChange', {
        id: derivedId<LifeChangeId>(args.changeId, 'name'), residentId: resident.id, kind: 'renamed', happenedOn: dateAt(context.countsAt), fromPropertyId: null, toPropertyId: null,
        fromName: fullName(resident), toName: fullName(next), reason: args.reason.trim(), notedBy: context.actor.staffId, notedAt: context.countsAt,
      }));
    }
    return accepted(...changes);
  },
});
