/** What somebody needs of the council, as things to do: recorded, changed, ended, and interpreted for. DOMAIN (c). */
import { accepted, defineCommand, refused, row } from '../commands/command.ts';
import type { ContactId, InterpretingId, NeedId, ResidentId } from '../ids.ts';
import { put } from '../records.ts';
import type { Need } from '../records/care.ts';
import { dateAt, monthsAfter } from '../time/dates.ts';
import type { CalendarDate } from '../time/instant.ts';
import type { InterpretingKind, NeedKind } from '../vocabulary.ts';

/** A reasonable adjustment is looked at again after a year at the latest. */
export const NEED_REVIEW_MONTHS = 12;

export interface RecordNeedArgs {
  needId: NeedId;
  residentId: ResidentId;
  kind: NeedKind;
  action: string;
  /** Null: in twelve months. */
  reviewBy: CalendarDate | null;
}

export const recordNeed = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: RecordNeedArgs) => ({ existing: row('need', args.needId), resident: row('resident', args.residentId) }),
  needsThen: () => ({}),
  decide: ({ existing, resident }, args, context) => {
    if (existing !== null) return accepted();
    if (resident === null) return refused('command.unknown-resident');
    if (args.action.trim() === '') return refused('command.need-action-needed');
    const today = dateAt(context.countsAt);
    if (args.reviewBy !== null && args.reviewBy <= today && context.place === 'desk') return refused('command.review-in-past');
    return accepted(put('need', {
      id: args.needId, residentId: resident.id, kind: args.kind, action: args.action.trim(), reviewBy: args.reviewBy ?? monthsAfter(today, NEED_REVIEW_MONTHS),
      recordedBy: context.actor.staffId, recordedAt: context.countsAt, bookings: [], endedAt: null, endedBy: null, endReasons: null,
    }));
  },
});

export interface ChangeNeedArgs {
  needId: NeedId;
  /** As it stood on the screen, and as it is to be. */
  before: Pick<Need, 'action' | 'reviewBy'>;
  after: Pick<Need, 'action' | 'reviewBy'>;
}

/** Changes what to do, or says that it was looked at and when it is to be looked at again. */
export const changeNeed = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: ChangeNeedArgs) => ({ need: row('need', args.needId) }),
  needsThen: () => ({}),
  decide: ({ need }, { before, after }, context) => {
    if (need === null) return refused('command.unknown-need');
    const action = after.action.trim();
    if (need.action === action && need.reviewBy === after.reviewBy) return accepted();
    if (need.endedAt !== null) return refused('command.need-over');
    const meanwhile = (field: 'action' | 'reviewBy', to: string | null): boolean => before[field] !== to && need[field] !== before[field] && need[field] !== to;
    if (meanwhile('action', action) || meanwhile('reviewBy', after.reviewBy)) return refused('command.changed-meanwhile');
    if (action === '') return refused('command.need-action-needed');
    if (after.reviewBy !== before.reviewBy && after.reviewBy !== null && after.reviewBy <= dateAt(context.countsAt)) return refused('command.review-in-past');
    return accepted(put('need', {
      ...need, action: action === before.action ? need.action : action, reviewBy: after.reviewBy === before.reviewBy ? need.reviewBy : after.reviewBy,
    }));
  },
});

export interface EndNeedArgs {
  needId: NeedId;
  reasons: string;
}

/** It is needed no longer. What was booked because of it stays booked: whoever waits for it must be told first. */
export const endNeed = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: EndNeedArgs) => ({ need: row('need', args.needId) }),
  needsThen: () => ({}),
  decide: ({ need }, args, context) => {
    if (need === null) return refused('command.unknown-need');
    if (need.endedAt !== null) return accepted();
    if (args.reasons.trim() === '') return refused('command.reasons-needed');
    const today = dateAt(context.countsAt);
    if (need.bookings.some(({ on, cancelledAt }) => cancelledAt === null && on >= today)) return refused('command.need-booked');
    return accepted(put('need', { ...need, endedAt: context.countsAt, endedBy: context.actor.staffId, endReasons: args.reasons.trim() }));
  },
});

export interface NoteInterpreterArgs {
  interpretingId: InterpretingId;
  residentId: ResidentId;
  contactId: ContactId;
  kind: InterpretingKind;
  reference: string;
  language: string;
}

/** Who interprets in this contact, by their number; or that a child offered to and was declined, which is never done. */
export const noteInterpreter = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: NoteInterpreterArgs) => ({ existing: row('interpreting', args.interpretingId), resident: row('resident', args.residentId) }),
  needsThen: () => ({}),
  decide: ({ existing, resident }, args, context) => {
    if (existing !== null) return accepted();
    if (resident === null) return refused('command.unknown-resident');
    if (args.kind !== 'child-declined' && args.reference.trim() === '') return refused('command.interpreter-number-needed');
    return accepted(put('interpreting', {
      id: args.interpretingId, residentId: resident.id, contactId: args.contactId, kind: args.kind, reference: args.kind === 'child-declined' ? '' : args.reference.trim(),
      language: args.language.trim() === '' ? resident.language : args.language.trim(), notedBy: context.actor.staffId, notedAt: context.countsAt,
    }));
  },
});
