import { accepted, defineCommand, refused, row, rows } from '../../commands/command.ts';
import type { AuthorisationId, StaffId } from '../../ids.ts';
import { put } from '../../records.ts';
import { dateAt, daysAfter, monthsAfter } from '../../time/dates.ts';
import type { CalendarDate } from '../../time/instant.ts';

export interface GrantAuthorisationArgs {
  authorisationId: AuthorisationId;
  staffId: StaffId;
  code: string;
  trainedOn: CalendarDate;
}

/** Notes that somebody has been trained for a named authorisation; it holds as many months as the scheme says. */
export const grantAuthorisation = defineCommand({
  version: 1,
  roles: ['governance', 'approver'],
  needs: (args: GrantAuthorisationArgs) => ({
    existing: row('authorisation', args.authorisationId), person: row('staff', args.staffId), held: rows('authorisation', { staffId: args.staffId }),
  }),
  needsThen: () => ({}),
  decide: ({ existing, person, held }, args, context) => {
    if (existing !== null) return accepted();
    if (person === null) return refused('command.unknown-person');
    // Nobody gives themselves authority.
    if (args.staffId === context.actor.staffId) return refused('command.own-authorisation');
    const named = context.scheme?.authorisations.find(({ code }) => code === args.code);
    if (named === undefined) return refused('command.unknown-authorisation');
    if (args.trainedOn > dateAt(context.countsAt)) return refused('command.trained-in-future');
    const replaced = held.filter(({ code, withdrawnAt }) => code === args.code && withdrawnAt === null)
      .map((one) => put('authorisation', { ...one, withdrawnAt: context.countsAt }));
    return accepted(...replaced, put('authorisation', {
      id: args.authorisationId, staffId: args.staffId, code: args.code, trainedOn: args.trainedOn,
      expiresOn: daysAfter(monthsAfter(args.trainedOn, named.months), -1), grantedBy: context.actor.staffId, grantedAt: context.countsAt, withdrawnAt: null,
    }));
  },
});

export interface WithdrawAuthorisationArgs { authorisationId: AuthorisationId }

export const withdrawAuthorisation = defineCommand({
  version: 1,
  roles: ['governance', 'approver'],
  needs: (args: WithdrawAuthorisationArgs) => ({ existing: row('authorisation', args.authorisationId) }),
  needsThen: () => ({}),
  decide: ({ existing }, _args, context) => {
    if (existing === null) return refused('command.unknown-authorisation');
    return existing.withdrawnAt !== null ? accepted() : accepted(put('authorisation', { ...existing, withdrawnAt: context.countsAt }));
  },
});
