import { accepted, defineCommand, refused, row, rows } from '../commands/command.ts';
import type { ContactId, ResidentId, VerificationId } from '../ids.ts';
import { put } from '../records.ts';
import type { Verification } from '../records/people.ts';
import type { Instant } from '../time/instant.ts';
import type { VerificationLevel } from '../delegation/scheme.ts';
import type { VerificationMethod } from '../vocabulary.ts';
import { levelReached, type Asked } from './questions.ts';

const HOUR_MS = 60 * 60 * 1000;
export const LOCKED_FOR_MS = 24 * HOUR_MS;
const MOST_FAILURES = 3;
/** A contact’s length and some: whoever rings again tomorrow is asked again. */
export const VERIFIED_FOR_MS = HOUR_MS;

export interface VerifyIdentityArgs {
  verificationId: VerificationId;
  residentId: ResidentId;
  contactId: ContactId | null;
  /** What was asked and how it went; answers are not part of it. */
  asked: Asked[];
  method: VerificationMethod;
  /** Somebody else may be telling them what to say. */
  coercion: boolean;
}

/** When questions may be asked again; null where they may be now. Three failures lock for 24 hours from the last of them. */
export function lockedUntil(before: readonly Pick<Verification, 'passed' | 'at'>[], now: Instant): Instant | null {
  const failures = before.filter(({ passed, at }) => !passed && at > now - LOCKED_FOR_MS).map(({ at }) => at).toSorted((one, other) => one - other);
  const last = failures.at(-1);
  return failures.length < MOST_FAILURES || last === undefined ? null : last + LOCKED_FOR_MS;
}

/** Checks that show who somebody is: a pass by what another record of theirs holds does not. Failures count wherever they were. */
export const checksOf = <C extends Pick<Verification, 'passed' | 'residentId'>>(before: readonly C[], standingId: string): C[] => before.filter(({ passed, residentId }) => !passed || residentId === standingId);

/** How surely somebody is who they say, as last shown; 0 where that is too long ago or was never shown. */
export function levelNow(before: readonly Pick<Verification, 'passed' | 'at' | 'level' | 'coercion'>[], now: Instant): { level: VerificationLevel; by: (typeof before)[number] | null } {
  const standing = before.filter(({ passed, at }) => passed && at > now - VERIFIED_FOR_MS).toSorted((one, other) => other.level - one.level || other.at - one.at)[0];
  return { level: standing?.level ?? 0, by: standing ?? null };
}

/** That somebody’s identity was checked: pass or fail, and which questions. Never what they answered. */
export const verifyIdentity = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: VerifyIdentityArgs, context) => ({
    resident: row('resident', args.residentId),
    existing: row('verification', args.verificationId),
    before: rows('verification', { residentId: args.residentId }, { column: 'at', at: context.countsAt - LOCKED_FOR_MS }),
  }),
  needsThen: () => ({}),
  decide: ({ resident, existing, before }, args, context) => {
    if (existing !== null) return accepted();
    if (resident === null) return refused('command.unknown-resident');
    if (resident.deceasedOn !== null) return refused('command.deceased');
    if (args.asked.length === 0) return refused('command.nothing-asked');
    // At the centre what was asked at a desk that could not know of the other failures is on the record all the same.
    if (context.place === 'desk' && lockedUntil(before, context.countsAt) !== null) return refused('command.verification-locked');
    const level = levelReached(args.asked, args.method);
    return accepted(put('verification', {
      id: args.verificationId, residentId: args.residentId, contactId: args.contactId, staffId: context.actor.staffId, at: context.countsAt,
      level, passed: level > 0, method: args.method, questions: args.asked.map(({ code, result }) => ({ code, result })), coercion: args.coercion,
    }));
  },
});
