import { accepted, defineCommand, refused, row } from '../commands/command.ts';
import type { AccessId, ResidentId, StaffId } from '../ids.ts';
import { put } from '../records.ts';
import type { Access, Resident } from '../records/people.ts';
import type { Instant } from '../time/instant.ts';
import type { AccessKind } from '../vocabulary.ts';

/** How long a reason that was given opens what it was given for. */
export const OPEN_FOR_MS: Readonly<Record<AccessKind, number>> = { record: 8 * 3_600_000, address: 30 * 60_000 };

type Given = Pick<Access, 'staffId' | 'kind' | 'at'>;
const isOpen = (given: readonly Given[], staffId: StaffId, kind: AccessKind, now: Instant): boolean =>
  given.some((one) => one.staffId === staffId && one.kind === kind && one.at > now - OPEN_FOR_MS[kind]);

/** What somebody may see of a resident without saying why (again). */
export function sightOf(resident: Pick<Resident, 'restricted' | 'confidential'>, given: readonly Given[], staffId: StaffId, now: Instant): { record: boolean; address: boolean } {
  return {
    record: !resident.restricted || isOpen(given, staffId, 'record', now),
    address: !resident.confidential || isOpen(given, staffId, 'address', now),
  };
}

export interface OpenRecordArgs {
  accessId: AccessId;
  residentId: ResidentId;
  kind: AccessKind;
  reason: string;
}

/** Why somebody opened what is opened only with a reason; it stays in the resident's access log. */
export const openRecord = defineCommand({
  version: 1,
  roles: ['operative', 'approver', 'governance'],
  needs: (args: OpenRecordArgs) => ({ resident: row('resident', args.residentId), existing: row('access', args.accessId) }),
  needsThen: () => ({}),
  decide: ({ resident, existing }, args, context) => {
    if (existing !== null) return accepted();
    if (resident === null) return refused('command.unknown-resident');
    if (args.reason.trim() === '') return refused('command.reasons-needed');
    return accepted(put('access', {
      id: args.accessId, residentId: resident.id, staffId: context.actor.staffId, at: context.countsAt, kind: args.kind, reason: args.reason.trim(),
    }));
  },
});
