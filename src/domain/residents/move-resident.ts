import { accepted, defineCommand, refused, row, rows } from '../commands/command.ts';
import { derivedId, type HouseholdId, type LifeChangeId, type PropertyId, type ResidentId, type ServiceId, type TaskId } from '../ids.ts';
import { put } from '../records.ts';
import type { RowChange } from '../records.ts';
import type { CaseFile } from '../records/contacts.ts';
import type { Entitlement, Task } from '../records/decisions.ts';
import type { Resident } from '../records/people.ts';
import { dateAt } from '../time/dates.ts';
import type { CalendarDate } from '../time/instant.ts';

export interface MoveResidentArgs {
  /** Of the move: two presses are one. */
  moveId: string;
  residentId: ResidentId;
  /** Where they lived as the screen had it; of two who note a move, the second is told. */
  fromPropertyId: PropertyId | null;
  /** Null: nobody knows where to. */
  toPropertyId: PropertyId | null;
  movedOn: CalendarDate;
  /** Those of the household who go along; whoever is not named stays. */
  along: ResidentId[];
  reason: string;
}

const isOpen = ({ status }: CaseFile): boolean => status !== 'closed' && status !== 'cancelled';

/**
 * Somebody lives elsewhere now, alone or with others of the household. Where they lived stays known, and what ran at the
 * old address is work for whoever runs it: an assisted collection that nobody stops goes on at a stranger's door.
 */
export const moveResident = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: MoveResidentArgs) => ({
    resident: row('resident', args.residentId), home: row('property', args.toPropertyId), existing: row('lifeChange', derivedId<LifeChangeId>(args.moveId, args.residentId)),
  }),
  needsThen: ({ resident }) => ({
    household: rows('resident', { householdId: resident?.householdId ?? '' }),
    // Of everybody who lived there: those who stay keep theirs.
    running: rows('entitlement', { propertyId: resident?.propertyId ?? '', endedAt: null }),
    cases: rows('caseFile', { propertyId: resident?.propertyId ?? '' }),
  }),
  decide: ({ resident, home, existing, household, running, cases }, args, context) => {
    if (existing !== null) return accepted();
    if (resident === null) return refused('command.unknown-resident');
    if (args.toPropertyId !== null && home === null) return refused('command.unknown-property');
    if (resident.propertyId !== args.fromPropertyId) return refused('command.changed-meanwhile');
    if (resident.propertyId === args.toPropertyId) return refused('command.moved-nowhere');
    const today = dateAt(context.countsAt);
    if (args.movedOn > today) return refused('command.moved-in-future');
    const others = household.filter(({ id }) => id !== resident.id);
    const movers: Resident[] = [resident, ...others.filter(({ id }) => args.along.includes(id))];
    // A household that moves as a whole stays the same one; part of it is a new one, and one person alone is none.
    const householdId = movers.length === others.length + 1 ? resident.householdId : movers.length > 1 ? derivedId<HouseholdId>(args.moveId, 'household') : null;
    const moving = new Set<string>(movers.map(({ id }) => id));
    const task = (id: string, serviceId: ServiceId, residentId: ResidentId, title: string): Task => ({
      id: derivedId<TaskId>(args.moveId, id), decisionId: null, residentId, propertyId: resident.propertyId, serviceId, title, notes: `Moved on ${args.movedOn}.`, dueOn: null,
      status: 'open', done: null, createdAt: context.countsAt,
    });
    const left = (one: Pick<Entitlement | CaseFile, 'residentId'>): one is { residentId: ResidentId } => one.residentId !== null && moving.has(one.residentId);
    const changes: RowChange[] = [
      ...movers.flatMap((mover) => [
        put('resident', { ...mover, propertyId: args.toPropertyId, householdId }),
        put('lifeChange', {
          id: derivedId<LifeChangeId>(args.moveId, mover.id), residentId: mover.id, kind: 'moved', happenedOn: args.movedOn, fromPropertyId: mover.propertyId,
          toPropertyId: args.toPropertyId, fromName: '', toName: '', reason: args.reason.trim(), notedBy: context.actor.staffId, notedAt: context.countsAt,
        }),
      ]),
      ...running.filter((one) => left(one) && one.endsOn >= today).map((one) => put('task', task(one.id, one.serviceId, one.residentId, `They have moved. Settle what ran at the old address: ${one.title}`))),
      ...cases.flatMap((one) => left(one) && isOpen(one) ? [put('task', task(one.id, one.serviceId, one.residentId, `They have moved. Decide what becomes of ${one.reference}: ${one.title}`))] : []),
    ];
    return accepted(...changes);
  },
});
