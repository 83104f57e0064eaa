import { accepted, defineCommand, refused, row } from '../../commands/command.ts';
import type { DeputyId, StaffId } from '../../ids.ts';
import { put } from '../../records.ts';
import { dateAt } from '../../time/dates.ts';
import type { CalendarDate } from '../../time/instant.ts';

export interface SetDeputyArgs {
  deputyRecordId: DeputyId;
  /** Who will be away. */
  staffId: StaffId;
  deputyId: StaffId;
  fromDate: CalendarDate;
  /** The last day. */
  toDate: CalendarDate;
}

/** Names who answers for an approver on some days. Approvers name their own; governance names anybody’s. */
export const setDeputy = defineCommand({
  version: 1,
  roles: ['approver', 'governance'],
  needs: (args: SetDeputyArgs) => ({ existing: row('deputy', args.deputyRecordId), away: row('staff', args.staffId), deputy: row('staff', args.deputyId) }),
  needsThen: () => ({}),
  decide: ({ existing, away, deputy }, args, context) => {
    if (existing !== null) return accepted();
    if (away === null || deputy === null) return refused('command.unknown-person');
    if (context.actor.role === 'approver' && away.id !== context.actor.staffId) return refused('command.own-deputy-only');
    if (away.id === deputy.id) return refused('command.deputy-is-another');
    if (away.role !== 'approver' || deputy.role !== 'approver') return refused('command.deputy-approves');
    if (args.toDate < args.fromDate) return refused('command.dates-backwards');
    if (args.toDate < dateAt(context.countsAt)) return refused('command.dates-over');
    return accepted(put('deputy', {
      id: args.deputyRecordId, staffId: away.id, post: away.post, deputyId: deputy.id, fromDate: args.fromDate, toDate: args.toDate,
      setBy: context.actor.staffId, setAt: context.countsAt, endedAt: null,
    }));
  },
});

export interface EndDeputyArgs { deputyRecordId: DeputyId }

export const endDeputy = defineCommand({
  version: 1,
  roles: ['approver', 'governance'],
  needs: (args: EndDeputyArgs) => ({ existing: row('deputy', args.deputyRecordId) }),
  needsThen: () => ({}),
  decide: ({ existing }, _args, context) => {
    if (existing === null) return refused('command.unknown-deputy');
    if (context.actor.role === 'approver' && existing.staffId !== context.actor.staffId) return refused('command.own-deputy-only');
    return existing.endedAt !== null ? accepted() : accepted(put('deputy', { ...existing, endedAt: context.countsAt }));
  },
});
