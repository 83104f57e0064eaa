import { accepted, defineCommand, refused, row, rows } from '../commands/command.ts';
import { derivedId, type AuthorityUseId, type EntitlementId, type MessageId } from '../ids.ts';
import { letterRows } from '../needs/letters.ts';
import { put } from '../records.ts';
import type { RowChange } from '../records.ts';
import { say } from '../words/say.ts';

export interface EndEntitlementArgs {
  entitlementId: EntitlementId;
  reasons: string;
}

/** Ends a permit, a hold or an arrangement before its time: by mistake given, or no longer needed. Its place in a limit is free again. */
export const endEntitlement = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: EndEntitlementArgs) => ({ entitlement: row('entitlement', args.entitlementId) }),
  needsThen: ({ entitlement }) => ({
    use: row('authorityUse', entitlement === null ? null : derivedId<AuthorityUseId>(entitlement.decisionId, 'use')),
    resident: row('resident', entitlement?.residentId ?? null),
    needs: rows('need', { residentId: entitlement?.residentId ?? '' }),
  }),
  decide: ({ entitlement, use, resident, needs }, args, context) => {
    if (entitlement === null) return refused('command.unknown-entitlement');
    if (resident === null) return refused('command.unknown-resident');
    if (entitlement.endedAt !== null) return accepted();
    if (args.reasons.trim() === '') return refused('command.reasons-needed');
    const changes: RowChange[] = [
      put('entitlement', { ...entitlement, endedAt: context.countsAt, endedBy: context.actor.staffId, endReasons: args.reasons.trim() }),
      ...letterRows({ resident, needs }, {
        id: derivedId<MessageId>(entitlement.id, 'ended'), decisionId: entitlement.decisionId, escalationId: null,
        english: say({ code: 'message.entitlement-ended', values: { title: entitlement.title, reasons: args.reasons.trim() } }), translated: null,
      }, context.countsAt),
    ];
    if (use !== null) changes.push(put('authorityUse', { ...use, until: Math.min(use.until ?? context.countsAt, context.countsAt) }));
    return accepted(...changes);
  },
});
